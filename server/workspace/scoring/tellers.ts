import { SIGNALS } from '#core/signal/catalogue.ts';
import { rewardRules } from '#server/workspace/rewards/reward-rules.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import type { PersonSignal } from './scoring.ts';

/**
 * Writes down who let those signals in that may earn a reward, whomever they name as having told of them: nobody
 * approves what rests on their own word. Of all others there are too many.
 */
export function noteTellers(store: Store, by: string, signals: readonly PersonSignal[]): void {
  if (signals.length === 0) return;
  const acts = new Set(rewardRules(store).flatMap(({ act, active }) => (active ? [act] : [])));
  for (const { key, type, reportedBy } of signals) {
    if (type !== 'nomination' && !acts.has(type)) continue;
    const who = reportedBy == null ? '' : `, told by ${reportedBy}`;
    note(store, by, 'signal.told', `signal:${key}`, `${SIGNALS[type].label}${who}`);
  }
}

/** SQL for the lines of the audit trail about a signal that tell who let it in; what the admin token does is nobody's. */
export const TOLD = `audit.action = 'signal.told' AND audit.actor NOT LIKE 'admin%'`;
