import type { CrmBatch } from '#core/crm/crm.ts';
import { identityOf, workspaceOf, type Line } from './line.ts';

/** Hands a batch to the workspace and keeps what could not be used; gives how many contacts were news to it. */
export async function applyBatch(line: Line, batch: CrmBatch): Promise<{ missed: number }> {
  const { sql, now } = line;
  const { refused, missed, erased } = await workspaceOf(line).ingest.apply(identityOf(line).id, batch);
  const forgotten = new Set(erased);
  const unusable = [
    ...batch.problems
      .filter(({ recordId }) => !forgotten.has(recordId))
      .map(({ recordId, property, problem }) => [recordId, property, JSON.stringify(problem)]),
    ...refused.map(({ recordId, source, problem }) => [recordId, source, JSON.stringify(problem)]),
  ];
  // What is gone carries nothing and refuses nothing.
  const gone = [
    ...batch.removals.filter(({ kind }) => kind === 'contact').map(({ id }) => id),
    ...batch.merges.flatMap(({ from, into }) => from.filter((id) => id !== into)),
  ];
  const read = [...batch.contacts, ...batch.companies, ...batch.deals].map((record) => record.id);
  sql.transaction(() => {
    sql.run(
      'DELETE FROM value_problem WHERE record_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(read),
    );
    sql.run('DELETE FROM flag WHERE record_id IN (SELECT value FROM json_each(?))', JSON.stringify(gone));
    if (unusable.length === 0) return;
    sql.run(
      `INSERT OR REPLACE INTO value_problem (record_id, source, problem, at)
       SELECT value ->> 0, value ->> 1, value ->> 2, ? FROM json_each(?)`,
      now(),
      JSON.stringify(unusable),
    );
  });
  return { missed };
}
