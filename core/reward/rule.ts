import { SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';

/** What an act earns, whoever did it and whatever they said: integer minor units of an ISO 4217 currency. */
export interface RewardRule {
  act: SignalType;
  amount: number;
  currency: string;
}

/** What an act earned, as it is proposed. */
interface EarnedReward {
  amount: number;
  currency: string;
  act: string;
}

/** The rules every workspace begins with. */
export const DEFAULT_RULES: readonly RewardRule[] = [
  { act: 'reference_call', amount: 50_00, currency: 'USD' },
  { act: 'case_study', amount: 100_00, currency: 'USD' },
  { act: 'speaking', amount: 100_00, currency: 'USD' },
  { act: 'referral', amount: 25_00, currency: 'USD' },
  { act: 'testimonial', amount: 25_00, currency: 'USD' },
];

const RECENT = 30 * DAY;

/** The reward to propose for an act of the last 30 days, or null. Older acts are history read in, not news. */
export function rewardFor(rules: readonly RewardRule[], signal: Signal, now: number): EarnedReward | null {
  const rule = rules.find(({ act }) => act === signal.type);
  if (rule === undefined || signal.occurredAt <= now - RECENT || signal.occurredAt > now) return null;
  return { amount: rule.amount, currency: rule.currency, act: SIGNALS[signal.type].label };
}
