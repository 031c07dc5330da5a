import { ok, type Result } from '#core/problem.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { pointsOf } from './views.ts';
import type { Page, Store } from '#server/workspace/store.ts';

/** Somebody who steps down unless they earn more. */
export interface TierNotice {
  personId: string;
  name: string;
  programme: string;
  tier: string;
  /** The tier below, and when they step down to it. */
  to: string;
  at: number;
  missing: number;
}

/** Who was announced to step down and still is about to, the soonest first. */
export function noticesOf(store: Store, limit: number, cursor: string | null): Result<Page<TierNotice>> {
  const after = readCursor<[number, number, string]>(cursor, ['time', 'time', 'text']);
  if (!after.ok) return after;
  const [at, person, programme] = after.value ?? [-1, -1, ''];
  const rows = store.sql.all<{ personId: number; programme: string; until: number; name: string }>(
    `SELECT person_id AS personId, programme, tier_until AS until, person.name AS name FROM points_wallet
     JOIN person ON person.id = person_id
     WHERE noticed_for = tier_until AND (tier_until, person_id, programme) > (?, ?, ?)
     ORDER BY tier_until, person_id, programme LIMIT ?`,
    at,
    person,
    programme,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const items = page.flatMap((row) => {
    const held = pointsOf(store, row.personId).find((each) => each.programme.id === row.programme);
    if (held?.downgrade == null || held.tier === null) return [];
    const { at: end, name: to, missing } = held.downgrade;
    const { programme: id, name } = row;
    return [
      { personId: String(row.personId), name, programme: id, tier: held.tier.name, to, at: end, missing },
    ];
  });
  const last = page.at(-1);
  const next = rows.length > limit && last ? writeCursor([last.until, last.personId, last.programme]) : null;
  return ok({ items, next });
}
