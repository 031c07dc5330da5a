import { z } from '@hono/zod-openapi';
import { ASK_KINDS } from '#core/ask/ask.ts';
import { READINESS_GATES } from '#core/card/card.ts';
import { FLAG_STATUSES } from '#core/crm/flag.ts';
import { parseMoment } from '#core/import/moment.ts';
import { TIERS } from '#core/score/tier.ts';
import { PILLARS, SIGNALS } from '#core/signal/catalogue.ts';

export const time = z.number().int().openapi({ description: 'Epoch milliseconds' });
export const money = z.number().int().openapi({ description: 'Integer minor units of the currency' });

/** What every list takes. */
export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

/** A list that can be narrowed by words and read from either end of `by`. */
export function searchableQuery<By extends string>(by: By) {
  return listQuery.extend({
    q: z.string().max(200).optional().openapi({ description: 'Words to find' }),
    sort: z
      .enum([by, `-${by}`])
      .optional()
      .openapi({ description: `${by}, or -${by} for the newest first` }),
  });
}

const NO_TIME = 'must be ISO 8601 or epoch milliseconds';

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    remedy: z.string(),
    field: z.string().optional(),
  })
  .openapi('Problem');

export const problemPart = z.object({ code: z.string(), message: z.string(), remedy: z.string() });

export const shortfall = z
  .object({ needed: z.number(), missing: z.array(z.enum(PILLARS)) })
  .nullable()
  .openapi({ description: 'Not enough data: what is missing before the propensity means anything' });

export const person = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    company: z.string().nullable(),
    title: z.string().nullable(),
    owner: z.string().nullable(),
    propensity: z
      .number()
      .int()
      .nullable()
      .openapi({ description: '0 to 100: would they help; null where too little is known, see shortfall' }),
    confidence: z.number().openapi({ description: '0 to 1: how much is known' }),
    tier: z.enum(TIERS),
    lastActAt: time.nullable(),
    snoozedUntil: time.nullable(),
    status: z.enum(FLAG_STATUSES).openapi({ description: 'The tier, unless they rest or must not be asked' }),
    lastAskedAt: time.nullable(),
    nextAskAt: time.nullable().openapi({ description: 'Null where they may be asked now, or never' }),
    shortfall,
    records: z.array(z.object({ vendor: z.string(), id: z.string() })),
    links: z.array(z.object({ vendor: z.string(), id: z.string(), url: z.string() })),
  })
  .openapi('Person');

const gate = { gate: z.enum(READINESS_GATES), name: z.string() };

export const profile = person
  .extend({
    tierUntil: time
      .nullable()
      .openapi({ description: 'When ageing alone takes the tier, unless something new is heard' }),
    leavesTier: z
      .object({ propensity: z.number(), confidence: z.number() })
      .nullable()
      .openapi({ description: 'Below either of them the tier is left; null where they are in none' }),
    readiness: z
      .object({
        open: z.number().int(),
        total: z.number().int(),
        closed: z.array(
          z.object({
            ...gate,
            message: z.string().openapi({ description: 'What closes it' }),
            clears: z.string().openapi({ description: 'What would open it' }),
            opensAt: time.nullable().openapi({ description: 'Null where somebody has to do something' }),
          }),
        ),
        passed: z.array(z.object(gate)),
      })
      .openapi({ description: 'May they be asked now: how many gates are open, and what closes the others' }),
    flagProblems: z
      .array(z.object({ vendor: z.string(), recordId: z.string(), problem: problemPart }))
      .openapi({ description: 'CRM records that refused our last write; it is not repeated as it was' }),
  })
  .openapi('PersonProfile');

export const timelineEntry = z
  .object({
    at: time,
    kind: z.enum(['signal', 'reward', 'ask', 'note']),
    what: z.string(),
    detail: z.string().nullable(),
  })
  .openapi('TimelineEntry');

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A point in time as callers write it: epoch milliseconds or ISO 8601, in UTC where it names no zone. */
export const givenTime = z
  .union([z.number(), z.string()])
  .transform((value, context) => {
    if (typeof value === 'number') return value;
    const read = ISO.test(value) ? parseMoment(value, null, (wall) => wall) : null;
    if (read?.ok === true) return read.value;
    context.addIssue({ code: 'custom', message: read?.problem.message ?? NO_TIME });
    return z.NEVER;
  })
  .openapi({
    type: ['string', 'number'],
    description:
      'Epoch milliseconds, or ISO 8601: 2024-01-31, 2024-01-31T13:45, 2024-01-31T13:45:00.000+01:00; UTC without a zone',
  });

export const signalInput = z
  .object({
    key: z.string().openapi({ description: 'Idempotency key: the same key is the same signal' }),
    personId: z.string().optional(),
    email: z.string().optional(),
    type: z.string().openapi({ description: `One of: ${Object.keys(SIGNALS).join(', ')}` }),
    occurredAt: givenTime,
    value: z.number().nullable().optional(),
    source: z.string().nullable().optional(),
    reportedBy: z
      .string()
      .nullable()
      .optional()
      .openapi({ description: 'Who told of it, best by e-mail: they cannot approve the reward for it' }),
  })
  .openapi('SignalInput');

export const signal = z
  .object({
    key: z.string(),
    personId: z.string(),
    type: z.string(),
    occurredAt: time,
    receivedAt: time,
    value: z.number().nullable(),
    source: z.string().nullable(),
    reportedBy: z.string().nullable(),
    created: z.boolean().openapi({ description: 'False when the key was known: nothing changed' }),
  })
  .openapi('Signal');

export const askInput = z
  .object({
    key: z.string().openapi({ description: 'Idempotency key: the same key is the same ask' }),
    kind: z.enum(ASK_KINDS),
    askedAt: givenTime.optional(),
    askedBy: z.string(),
    note: z.string().nullable().optional(),
  })
  .openapi('AskInput');

export const ask = z
  .object({
    key: z.string(),
    personId: z.string(),
    kind: z.enum(ASK_KINDS),
    askedAt: time,
    askedBy: z.string(),
    note: z.string().nullable(),
    warnings: z.array(z.object({ field: z.enum(READINESS_GATES), message: z.string() })).openapi({
      description:
        'Gates that were closed: the ask is logged all the same, for it happened. None for a key known already',
    }),
    restsUntil: time.openapi({ description: 'When this ask alone lets them be asked again' }),
    created: z.boolean().openapi({ description: 'False when the key was known: nothing changed' }),
  })
  .openapi('Ask');

export const signalResult = z
  .object({
    key: z.string().nullable(),
    created: z.boolean(),
    problem: problemPart
      .extend({ field: z.string().optional() })
      .nullable()
      .openapi({ description: 'Why this one was refused, and the field at fault' }),
  })
  .openapi('SignalResult');
