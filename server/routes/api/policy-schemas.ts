import { z } from '@hono/zod-openapi';
import { TRUST_LEVELS } from '#core/fraud/trust.ts';
import { SOURCES } from '#core/reward/reward.ts';
import { money, time } from './schemas.ts';

const step = z.enum(['approve', 'approve_finance']);

const band = z.object({
  upTo: money.nullable().openapi({ description: 'Up to and with this amount; null: any amount' }),
  managers: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  finance: z.boolean(),
});

const rule = z.object({
  name: z.string(),
  currency: z.string().openapi({ description: 'ISO 4217, points:<programme>, or thanks' }),
  sources: z.array(z.enum(SOURCES)).readonly().nullable(),
  programmes: z.array(z.string()).readonly().nullable(),
  trust: z.array(z.enum(TRUST_LEVELS)).readonly().nullable(),
  bands: z.array(band).readonly(),
});

export const policy = z
  .object({
    rules: z.array(rule).readonly(),
    remindAfterHours: z.int(),
    escalateAfterHours: z.int(),
    expireAfterDays: z.int(),
  })
  .openapi('Policy', {
    description: 'The first rule that fits counts; what none fits needs a manager and finance',
  });

export const policyVersion = z
  .object({
    version: z.int(),
    policy,
    note: z.string(),
    publishedBy: z.string(),
    publishedAt: time.nullable(),
  })
  .openapi('PolicyVersion');

export const policyInput = z
  .object({
    policy: z.unknown().openapi({ type: 'object' }),
    from: z.int().openapi({ description: 'The version this one is a change of' }),
    note: z.string(),
    by: z.string(),
  })
  .openapi('PolicyInput');

const load = z.object({
  automatic: z.int(),
  one: z.int(),
  two: z.int(),
  finance: z.int(),
  decisions: z.int(),
  automaticAmount: z.record(z.string(), money),
});

export const simulation = z
  .object({
    rewards: z.int(),
    before: load,
    after: load,
    firsts: z.int().openapi({
      description: 'As they went, and left to nobody by the policy were they not their person’s first',
    }),
    held: z.int().openapi({
      description: 'As they went, and left to nobody were they not held and their budget not short',
    }),
    same: z.int().openapi({
      description:
        'As they went for any other reason; with `firsts` and `held`, all that would not have changed',
    }),
    changed: z.array(
      z.object({
        reward: z.object({
          id: z.string(),
          personId: z.string(),
          amount: money,
          currency: z.string(),
          createdAt: time,
        }),
        before: z.array(step).readonly(),
        after: z.array(step).readonly(),
        because: z.string(),
      }),
    ),
  })
  .openapi('PolicySimulation');

export const delegation = z
  .object({ principal: z.string(), delegate: z.string(), until: time })
  .openapi('Delegation');
