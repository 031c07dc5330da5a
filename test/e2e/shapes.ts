import * as z from 'zod';

// The contract as its users know it, written down a second time: what the server declares of itself is checked too.
const time = z.number().int();

export const personShape = z.strictObject({
  id: z.string(),
  name: z.string().min(1),
  email: z.string().nullable(),
  company: z.string().nullable(),
  title: z.string().nullable(),
  owner: z.string().nullable(),
  propensity: z.number().int().min(0).max(100).nullable(),
  confidence: z.number().min(0).max(1),
  tier: z.enum(['none', 'candidate', 'advocate', 'champion']),
  lastActAt: time.nullable(),
  snoozedUntil: time.nullable(),
  status: z.enum(['none', 'candidate', 'advocate', 'champion', 'resting', 'do_not_ask']),
  lastAskedAt: time.nullable(),
  nextAskAt: time.nullable(),
  shortfall: z.strictObject({ needed: z.number().min(0).max(1), missing: z.array(z.string()) }).nullable(),
  records: z.array(z.strictObject({ vendor: z.string(), id: z.string() })),
  links: z.array(z.strictObject({ vendor: z.string(), id: z.string(), url: z.url() })),
});
export const profileShape = z.strictObject({
  ...personShape.shape,
  tierUntil: time.nullable(),
  leavesTier: z.strictObject({ propensity: z.number(), confidence: z.number() }).nullable(),
  readiness: z.strictObject({
    open: z.number().int(),
    total: z.number().int(),
    closed: z.array(
      z.strictObject({
        gate: z.string(),
        name: z.string(),
        message: z.string(),
        clears: z.string(),
        opensAt: time.nullable(),
      }),
    ),
    passed: z.array(z.strictObject({ gate: z.string(), name: z.string() })),
  }),
  flagProblems: z.array(
    z.strictObject({
      vendor: z.string(),
      recordId: z.string(),
      problem: z.looseObject({ code: z.string(), message: z.string(), remedy: z.string() }),
    }),
  ),
});
export type Person = z.infer<typeof personShape>;

export const scoreShape = z.strictObject({
  propensity: z.number().int().nullable(),
  confidence: z.number(),
  shortfall: personShape.shape.shortfall,
  lines: z.array(
    z.strictObject({
      signal: z.string(),
      label: z.string(),
      at: time,
      points: z.number().int(),
      source: z.string().nullable(),
    }),
  ),
  pillars: z.record(z.string(), z.number().nullable()),
  raises: z.array(z.looseObject({ signal: z.string(), points: z.number().int().min(0) })),
  change: z
    .looseObject({
      known: z.boolean(),
      firstReadAt: time.nullable(),
      before: z.number().int(),
      after: z.number().int(),
      lines: z.array(z.looseObject({ cause: z.string(), points: z.number().int() })),
    })
    .nullable(),
});

export const timelineShape = z.strictObject({
  at: time,
  kind: z.enum(['signal', 'reward', 'ask', 'note']),
  what: z.string(),
  detail: z.string().nullable(),
});

export const signalShape = z.strictObject({
  key: z.string(),
  personId: z.string(),
  type: z.string(),
  occurredAt: time,
  receivedAt: time,
  value: z.number().nullable(),
  source: z.string().nullable(),
  reportedBy: z.string().nullable(),
  created: z.boolean(),
});

export const problemShape = z.strictObject({ code: z.string(), message: z.string(), remedy: z.string() });

const connectionFields = {
  id: z.string(),
  vendor: z.enum(['hubspot', 'slack']),
  name: z.string(),
  state: z.enum(['syncing', 'live', 'failing', 'revoked', 'disconnected']),
  progress: z.strictObject({ done: z.number().int(), total: z.number().int() }),
  problem: problemShape.nullable(),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  lastPollAt: time.nullable(),
  writeBack: z.enum(['on', 'review']).nullable(),
  heldFlags: z.number().int(),
};
export const connectionShape = z.strictObject(connectionFields);
export type Connection = z.infer<typeof connectionShape>;

export const healthShape = z.strictObject({
  ...connectionFields,
  failingSince: time.nullable(),
  flags: z.strictObject({ problem: problemShape.loose(), since: z.number().int() }).nullable(),
  mapping: z.array(
    z.strictObject({ property: z.string(), problem: problemShape.loose(), since: z.number().int() }),
  ),
  rejected: z.array(z.strictObject({ recordId: z.string(), problem: problemShape.loose() })),
  values: z.array(
    z.strictObject({ recordId: z.string(), source: z.string(), problem: problemShape.loose() }),
  ),
  webhooks: z.record(z.string(), z.number().int()),
  parkedEvents: z.array(
    z.strictObject({
      key: z.string(),
      action: z.string(),
      recordId: z.string(),
      problem: problemShape.loose().nullable(),
    }),
  ),
});
export type Health = z.infer<typeof healthShape>;

const flagShape = z.strictObject({
  status: personShape.shape.status,
  propensity: z.number().min(0).max(100).nullable(),
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  nextAskAt: time.nullable(),
  lastActAt: time.nullable(),
});

export const writeBackShape = z.strictObject({
  on: z.boolean(),
  waiting: z.number().int(),
  statuses: z.record(z.string(), z.number().int()),
});
export const changesShape = z.strictObject({
  ...writeBackShape.shape,
  items: z.array(
    z.strictObject({
      recordId: z.string(),
      personId: z.string(),
      name: z.string(),
      url: z.url(),
      before: z.strictObject({ ...flagShape.shape, updatedAt: time.nullable() }).nullable(),
      after: flagShape,
    }),
  ),
  next: z.string().nullable(),
});
export type Changes = z.infer<typeof changesShape>;

export const disconnectedShape = z.strictObject({
  vendor: z.string(),
  remains: z.array(z.string()),
  problem: problemShape.nullable(),
});

export const rewardShape = z.strictObject({
  id: z.string(),
  key: z.string(),
  personId: z.string(),
  amount: z.number().int().positive(),
  currency: z.string().length(3),
  act: z.string(),
  proof: z.string().nullable(),
  proposedBy: z.string(),
  reportedBy: z.string().nullable(),
  revisedBy: z.string().nullable(),
  revisers: z.array(z.string()),
  programme: z.string(),
  kind: z.literal('money'),
  item: z.string().nullable(),
  source: z.enum(['rule', 'api', 'console', 'slack', 'crm']),
  state: z.enum(['proposed', 'change_requested', 'approved', 'declined', 'expired', 'paid', 'reversed']),
  chain: z.array(z.enum(['approve', 'approve_finance'])),
  approvals: z.array(
    z.strictObject({ by: z.string(), onBehalfOf: z.string().nullable(), step: z.string(), at: time }),
  ),
  revision: z.number().int(),
  holder: z.string(),
  funding: z.enum(['budget', 'open', 'none']),
  decidedBy: z.string().nullable(),
  decidedAt: time.nullable(),
  reason: z.string().nullable(),
  createdAt: time,
  expiresAt: time,
});
export type Reward = z.infer<typeof rewardShape>;

export const transactionShape = z.strictObject({
  id: z.string(),
  at: time,
  kind: z.enum(['budget', 'reserve', 'release', 'approve', 'payout', 'cancel', 'reverse']),
  reference: z.string(),
  entries: z
    .array(
      z.strictObject({
        account: z.string(),
        holder: z.string(),
        currency: z.string(),
        amount: z.number().int(),
      }),
    )
    .min(2),
});
export type Transaction = z.infer<typeof transactionShape>;

/** A page of a list. */
export function pageOf<Shape extends z.ZodType>(item: Shape) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

/** An error as RFC 9457 has it, with the members of ours. */
export const problemDetails = z.strictObject({
  type: z.url(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  remedy: z.string(),
  field: z.string().optional(),
});
