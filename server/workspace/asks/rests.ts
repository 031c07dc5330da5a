import { restsUntil } from '#core/ask/ask.ts';
import { queueFlags } from '#server/workspace/scoring/consequences.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Sets when somebody was last asked and until when they rest, from all their asks; their CRM records show it, also
 * where they never stood out before.
 */
export function recountRest(store: Store, personId: number): void {
  const { sql, now, wake } = store;
  const asked = sql
    .all<{ at: number }>('SELECT asked_at AS at FROM ask WHERE person_id = ?', personId)
    .map((row) => row.at);
  const until = restsUntil(asked);
  const rest = until !== null && until > now() ? until : null;
  sql.run(
    `UPDATE person SET last_asked_at = ?, rest_until = ?, flag_tier = coalesce(flag_tier, tier) WHERE id = ?`,
    asked.length === 0 ? null : Math.max(...asked),
    rest,
    personId,
  );
  queueFlags(store, [personId]);
  if (rest !== null) wake(rest);
}

/** Whoever has rested long enough is shown by their tier again. */
export function endRests(store: Store): void {
  const { sql, now } = store;
  sql.transaction(() => {
    const rested = sql.all<{ id: number }>(
      'UPDATE person SET rest_until = NULL WHERE rest_until <= ? RETURNING id',
      now(),
    );
    queueFlags(
      store,
      rested.map((row) => row.id),
    );
  });
}

/** SQL for when the next rest ends, or null. */
export const NEXT_REST_END = 'SELECT min(rest_until) FROM person WHERE rest_until IS NOT NULL';
