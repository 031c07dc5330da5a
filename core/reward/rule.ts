import { SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import type { Cap } from './cap.ts';
import { DEFAULT_PROGRAMME } from './reward.ts';

/** Who told of an act: a CRM, a rep on a card, or another system. */
export const ACT_SOURCES = ['crm', 'card', 'api'] as const;
export type ActSource = (typeof ACT_SOURCES)[number];

/** Facts an act must meet, never feelings; a condition that is null holds for all. */
export interface RuleConditions {
  sources: readonly ActSource[] | null;
  /** Of the person's account, in small letters. */
  industries: readonly string[] | null;
  /** Tiers of points the person is in, as `<programme>/<tier>`. */
  tiers: readonly string[] | null;
  /** Whether it holds for each act of its type, or for a person's first alone. */
  occurrence: 'every' | 'first';
  /** Of a referral: the least the deal was worth, as told with it. */
  minDealAmount: number | null;
  /** What the least deal and what was told are minor units of (ISO 4217); null for the money the reward is in. */
  minDealCurrency: string | null;
}

/** What an act earns: an item of the catalogue, or else an amount of money or points. */
export interface RewardRule {
  id: string;
  name: string;
  act: SignalType;
  conditions: RuleConditions;
  item: string | null;
  /** Integer minor units of `currency` (ISO 4217), or points of `points:<programme>`; null where an item says it. */
  amount: number | null;
  currency: string | null;
  programme: string;
  caps: readonly Cap[];
  /** Days after the act until its reward is proposed, if the act still stands then. */
  holdDays: number;
  active: boolean;
}

export const NO_CONDITIONS: RuleConditions = {
  sources: null,
  industries: null,
  tiers: null,
  occurrence: 'every',
  minDealAmount: null,
  minDealCurrency: null,
};

/** The rules every workspace begins with. */
export const DEFAULT_RULES: readonly RewardRule[] = [
  paying('reference_call', 50_00),
  paying('case_study', 100_00),
  paying('speaking', 100_00),
  paying('referral', 25_00),
  paying('testimonial', 25_00),
];

function paying(act: SignalType, amount: number): RewardRule {
  return {
    id: act,
    name: SIGNALS[act].label,
    act,
    conditions: NO_CONDITIONS,
    item: null,
    amount,
    currency: 'USD',
    programme: DEFAULT_PROGRAMME,
    caps: [],
    holdDays: 0,
    active: true,
  };
}

/** What conditions look at, besides the act itself. */
export interface ActFacts {
  source: ActSource;
  industry: string | null;
  tiers: readonly string[];
  isFirst: boolean;
}

const RECENT = 30 * DAY;

/**
 * The rule an act of the last 30 days earns a reward under: the first that fits, or null. Older acts are history read
 * in, not news. What conditions look at is asked for only where a rule has some.
 */
export function ruleFor(
  rules: readonly RewardRule[],
  signal: Signal,
  facts: () => ActFacts,
  now: number,
): RewardRule | null {
  if (signal.occurredAt <= now - RECENT || signal.occurredAt > now) return null;
  return (
    rules.find(
      (rule) =>
        rule.active &&
        rule.act === signal.type &&
        (!isConditional(rule.conditions) || fits(rule.conditions, signal, facts())),
    ) ?? null
  );
}

/** Whether a rule asks for more than the act. */
export function isConditional(conditions: RuleConditions): boolean {
  const { sources, industries, tiers, occurrence, minDealAmount } = conditions;
  return [sources, industries, tiers, minDealAmount].some((each) => each !== null) || occurrence === 'first';
}

function fits(
  { sources, industries, tiers, occurrence, minDealAmount }: RuleConditions,
  signal: Signal,
  facts: ActFacts,
): boolean {
  const industry = facts.industry?.trim().toLowerCase() ?? '';
  return (
    (sources === null || sources.includes(facts.source)) &&
    (industries === null || industries.includes(industry)) &&
    (tiers === null || facts.tiers.some((tier) => tiers.includes(tier))) &&
    (occurrence === 'every' || facts.isFirst) &&
    (minDealAmount === null || (signal.value ?? 0) >= minDealAmount)
  );
}

/** When the reward for an act is proposed (epoch milliseconds). */
export function dueAt({ holdDays }: RewardRule, { occurredAt }: Signal): number {
  return occurredAt + holdDays * DAY;
}
