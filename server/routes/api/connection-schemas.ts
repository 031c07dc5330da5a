import { z } from '@hono/zod-openapi';
import { FLAG_STATUSES } from '#core/crm/flag.ts';
import { problemPart, time } from './schemas.ts';

export const connection = z
  .object({
    id: z.string(),
    vendor: z.string(),
    name: z.string(),
    state: z.string(),
    progress: z.object({ done: z.number().int(), total: z.number().int() }),
    problem: problemPart.nullable(),
    startedAt: time.nullable(),
    finishedAt: time.nullable(),
    lastPollAt: time.nullable(),
    writeBack: z.enum(['on', 'review']).nullable().openapi({
      description:
        'review: nothing is written before an admin has seen what would be; null where nothing ever is',
    }),
    heldFlags: z.number().int().openapi({ description: 'Records whose flag is held back for now' }),
  })
  .openapi('Connection');

const flag = z.object({
  status: z.enum(FLAG_STATUSES),
  propensity: z
    .number()
    .nullable()
    .openapi({ description: 'Null where too little is known: the record shows none' }),
  confidence: z.number(),
  reason: z.string(),
  nextAskAt: time.nullable(),
  lastActAt: time.nullable(),
});

export const writeBack = z
  .object({
    on: z.boolean(),
    waiting: z.number().int().openapi({ description: 'Records whose flag has not left yet' }),
    statuses: z
      .record(z.string(), z.number().int())
      .openapi({ description: 'The same records by the status they would show' }),
  })
  .openapi('WriteBack');

export const flagChange = z
  .object({
    recordId: z.string(),
    personId: z.string(),
    name: z.string(),
    url: z.string(),
    before: flag
      .extend({ updatedAt: time.nullable() })
      .nullable()
      .openapi({ description: 'What the record carries; null where it carries no flag' }),
    after: flag,
  })
  .openapi('FlagChange');

export const disconnected = z
  .object({
    vendor: z.string(),
    remains: z
      .array(z.string())
      .openapi({ description: 'What of ours is left in the CRM for an admin to remove' }),
    problem: problemPart.nullable().openapi({ description: 'Why the vendor could not be told' }),
  })
  .openapi('Disconnected');

export const health = connection
  .extend({
    failingSince: time.nullable().openapi({ description: 'When it stopped working; null while it works' }),
    mapping: z.array(z.object({ property: z.string(), problem: problemPart, since: time })),
    flags: z.object({ problem: problemPart, since: time }).nullable(),
    rejected: z.array(z.object({ recordId: z.string(), problem: problemPart })),
    values: z.array(z.object({ recordId: z.string(), source: z.string(), problem: problemPart })),
    webhooks: z.record(z.string(), z.number().int()),
    parkedEvents: z.array(
      z.object({
        key: z.string(),
        action: z.string(),
        recordId: z.string(),
        problem: problemPart.nullable(),
      }),
    ),
  })
  .openapi('ConnectionHealth');
