import { z } from '@hono/zod-openapi';
import { PILLARS } from '#core/signal/catalogue.ts';
import { TIERS } from '#core/score/tier.ts';
import { shortfall, time } from './schemas.ts';

export const score = z
  .object({
    propensity: z.number().int().nullable().openapi({ description: 'Null where too little is known' }),
    confidence: z.number(),
    shortfall,
    lines: z.array(
      z.object({
        signal: z.string(),
        label: z.string(),
        at: time,
        points: z.number().int(),
        source: z.string().nullable(),
      }),
    ),
    pillars: z.record(z.enum(PILLARS), z.number().nullable()).openapi({
      description: 'What each pillar adds or takes, one decimal; null where nothing was ever heard',
    }),
    raises: z
      .array(
        z.object({
          signal: z.string(),
          label: z.string(),
          value: z.number().nullable(),
          points: z.number().int(),
          confidence: z.number(),
          tier: z.enum(TIERS),
        }),
      )
      .openapi({ description: 'What would raise it if it happened now, the most first' }),
    change: z
      .object({
        since: time,
        known: z.boolean().openapi({ description: 'False where nothing was known of them yet at since' }),
        firstReadAt: time.nullable(),
        before: z.number().int(),
        after: z.number().int(),
        lines: z.array(
          z.object({
            cause: z.string().openapi({
              description: 'The signal learned since; or ageing, pillar, limit, floor or model',
            }),
            label: z.string(),
            at: time.nullable(),
            receivedAt: time.nullable().openapi({ description: 'When it became known' }),
            points: z.number().int(),
          }),
        ),
      })
      .nullable()
      .openapi({
        description:
          'What changed within a week; the points of the lines add up to the change. Null where too little is known',
      }),
  })
  .openapi('Score', { description: 'The points of the lines add up to propensity, or to what it would be.' });
