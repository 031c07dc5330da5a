import { RpcTarget } from 'cloudflare:workers';
import type { Attempt } from '#server/workspace/outbox/doors.ts';
import type { Line } from './line.ts';

/** What the connection keeps of single records, and how it is forgotten. */
export class Privacy extends RpcTarget {
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  /** Deletes the flags, problems and events of records of erased people. Repeating it changes nothing. */
  forget(recordIds: string[]): Attempt<null> {
    const { sql } = this.#line;
    const ids = JSON.stringify(recordIds);
    sql.transaction(() => {
      sql.run('DELETE FROM flag WHERE record_id IN (SELECT value FROM json_each(?))', ids);
      sql.run('DELETE FROM value_problem WHERE record_id IN (SELECT value FROM json_each(?))', ids);
      sql.run(
        `DELETE FROM inbox WHERE kind = 'contact' AND record_id IN (SELECT value FROM json_each(?))`,
        ids,
      );
      sql.run(
        `UPDATE inbox SET merged_ids = (SELECT json_group_array(merged.value) FROM json_each(merged_ids) AS merged
           WHERE merged.value NOT IN (SELECT value FROM json_each(?1)))
         WHERE EXISTS (SELECT 1 FROM json_each(merged_ids) AS merged
           WHERE merged.value IN (SELECT value FROM json_each(?1)))`,
        ids,
      );
    });
    return { ok: true, value: null };
  }
}
