import { SIGNAL_TYPES, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import type { ScoreModel } from './model.ts';
import { foldSignal, scoreAt, sumsOf } from './score.ts';
import { tierAt, type Tier } from './tier.ts';

/** One thing that would raise a score if it happened now. */
export interface Raise {
  signal: SignalType;
  label: string;
  /** The value it would take, at its kindest; null where the signal has none. */
  value: number | null;
  /** Whole points of propensity it would add, at least one or a better tier by knowing more. */
  points: number;
  /** The confidence it would lead to, 0 to 1. */
  confidence: number;
  /** The tier it would lead to. */
  tier: Tier;
}

/**
 * What would raise this score at `now`, the most first, at most `limit`: each type of signal once, fresh and at its
 * kindest, on top of all that is known. Types that change neither the number nor the tier are left out.
 */
export function raises(
  model: ScoreModel,
  signals: Iterable<Signal>,
  tier: Tier,
  now: number,
  limit: number,
): Raise[] {
  const sums = sumsOf(model, signals);
  const before = scoreAt(model, sums, now);
  const found = SIGNAL_TYPES.flatMap((type): Raise[] => {
    const { label } = SIGNALS[type];
    const value = kindestValue(type);
    const signal: Signal = { key: '', type, value, occurredAt: now, receivedAt: now, source: null };
    const after = scoreAt(model, foldSignal(model, sums, signal), now);
    const points = after.propensity - before.propensity;
    const reached = tierAt(model, after, tier);
    if (points < 0 || (points === 0 && reached === tierAt(model, before, tier))) return [];
    return [{ signal: type, label, value, points, confidence: after.confidence, tier: reached }];
  });
  return found
    .toSorted((a, b) => b.points - a.points || b.confidence - a.confidence || (a.signal < b.signal ? -1 : 1))
    .slice(0, limit);
}

/** The end of the range where the signal counts most for somebody. */
function kindestValue(type: SignalType): number | null {
  const { range, shape } = SIGNALS[type];
  if (range === null) return null;
  return shape(range.max) >= shape(range.min) ? range.max : range.min;
}
