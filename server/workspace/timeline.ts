import { SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { formatAmount } from '#core/reward/currency.ts';
import type { Store } from './store.ts';

export interface TimelineEntry {
  at: number;
  kind: 'signal' | 'reward' | 'note';
  what: string;
  detail: string | null;
}

/** One person's history across signals, rewards and what was done about them, newest first. */
export function timelineOf({ sql }: Store, personId: number, limit: number): TimelineEntry[] {
  const signals = sql
    .all<{ at: number; type: SignalType; value: number | null; source: string | null }>(
      `SELECT occurred_at AS at, type, value, source FROM signal WHERE person_id = ?
       ORDER BY occurred_at DESC, key LIMIT ?`,
      personId,
      limit,
    )
    .map(({ at, type, value, source }): TimelineEntry => {
      const { label } = SIGNALS[type];
      return { at, kind: 'signal', what: value === null ? label : `${label}: ${value}`, detail: source };
    });
  const rewards = sql
    .all<{ at: number; action: string; actor: string; amount: number; currency: string; act: string }>(
      `SELECT audit.at, audit.action, audit.actor, reward.amount, reward.currency, reward.act
       FROM reward JOIN audit ON audit.subject = 'reward:' || reward.id
       WHERE reward.person_id = ? ORDER BY audit.id DESC LIMIT ?`,
      personId,
      limit,
    )
    .map(({ at, action, actor, amount, currency, act }): TimelineEntry => {
      const state = action.replace('reward.', '');
      return {
        at,
        kind: 'reward',
        what: `Reward ${state}: ${formatAmount(amount, currency)} for ${act}`,
        detail: actor,
      };
    });
  const notes = sql
    .all<{ at: number; action: string; actor: string }>(
      `SELECT at, action, actor FROM audit WHERE subject = ? ORDER BY id DESC LIMIT ?`,
      `person:${personId}`,
      limit,
    )
    .map(({ at, action, actor }): TimelineEntry => ({ at, kind: 'note', what: action, detail: actor }));
  return [...signals, ...rewards, ...notes].toSorted((a, b) => b.at - a.at).slice(0, limit);
}
