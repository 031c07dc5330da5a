import type { TrustLevel } from '#core/fraud/trust.ts';
import type { Step } from '#core/reward/approval.ts';
import { kindOf, type Reward, type Source } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';

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
  /** What the reward costs us, where that is not what it says: points cost money once they are spent. */
  worth: Worth | null;
  /** What policy alone approved for the person within `LATELY` before, in the currency of its worth. */
  automatic: number;
  /** Whether it rests on the word of who published the policy: nobody writes the rule that pays what they propose. */
  isAuthors: boolean;
}

/** Integer minor units of a currency, or points of a programme that cost nothing. */
export interface Worth {
  amount: number;
  currency: string;
}

/** The most policy alone may approve, one by one and for one person within `LATELY`, in minor units of any currency. */
export const AUTOMATIC_MOST = 500_00;
/** How far back what policy alone approved counts. */
export const LATELY = 30 * DAY;

const FALLBACK: Band = { upTo: null, managers: 1, finance: true };
const SMALL: Band = { upTo: null, managers: 1, finance: false };

/** Whose yes a reward needs under a policy, in order: managers before finance. */
export function rulingOn(policy: Policy, reward: Ruled, circumstances: Circumstances): Ruling {
  const { trust } = circumstances;
  const worth = circumstances.worth ?? reward;
  const rule =
    policy.rules.find((each) => fits(each, reward, trust)) ??
    policy.rules.find((each) => fits(each, { ...reward, currency: worth.currency }, trust));
  if (rule === undefined) {
    // Thanks and points without a price leave no account of ours.
    const band = kindOf(worth.currency) === 'money' ? FALLBACK : SMALL;
    return { chain: chainOf(band), because: `no rule for ${reward.currency}` };
  }
  const amountIn = rule.currency === reward.currency ? reward.amount : worth.amount;
  const chain = chainOf(bandOf(rule, amountIn));
  if (chain.length > 0) return { chain, because: rule.name };
  return notAlone(rule, amountIn, worth, circumstances);
}

type Ruled = Pick<Reward, 'amount' | 'currency' | 'programme' | 'source' | 'kind'>;

function bandOf({ bands }: PolicyRule, amount: number): Band {
  return bands.find(({ upTo }) => upTo === null || amount <= upTo) ?? FALLBACK;
}

/** What a rule leaves to nobody, with what somebody has to look at all the same. */
function notAlone(
  rule: PolicyRule,
  amount: number,
  worth: Worth,
  { isFirst, isAuthors, automatic }: Circumstances,
): Ruling {
  const reviewed = (why: string): Ruling => ({ chain: ['approve'], because: `${rule.name}; ${why}` });
  if (isFirst) return reviewed('a first reward is always reviewed');
  if (isAuthors) return reviewed('it was proposed by who published the policy');
  const cost = kindOf(worth.currency) === 'money' ? worth.amount : 0;
  if (cost > AUTOMATIC_MOST) return reviewed('so much is always reviewed');
  if (cost === 0 || automatic === 0) return { chain: [], because: rule.name };
  // Many small ones are a large one.
  const together = chainOf(bandOf(rule, amount + automatic));
  const why = 'with what was approved without anybody within 30 days';
  if (together.length > 0) return { chain: together, because: `${rule.name}; ${why}` };
  return cost + automatic > AUTOMATIC_MOST ? reviewed(why) : { chain: [], because: rule.name };
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
