import { z } from '@hono/zod-openapi';
import { HOLD_STATES } from '#core/fraud/hold.ts';
import { FRAUD_CODES, SEVERITIES } from '#core/fraud/rule.ts';
import { SWITCHED } from '#core/fraud/settings.ts';
import { listQuery, time } from './schemas.ts';

export const fraudHold = z
  .object({
    id: z.string().openapi({ example: 'R0001:velocity' }),
    rewardId: z.string(),
    code: z.enum(FRAUD_CODES),
    reason: z.string().openapi({ description: 'In plain words' }),
    evidence: z.array(z.string()).openapi({
      description:
        'What it rests on: domain:acme.com, reward:R0001, person:12, email, slack or name; more:16 where so many are not named',
    }),
    placedAt: time,
    expectedBy: time.openapi({ description: 'By when somebody should have looked' }),
    lapsesAt: time.nullable().openapi({ description: 'Null where somebody has to decide' }),
    state: z.enum(HOLD_STATES),
    by: z.string().nullable(),
    at: time.nullable(),
    why: z.string().nullable(),
  })
  .openapi('FraudHold');

export const listedHold = fraudHold
  .extend({
    personId: z.string(),
    person: z.string(),
    act: z.string(),
    amount: z.number().int(),
    currency: z.string(),
  })
  .openapi('ListedFraudHold');

export const holdsQuery = listQuery.extend({ state: z.enum(HOLD_STATES).optional() });

export const verdictInput = z
  .object({
    verdict: z.enum(['clear', 'confirm']).openapi({ description: 'confirm declines the reward' }),
    by: z.string(),
    reason: z.string().openapi({ description: 'What was found: 1 to 500 characters' }),
  })
  .openapi('FraudVerdict');

const severity = z.enum(SEVERITIES);
const limit = z.number().int();

export const fraudSettings = z
  .object({
    rules: z.object(Object.fromEntries(SWITCHED.map((code) => [code, severity])) as Switches),
    sameDomain: z
      .record(z.string(), severity)
      .openapi({ description: 'By programme; one that is not named holds' }),
    velocity: z.object({ days: limit, perPerson: limit, perProposer: limit, perAccount: limit }),
  })
  .openapi('FraudSettings');

type Switches = Record<(typeof SWITCHED)[number], typeof severity>;

const texts = z.record(z.string(), z.string()).optional();

export const fraudSettingsInput = z
  .object({
    rules: texts,
    sameDomain: texts,
    velocity: z.record(z.string(), z.number()).optional(),
    by: z.string(),
  })
  .openapi('FraudSettingsInput', { description: 'As listed; what is left out is as by default.' });
