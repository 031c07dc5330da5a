import { z } from '@hono/zod-openapi';
import { FULFILMENT_STATES } from '#core/fulfilment/state.ts';
import { PROVIDERS } from '#server/fulfilment/provider.ts';
import { problemPart, time } from './schemas.ts';

const provider = z.enum(PROVIDERS);
const text = z.string().nullable();

export const fulfilment = z
  .object({
    rewardId: z.string(),
    provider,
    edition: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'The edition of the provider’s settings it is ordered under' }),
    number: z.number().int().openapi({ description: '1, and one more for each order after a void one' }),
    key: z.string().openapi({ description: 'The idempotency key of the order' }),
    reference: text.openapi({ description: 'The provider’s id of the order' }),
    item: text.openapi({ description: 'The provider’s id of the reward in it' }),
    state: z.enum(FULFILMENT_STATES),
    attempts: z.number().int(),
    calledAt: time.nullable().openapi({ description: 'When a call left that was not answered as taken' }),
    voidBy: text.openapi({ description: 'Who made it void after money had left: another has to order anew' }),
    doubt: text.openapi({ description: 'Why money may have left twice, until somebody settles that' }),
    words: text.openapi({ description: 'What the provider last said' }),
    problem: problemPart.extend({ field: z.string().optional() }).nullable(),
    proof: text,
    proofBy: text,
    toldAt: time,
    deliveredAt: time.nullable(),
    expiresAt: time.nullable(),
    checkAt: time.nullable().openapi({ description: 'When the provider is asked next' }),
    checks: z.number().int(),
    remindAt: time.nullable().openapi({ description: 'When a reminder of the person is proposed' }),
    remindedAt: time.nullable().openapi({ description: 'When it was' }),
    remindedBy: text.openapi({ description: 'Who saw to it' }),
    createdAt: time,
    updatedAt: time,
    nextStep: text.openapi({ description: 'What a person has to do about it' }),
    reminder: z.enum(['old', 'expiring']).nullable().openapi({ description: 'Why to remind the person' }),
  })
  .openapi('Fulfilment');

export const sentInput = z
  .object({
    by: z.string().min(1).max(200),
    proof: z.string().openapi({ description: 'A link, or words that say what shows it' }),
  })
  .openapi('HandedOver');

export const remindedInput = z.object({ by: z.string().min(1).max(200) }).openapi('Reminded');

export const retryInput = z
  .object({ by: z.string().min(1).max(200), newOrder: z.boolean().default(false) })
  .openapi('OrderAgain');

export const cancelInput = z
  .object({
    by: z.string().min(1).max(200),
    proof: z.string().optional().openapi({ description: 'Needed where the provider cannot be asked' }),
  })
  .openapi('MakeVoid');

export const settleDoubtInput = z
  .object({
    by: z.string().min(1).max(200),
    proof: z.string().openapi({ description: 'What shows that nothing was paid under a void order' }),
  })
  .openapi('SettleDoubt');

export const choice = z
  .object({
    programme: z.string().max(60).openapi({ description: 'Empty for any' }),
    kind: z.string().max(40).openapi({ description: 'Empty for any' }),
    provider,
  })
  .openapi('FulfilmentChoice');

export const providers = z
  .object({
    providers: z.array(
      z.object({
        name: provider,
        settings: z.record(z.string(), z.string()),
        secrets: z.array(z.object({ name: z.string(), isSet: z.boolean() })),
        isReady: z.boolean(),
        isFromServer: z.boolean(),
      }),
    ),
    choices: z.array(choice),
    usual: provider,
  })
  .openapi('FulfilmentProviders');

export const providersInput = z
  .object({
    by: z.string().min(1).max(200),
    provider: z
      .object({
        name: provider,
        settings: z.record(z.string(), z.string().max(2000)).default({}),
        secrets: z
          .record(z.string(), z.string().max(500))
          .default({})
          .openapi({ description: 'Never told again; what is left out stays' }),
      })
      .optional(),
    choices: z.array(choice).max(200).optional(),
  })
  .openapi('FulfilmentProvidersInput');

const money = z.object({ amount: z.number().int(), currency: z.string() }).nullable();

export const reconciliation = z
  .object({
    provider,
    from: time,
    to: time,
    booked: z.number().int(),
    listed: z.number().int(),
    differences: z.array(
      z.object({
        kind: z.enum([
          'missing_at_provider',
          'void_at_provider',
          'unknown_to_us',
          'other_amount',
          'other_currency',
          'double',
        ]),
        rewardId: text,
        references: z.array(z.string()),
        ours: money,
        theirs: money,
      }),
    ),
  })
  .openapi('Reconciliation');

export const reconciliationInput = z
  .object({
    from: time,
    to: time,
    file: z
      .string()
      .max(5_000_000)
      .openapi({ description: 'CSV with a header: key, amount in major units, currency, status, and date' }),
  })
  .openapi('ReconciliationInput');

export const reconciliationQuery = z.object({
  from: z.coerce.number().int().openapi({ description: 'The first moment, epoch milliseconds' }),
  to: z.coerce.number().int().openapi({ description: 'The first moment after it' }),
  provider: provider.default('tremendous'),
});
