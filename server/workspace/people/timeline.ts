import { displayActor } from '#core/actor/actor.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import { ASK_LABELS, type AskKind } from '#core/ask/ask.ts';
import { formatAmount } from '#core/reward/currency.ts';
import { signalsOf } from '#server/workspace/scoring/history.ts';
import type { Store } from '#server/workspace/store.ts';

export interface TimelineEntry {
  at: number;
  kind: 'signal' | 'reward' | 'ask' | 'note';
  what: string;
  detail: string | null;
}

/** Noted for the audit, and told by an entry of their own already. */
const TOLD = `('person.act_logged', 'person.asked', 'person.nominated')`;

/** One person's history across signals, rewards, asks and what was done about them, newest first. */
export function timelineOf(store: Store, personId: number, limit: number): TimelineEntry[] {
  const { sql } = store;
  const signals = signalsOf(store, personId)
    .toSorted((a, b) => b.occurredAt - a.occurredAt)
    .slice(0, limit)
    .map(({ occurredAt: at, type, value, source }): TimelineEntry => {
      const { label } = SIGNALS[type];
      return { at, kind: 'signal', what: value === null ? label : `${label}: ${value}`, detail: source };
    });
  const rewards = sql
    .all<{ at: number; action: string; actor: string; amount: number; currency: string; act: string }>(
      `SELECT audit.at, audit.action, audit.actor, reward.amount, reward.currency, reward.act
       FROM reward JOIN audit ON audit.about = 'reward:' || reward.id
       WHERE reward.person_id = ? AND (audit.action LIKE 'reward.%'
         OR audit.action IN ('fulfilment.delivered', 'fulfilment.failed', 'fulfilment.returned', 'fulfilment.unclaimed'))
       ORDER BY audit.id DESC LIMIT ?`,
      personId,
      limit,
    )
    .map(({ at, action, actor, amount, currency, act }): TimelineEntry => {
      const state = action.replace(/^\w+\./, '').replaceAll('_', ' ');
      return {
        at,
        kind: 'reward',
        what: `Reward ${state}: ${formatAmount(amount, currency)} for ${act}`,
        detail: actor,
      };
    });
  const asks = sql
    .all<{ at: number; ask: AskKind; by: string; note: string | null }>(
      `SELECT asked_at AS at, kind AS ask, asked_by AS by, note FROM ask WHERE person_id = ?
       ORDER BY asked_at DESC, key LIMIT ?`,
      personId,
      limit,
    )
    .map(({ at, ask, by, note }): TimelineEntry => {
      const detail = note === null ? displayActor(by) : `${displayActor(by)}: ${note}`;
      return { at, kind: 'ask', what: `Asked for: ${ASK_LABELS[ask]}`, detail };
    });
  const notes = sql
    .all<{ at: number; action: string; actor: string }>(
      `SELECT at, action, actor FROM audit WHERE about = ? AND action NOT IN ${TOLD} ORDER BY id DESC LIMIT ?`,
      `person:${personId}`,
      limit,
    )
    .map(({ at, action, actor }): TimelineEntry => ({ at, kind: 'note', what: action, detail: actor }));
  return [...signals, ...rewards, ...asks, ...notes].toSorted((a, b) => b.at - a.at).slice(0, limit);
}
