import { SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';

/** What an act earns: integer minor units. */
interface EarnedReward {
  amount: number;
  currency: string;
  act: string;
}

// 16 CFR 465 bars incentives that depend on how kind the words are, so answers and ratings never earn anything.
const DEFAULTS: Partial<Record<SignalType, number>> = {
  reference_call: 50_00,
  case_study: 100_00,
  speaking: 100_00,
  referral: 25_00,
  testimonial: 25_00,
};

const RECENT = 30 * DAY;

/** The reward to propose for an act of the last 30 days, or null. Older acts are history read in, not news. */
export function rewardFor(signal: Signal, now: number): EarnedReward | null {
  const amount = DEFAULTS[signal.type];
  if (amount === undefined || signal.occurredAt <= now - RECENT || signal.occurredAt > now) return null;
  return { amount, currency: 'USD', act: SIGNALS[signal.type].label };
}
