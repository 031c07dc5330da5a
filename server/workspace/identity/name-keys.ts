import { nameKey } from '#core/person/names.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

const CHUNK = 1000;

/** Whether names are compared: only across CRMs. Inside one, namesakes are the CRM's own business. */
export function comparesNames({ sql }: Store): boolean {
  const row = first<{ n: number }>(sql, `SELECT count(*) AS n FROM connection WHERE vendor <> 'slack'`);
  return (row?.n ?? 0) > 1;
}

/** Keys the names that were read while there was nobody to compare them with. */
export function fillNameKeys({ sql }: Store): void {
  for (let after = 0; ;) {
    const people = sql.all<{ id: number; name: string }>(
      `SELECT id, name FROM person WHERE id > ? AND name_key IS NULL AND removed_at IS NULL
       ORDER BY id LIMIT ${CHUNK}`,
      after,
    );
    const last = people.at(-1);
    if (last === undefined) return;
    after = last.id;
    sql.run(
      `UPDATE person SET name_key = given.value ->> 1 FROM json_each(?) AS given
       WHERE person.id = given.value ->> 0`,
      JSON.stringify(people.map(({ id, name }) => [id, nameKey(name)])),
    );
  }
}
