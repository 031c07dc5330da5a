import { identityOf } from '#core/actor/actor.ts';
import { NOMINATION_STANDS } from '#core/signal/counted.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** When a rep nominated a person who still stands nominated by them; null where they did not, or this press did. */
export function nominatedBefore(
  store: Store,
  { key, personId, by }: { key: string; personId: string; by: string },
): number | null {
  if (isRecorded(store, key)) return null;
  const told = store.sql.all<{ at: number; by: string | null }>(
    `SELECT occurred_at AS at, reported_by AS by FROM signal
     WHERE person_id = ? AND occurred_at > ? AND type = 'nomination' AND key LIKE 'card:%'
     ORDER BY occurred_at DESC`,
    Number(personId),
    store.now() - NOMINATION_STANDS,
  );
  return told.find((each) => identityOf(each.by ?? '') === identityOf(by))?.at ?? null;
}

/** Whether an act of this type and UTC day was told of on a card before, by whichever rep; not by this press itself. */
export function isLoggedBefore(
  store: Store,
  { key, personId }: { key: string; personId: string },
  type: SignalType,
  occurredAt: number,
): boolean {
  if (isRecorded(store, key)) return false;
  const day = Math.floor(occurredAt / DAY) * DAY;
  const query = `SELECT 1 FROM signal WHERE person_id = ? AND occurred_at >= ? AND occurred_at < ? AND type = ?
    AND key LIKE 'card:%' LIMIT 1`;
  return first(store.sql, query, Number(personId), day, day + DAY, type) !== undefined;
}

function isRecorded({ sql }: Store, key: string): boolean {
  return first(sql, 'SELECT 1 FROM signal WHERE key = ?', key) !== undefined;
}
