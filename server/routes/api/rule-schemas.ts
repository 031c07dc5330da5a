import { z } from '@hono/zod-openapi';
import { CAP_SCOPES, PERIODS } from '#core/reward/cap.ts';
import { ACT_SOURCES } from '#core/reward/rule.ts';
import { money } from './schemas.ts';

const texts = z.array(z.string()).readonly().nullable();

const cap = z
  .object({
    per: z.enum(CAP_SCOPES),
    period: z.enum(PERIODS).openapi({ description: 'Of the calendar, in UTC' }),
    count: z.int().nullable().openapi({ description: 'So many rewards at most' }),
    amount: money
      .nullable()
      .openapi({ description: 'So much at most, in minor units of the rule’s currency' }),
  })
  .openapi('RewardRuleCap');

const rewardRule = z
  .object({
    id: z.string(),
    name: z.string(),
    act: z.string(),
    conditions: z
      .object({
        sources: z.array(z.enum(ACT_SOURCES)).readonly().nullable(),
        industries: texts,
        tiers: texts.openapi({ description: 'Tiers of points, as <programme>/<tier>' }),
        occurrence: z.enum(['every', 'first']),
        minDealAmount: money.nullable().openapi({
          description: 'Of a referral: the least its value may be, both in minor units of minDealCurrency',
        }),
        minDealCurrency: z.string().nullable().openapi({
          description:
            'ISO 4217; null or left out: the currency of the reward. Nothing is converted: values of referrals are sent in it.',
        }),
      })
      .openapi({ description: 'Facts alone; null holds for all' }),
    item: z.string().nullable().openapi({ description: 'Of the catalogue; null where an amount is given' }),
    amount: money.nullable(),
    currency: z.string().nullable().openapi({ description: 'ISO 4217, or points:<programme>' }),
    programme: z.string(),
    caps: z.array(cap).readonly(),
    holdDays: z.int().openapi({ description: 'Days after the act until its reward is proposed' }),
    active: z.boolean(),
  })
  .openapi('RewardRule');

export const rewardRules = z
  .object({ rules: z.array(rewardRule) })
  .openapi('RewardRules', { description: 'What each act earns: the first rule that fits counts.' });

export const rewardRulesInput = z
  .object({
    rules: z.array(z.looseObject({ act: z.string() })).openapi({
      description:
        'As listed; act, amount and currency are enough. A rule that depends on a rating or on sentiment is refused: 16 CFR 465.4.',
    }),
    by: z.string().openapi({ description: 'Who decided it, best by e-mail' }),
  })
  .openapi('RewardRulesInput');
