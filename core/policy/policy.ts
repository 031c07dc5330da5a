import type { TrustLevel } from '#core/fraud/trust.ts';
import type { Step } from '#core/reward/approval.ts';
import type { Reward, Source } from '#core/reward/reward.ts';

/** Who must agree up to an amount (integer minor units; null: any amount). None at all: policy approves by itself. */
export interface Band {
  upTo: number | null;
  managers: 0 | 1 | 2;
  finance: boolean;
}

/** Who must agree to rewards of one currency that meet its conditions; a condition that is null holds for all. */
export interface PolicyRule {
  name: string;
  /** ISO 4217, `points:<programme>`, or `thanks`. */
  currency: string;
  sources: readonly Source[] | null;
  programmes: readonly string[] | null;
  trust: readonly TrustLevel[] | null;
  /** From the smallest amount to the largest; the last has no limit. */
  bands: readonly Band[];
}

/** Who decides about rewards. The first rule that fits counts; what none fits needs a manager and finance. */
export interface Policy {
  rules: readonly PolicyRule[];
  /** Hours after which approvers are reminded, after which it is escalated, and days after which it expires. */
  remindAfterHours: number;
  escalateAfterHours: number;
  expireAfterDays: number;
}

const BANDS: readonly Band[] = [
  { upTo: 500_00, managers: 1, finance: false },
  { upTo: 2000_00, managers: 2, finance: false },
  { upTo: null, managers: 2, finance: true },
];

/** What every workspace begins with: nothing that costs money is approved without a person. */
export const DEFAULT_POLICY: Policy = {
  rules: ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD'].map((currency) => ({
    name: `Rewards in ${currency}`,
    currency,
    sources: null,
    programmes: null,
    trust: null,
    bands: BANDS,
  })),
  remindAfterHours: 24,
  escalateAfterHours: 48,
  expireAfterDays: 14,
};

/** What policy asks of a reward. */
export interface Ruling {
  chain: Step[];
  /** Why, in words for whoever decides: the rule's name and limit. */
  because: string;
}

/** What a policy looks at, besides the reward itself. */
export interface Circumstances {
  trust: TrustLevel;
  /** Whether the person has never been rewarded before: a person looks at the first one, whatever the rule says. */
  isFirst: boolean;
}

const FALLBACK: Band = { upTo: null, managers: 1, finance: true };
const SMALL: Band = { upTo: null, managers: 1, finance: false };

/** Whose yes a reward needs under a policy, in order: managers before finance. */
export function rulingOn(
  policy: Policy,
  reward: Pick<Reward, 'amount' | 'currency' | 'programme' | 'source' | 'kind'>,
  { trust, isFirst }: Circumstances,
): Ruling {
  const rule = policy.rules.find((each) => fits(each, reward, trust));
  if (rule === undefined) {
    // Points and thanks leave no account of ours.
    const band = reward.kind === 'money' ? FALLBACK : SMALL;
    return { chain: chainOf(band), because: `no rule for ${reward.currency}` };
  }
  const band = rule.bands.find(({ upTo }) => upTo === null || reward.amount <= upTo) ?? FALLBACK;
  const chain = chainOf(band);
  if (chain.length > 0 || !isFirst) return { chain, because: rule.name };
  return { chain: ['approve'], because: `${rule.name}; a first reward is always reviewed` };
}

function fits(
  { currency, sources, programmes, trust: levels }: PolicyRule,
  reward: Pick<Reward, 'currency' | 'programme' | 'source'>,
  trust: TrustLevel,
): boolean {
  return (
    currency === reward.currency &&
    (sources === null || sources.includes(reward.source)) &&
    (programmes === null || programmes.includes(reward.programme)) &&
    (levels === null || levels.includes(trust))
  );
}

function chainOf({ managers, finance }: Band): Step[] {
  const chain: Step[] = Array.from({ length: managers }, () => 'approve' as const);
  return finance ? [...chain, 'approve_finance'] : chain;
}
