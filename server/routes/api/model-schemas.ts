import { z } from '@hono/zod-openapi';
import { MODEL_ORIGINS } from '#core/score/model-version.ts';
import { TIERS } from '#core/score/tier.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { time } from './schemas.ts';

const pillarModel = z
  .object({
    halfLife: z.number().openapi({ description: 'Milliseconds after which a signal counts half' }),
    weight: z.number().openapi({ description: 'Share of the whole score, relative to the other pillars' }),
    cap: z.number().openapi({ description: 'Decayed points that fill the pillar' }),
  })
  .openapi('PillarModel');

const scoreModel = z
  .object({
    pillars: z.object(forEach(PILLARS, pillarModel)),
    strengths: z
      .record(z.string(), z.number())
      .openapi({ description: 'Points of each signal at its strongest' }),
    full: z.number().openapi({ description: 'Weight of filled pillars that makes a full score' }),
    enter: z.object({ candidate: z.number(), advocate: z.number(), champion: z.number() }),
    leaveAt: z.number().openapi({ description: 'A tier is left below its threshold times this' }),
    minConfidence: z.number().openapi({ description: 'Confidence below which nobody has a tier' }),
  })
  .openapi('ScoreModel');

export const modelVersion = z
  .object({
    id: z.string(),
    version: z.number().int().nullable().openapi({ description: 'Null while it is a draft' }),
    state: z.enum(['draft', 'current', 'past']),
    model: scoreModel,
    origin: z.enum(MODEL_ORIGINS),
    base: z.number().int().nullable().openapi({ description: 'The version it was drafted from' }),
    note: z.string(),
    createdBy: z.string(),
    createdAt: time,
    updatedAt: time,
    publishedBy: z.string().nullable(),
    publishedAt: time.nullable(),
  })
  .openapi('ModelVersion');

/** Left to `checkModel`, which names the field at fault and why. */
const givenModel = z
  .unknown()
  .openapi({ description: 'A ScoreModel; strengths that are left out are the default ones' });
const note = z
  .string()
  .max(500)
  .default('')
  .openapi({ description: 'Why, for those who read the history; nothing is published without' });
const by = z.string().trim().min(1).max(200);

export const draftInput = z.object({ model: givenModel, note, by }).openapi('ModelDraft');
export const draftChange = z.object({ model: givenModel, note }).openapi('ModelDraftChange');
export const revertInput = z.object({ version: z.number().int(), note, by }).openapi('ModelRevert');
export const previewInput = z
  .object({
    model: givenModel,
    sample: z
      .number()
      .nullable()
      .default(null)
      .openapi({ description: 'At most so many people, spread over all; everybody unless said otherwise' }),
  })
  .openapi('ModelPreviewInput');

const standing = z.object({ propensity: z.number().int(), confidence: z.number(), tier: z.enum(TIERS) });

const mover = z
  .object({
    personId: z.string(),
    name: z.string(),
    company: z.string().nullable(),
    before: standing,
    after: standing,
    reasons: z.array(z.object({ label: z.string(), points: z.number().int() })),
  })
  .openapi('Mover');

const distribution = z.array(z.number().int()).openapi({ description: 'People in 20 bands of five points' });

export const preview = z
  .object({
    at: time,
    people: z.number().int().openapi({ description: 'How many were looked at' }),
    of: z.number().int().openapi({ description: 'How many there are' }),
    before: distribution,
    after: distribution,
    flow: z
      .object(forEach(TIERS, z.object(forEach(TIERS, z.number().int()))))
      .openapi({ description: 'People from each tier to each' }),
    unsure: z
      .object({ before: z.number().int(), after: z.number().int() })
      .openapi({ description: 'People with a score but too little evidence for a tier' }),
    entering: z.array(mover),
    leaving: z.array(mover),
    movers: z.array(mover),
  })
  .openapi('ModelPreview');

export const sweepProgress = z
  .object({ version: z.number().int(), done: z.number().int(), total: z.number().int() })
  .openapi('SweepProgress');

function forEach<Name extends string, Schema>(names: readonly Name[], schema: Schema): Record<Name, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;
}
