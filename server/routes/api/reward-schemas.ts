import { z } from '@hono/zod-openapi';
import { DECISIONS } from '#core/reward/decision.ts';
import { REWARD_STATES, SOURCES } from '#core/reward/reward.ts';
import { money, time } from './schemas.ts';

export const rewardInput = z
  .object({
    key: z.string(),
    personId: z.string(),
    amount: money.optional().openapi({ description: 'With an item: its price, or left out' }),
    currency: z.string().optional(),
    act: z.string(),
    proof: z.string().nullable().optional(),
    proposedBy: z.string(),
    programme: z.string().optional(),
    item: z
      .string()
      .nullable()
      .optional()
      .openapi({ description: 'Of the catalogue: it says what it is worth' }),
    country: z.string().nullable().optional().openapi({ description: 'Where the person lives, ISO 3166-1' }),
  })
  .openapi('RewardInput');

export const reward = z
  .object({
    id: z.string(),
    key: z.string(),
    personId: z.string(),
    amount: money,
    currency: z.string(),
    act: z.string(),
    proof: z.string().nullable(),
    proposedBy: z.string(),
    reportedBy: z
      .string()
      .nullable()
      .openapi({ description: 'Who told of the act, where a rule proposed the reward for it' }),
    revisedBy: z.string().nullable(),
    revisers: z
      .array(z.string())
      .readonly()
      .openapi({ description: 'Everybody who ever changed it: none of them may approve it' }),
    programme: z.string(),
    kind: z.enum(['money', 'points', 'thanks']),
    item: z.string().nullable(),
    source: z.enum(SOURCES),
    state: z.enum(REWARD_STATES),
    chain: z
      .array(z.enum(['approve', 'approve_finance']))
      .readonly()
      .openapi({ description: 'Whose yes it needs, in order' }),
    approvals: z
      .array(
        z.object({
          by: z.string(),
          onBehalfOf: z.string().nullable(),
          step: z.enum(['approve', 'approve_finance']),
          at: time,
        }),
      )
      .readonly(),
    revision: z.int(),
    holder: z.string().openapi({ description: 'The budget it draws from' }),
    funding: z.enum(['budget', 'open', 'none']),
    decidedBy: z.string().nullable(),
    decidedAt: time.nullable(),
    reason: z.string().nullable(),
    createdAt: time,
    expiresAt: time,
  })
  .openapi('Reward');

const said = z.object({
  decision: z.enum(DECISIONS),
  by: z.string(),
  reason: z.string().nullable().optional(),
});
const revision = z
  .int()
  .positive()
  .optional()
  .openapi({ description: 'Which revision was looked at: refused with changed_since once there is another' });

export const decisionInput = said.extend({ revision }).openapi('Decision');

export const decisionsInput = said
  .extend({
    ids: z
      .array(z.union([z.string(), z.object({ id: z.string(), revision })]))
      .min(1)
      .max(200),
  })
  .openapi('Decisions');

export const revisionInput = z
  .object({
    amount: money,
    currency: z.string(),
    act: z.string(),
    proof: z.string().nullable(),
    by: z.string(),
  })
  .openapi('RevisionInput');

export const takeBackInput = z.object({ reason: z.string(), by: z.string() }).openapi('TakeBackInput');

export const ledgerTransaction = z
  .object({
    id: z.string(),
    at: time,
    kind: z.string().openapi({ description: 'What happened: budget, reserve, approve, payout, earn ...' }),
    reference: z.string(),
    entries: z.array(
      z.object({ account: z.string(), holder: z.string(), currency: z.string(), amount: money }),
    ),
  })
  .openapi('LedgerTransaction', { description: 'Signed entries that sum to zero in every currency' });
