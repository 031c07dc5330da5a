import { z } from '@hono/zod-openapi';
import { time } from './schemas.ts';

const points = z.number().int().openapi({ description: 'Whole points' });
const basisPoints = z.number().int().openapi({ description: 'Basis points: 10,000 are once, or all' });

const pointsTier = z.object({
  id: z.string(),
  name: z.string(),
  qualify: points.openapi({
    description: 'Points earned within 12 months that reach it; the first asks for 0',
  }),
  multiplier: basisPoints.openapi({
    description: 'How fast it earns: 10,000 is once, 12,000 six points for five',
  }),
  neverExpires: z.boolean().openapi({ description: 'Whether no points end while somebody is in it' }),
});

export const pointsProgramme = z
  .object({
    id: z.string(),
    name: z.string(),
    expiry: z
      .object({ kind: z.enum(['none', 'fixed', 'inactivity']), days: z.number().int().optional() })
      .openapi({
        description:
          'Never, so many days after they were earned, or after the person last earned or spent any',
      }),
    holdDays: z.number().int().openapi({ description: 'Days before earned points can be spent' }),
    dayCap: points
      .nullable()
      .openapi({ description: 'The most a person earns in a day of UTC; null: no limit' }),
    monthCap: points.nullable(),
    tiers: z.array(pointsTier).openapi({ description: 'Lowest first; at most ten' }),
    noticeDays: z
      .number()
      .int()
      .openapi({ description: 'Days before a tier ends that its holder is warned' }),
    cost: z
      .object({ currency: z.string(), amount: z.number().int(), points: z.number().int() })
      .openapi({ description: 'So many points cost so many minor units of an ISO 4217 currency' }),
    redemptionRate: basisPoints
      .nullable()
      .openapi({ description: 'The share of points that will be spent; null: as was seen so far' }),
  })
  .openapi('PointsProgramme');

export const pointsProgrammeInput = z
  .looseObject({ id: z.string().optional() })
  .openapi('PointsProgrammeInput', {
    description: 'As a PointsProgramme; the id is the one in the address.',
  });

const date = z.object({ at: time, points }).nullable();

export const personPoints = z
  .object({
    programme: z.object({ id: z.string(), name: z.string() }),
    lifetime: points.openapi({
      description: 'All that were ever earned = available + locked + spent + expired + reversed',
    }),
    available: points,
    locked: points,
    spent: points,
    expired: points,
    reversed: points,
    owed: points.openapi({
      description: 'Taken back but not there any more: withheld from the next earning',
    }),
    tier: pointsTier
      .extend({ since: time, until: time.nullable().openapi({ description: 'Null in the lowest tier' }) })
      .nullable(),
    next: z.object({ tier: z.string(), name: z.string(), missing: points }).nullable(),
    downgrade: z
      .object({ at: time, tier: z.string(), name: z.string(), missing: points, announced: z.boolean() })
      .nullable()
      .openapi({ description: 'The step down that comes unless the missing points are earned' }),
    expires: date.openapi({ description: 'The next points that end' }),
    unlocks: date.openapi({ description: 'The next points that can be spent' }),
  })
  .openapi('PersonPoints');

const lot = z.object({
  id: z.string(),
  programme: z.string(),
  act: z.string(),
  earnedAt: time,
  unlockAt: time,
  expiresAt: time.nullable(),
  locked: z.boolean(),
  amount: points,
  remaining: points,
  spent: points,
  expired: points,
  reversed: points,
});

const kind = z.enum(['earn', 'unlock', 'spend', 'expire', 'claw_back', 'forfeit']);

export const pointsStatement = z
  .object({
    lots: z.array(lot).openapi({ description: 'Points that are left, the oldest first' }),
    movements: z
      .array(
        z.object({
          id: z.string(),
          programme: z.string(),
          kind,
          at: time,
          points,
          lot: z.string().nullable(),
          owed: points,
          reason: z.string(),
          by: z.string(),
        }),
      )
      .openapi({ description: 'What happened, newest first' }),
    next: z.string().nullable(),
  })
  .openapi('PointsStatement');

export const pointsRequest = z
  .object({
    key: z.string().openapi({ description: 'Idempotency key: the same key is the same movement' }),
    programme: z.string(),
    personId: z.string(),
    points,
    reason: z.string().openapi({ description: 'What for: 1 to 200 characters' }),
  })
  .openapi('PointsRequest');

export const clawBackRequest = pointsRequest
  .extend({
    lot: z.string().openapi({ description: 'The lot of points that should never have been earned' }),
    points: points.nullable().default(null).openapi({ description: 'How many of it; null: all that can be' }),
  })
  .openapi('ClawBackRequest');

export const pointsReceipt = z
  .object({
    id: z.string(),
    kind,
    programme: z.string(),
    personId: z.string(),
    at: time,
    points: points.openapi({ description: 'What was moved: of an earning, after tier and limits' }),
    lot: z.string().nullable(),
    owed: points.openapi({
      description: 'Of a claw-back, what could not be taken; of an earning, what was withheld for that',
    }),
    balance: z.object({ available: points, locked: points, owed: points }),
  })
  .openapi('PointsReceipt');

export const pointsLiability = z
  .object({
    programme: z.string(),
    name: z.string(),
    people: z.number().int().openapi({ description: 'How many hold any' }),
    outstanding: points.openapi({ description: 'Locked and spendable' }),
    rate: basisPoints.openapi({ description: 'The share of them that will be spent' }),
    basis: z
      .enum(['set', 'seen', 'all'])
      .openapi({ description: 'The programme says so; it was seen so far; too little was seen, so all are' }),
    currency: z.string(),
    amount: z.number().int().openapi({ description: 'Integer minor units, rounded up' }),
  })
  .openapi('PointsLiability');

export const tierNotice = z
  .object({
    personId: z.string(),
    name: z.string(),
    programme: z.string(),
    tier: z.string(),
    to: z.string(),
    at: time,
    missing: points,
  })
  .openapi('TierNotice');
