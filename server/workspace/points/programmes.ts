import { ok, refuse, type Result } from '#core/problem.ts';
import { checkProgramme } from '#core/points/check-programme.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { claimedText } from './claimed-text.ts';
import type { Store } from '#server/workspace/store.ts';

/** Every programme of points, by id. */
export function listProgrammes({ sql }: Store): PointsProgramme[] {
  return sql
    .all<{ definition: string }>('SELECT definition FROM points_programme ORDER BY id')
    .map(({ definition }) => JSON.parse(definition) as PointsProgramme);
}

/** A programme by id, or `not_found`. */
export function findProgramme({ sql }: Store, id: string): Result<PointsProgramme> {
  const row = first<{ definition: string }>(sql, 'SELECT definition FROM points_programme WHERE id = ?', id);
  return row === undefined
    ? refuse(
        'not_found',
        `There are no points ${id.slice(0, 40)}.`,
        'List the programmes to find the id.',
        'programme',
      )
    : ok(JSON.parse(row.definition) as PointsProgramme);
}

/**
 * Keeps a programme, new or changed. New rules hold for points earned from now on: no date already given comes closer.
 * Tiers hold at once: nobody loses one before its term ends unless it is gone. Fails with `invalid_input`.
 */
export function putProgramme(store: Store, claimed: unknown, by: string): Result<PointsProgramme> {
  const programme = checkProgramme(claimed);
  if (!programme.ok) return programme;
  const who = claimedText(by, 'by');
  if (!who.ok) return who;
  const { sql, now } = store;
  const { id } = programme.value;
  return sql.transaction(() => {
    const definition = JSON.stringify(programme.value);
    const before = findProgramme(store, id);
    if (before.ok && JSON.stringify(before.value) === definition) return programme;
    sql.run(
      `INSERT INTO points_programme (id, definition, updated_by, updated_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (id) DO UPDATE SET definition = ?2, updated_by = ?3, updated_at = ?4`,
      id,
      definition,
      who.value,
      now(),
    );
    sql.run('UPDATE points_wallet SET due_at = ? WHERE programme = ?', now(), id);
    store.wake(now());
    note(store, who.value, before.ok ? 'points.changed' : 'points.created', `points:${id}`, definition);
    return programme;
  });
}
