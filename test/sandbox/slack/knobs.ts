import * as z from 'zod';

const fault = z.strictObject({
  /** Web API methods it strikes, or `response_url`; '*' is every one. */
  methods: z.array(z.string()).min(1),
  kind: z.enum(['http_500', 'http_503', 'html_502', 'rate_limited', 'reset', 'fatal_error']),
  /** `after` lets the call take effect first: the caller cannot know that it did. */
  when: z.enum(['before', 'after']).default('before'),
  /** How many calls it strikes before it wears off. */
  times: z.int().min(1).default(1),
  /** Seconds named in Retry-After when kind is rate_limited; null leaves the header out. */
  retryAfter: z.int().min(0).nullable().default(1),
});

const shape = z.strictObject({
  /** One message a second a channel, and the per-method tiers. */
  rateLimits: z.boolean().default(true),
  /** What every call with the bot token meets. */
  token: z.enum(['valid', 'revoked', 'invalid', 'expired']).default('valid'),
  /** Milliseconds before each Web API answer leaves. */
  apiDelay: z.int().min(0).default(0),
  /** Tokens end after twelve hours, and a refresh token comes with each; see the next installation. */
  rotation: z.boolean().default(false),
  /** The next installation is one of the whole organisation: it names no team. */
  orgInstall: z.boolean().default(false),
  faults: z.array(fault).default([]),
  /** Whether block types of the 2026 roll-out are known in this workspace. */
  newBlocks: z.boolean().default(false),
  /** Extra identical copies of each interaction sent to the app. */
  duplicateInteractions: z.int().min(0).max(20).default(0),
  /** Extra identical copies of each event sent to the app. */
  duplicateEvents: z.int().min(0).max(20).default(0),
  signature: z.enum(['valid', 'forged', 'truncated', 'missing']).default('valid'),
  /** Seconds added to the signed timestamp: -600 is stale, 600 is from the future. */
  timestampSkew: z.int().default(0),
  /** The app's answer never arrives here, though the app did its work. */
  loseAnswers: z.boolean().default(false),
  /** Interactions and events never reach the app. */
  loseDeliveries: z.boolean().default(false),
  /** Milliseconds an app has to answer. */
  ackTimeout: z.int().min(1).default(3000),
  /** `tokens_revoked` and `app_uninstalled` in the order that surprises. */
  uninstallFirst: z.boolean().default(false),
});

/** One planned misbehaviour of the Web API. */
export type Fault = z.infer<typeof fault>;

/** Every misbehaviour that can be switched on. Assign a field to turn it. */
export type Knobs = z.infer<typeof shape>;

/** Knobs at rest: a Slack on a good day, with its rate limits. */
export function restingKnobs(): Knobs {
  return shape.parse({});
}

/** Turns the knobs named in `change`, or says what is wrong with it and turns none. */
export function turnKnobs(knobs: Knobs, change: unknown): string | null {
  if (typeof change !== 'object' || change === null || Array.isArray(change))
    return 'expected an object of knobs';
  const parsed = shape.safeParse({ ...knobs, ...change });
  if (!parsed.success) return z.prettifyError(parsed.error);
  Object.assign(knobs, parsed.data);
  return null;
}

/** The fault that strikes this call now, with one of its strikes spent; null for a call left alone. */
export function takeFault(knobs: Knobs, method: string): Fault | null {
  const index = knobs.faults.findIndex((plan) => plan.methods.includes(method) || plan.methods.includes('*'));
  const plan = knobs.faults[index];
  if (plan === undefined) return null;
  plan.times -= 1;
  if (plan.times <= 0) knobs.faults.splice(index, 1);
  return plan;
}
