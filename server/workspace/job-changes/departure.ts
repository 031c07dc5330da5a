import { isSameEmployer, type Employer } from '#core/person/job-change.ts';
import type { Store } from '#server/workspace/store.ts';
import { rowToEmployer, type EmployerRow } from './before.ts';
import { changeKey, settleChanges, type NewChange } from './changes.ts';

/** A company a record named last before it named none. */
export interface Departure {
  id: number;
  kind: 'left' | 'cleared';
  from: Employer;
  /** The title they had there; null where it is the one they have. */
  fromTitle: string | null;
  /** Whether the record now read told of it, and not another of the person. */
  isOwn: boolean;
}

interface Row extends EmployerRow {
  id: number;
  kind: 'left' | 'cleared';
  recordId: string;
  fromTitle: string | null;
}

/** Where a person was last, the newest first, for a record that names a company again. */
export function departuresOf(
  { sql }: Store,
  personId: number,
  record: { connection: string; recordId: string },
): Departure[] {
  const rows = sql.all<Row>(
    `SELECT id, kind, connection, record_id AS recordId, from_title AS fromTitle, from_company_id AS companyId,
       from_company AS companyName, from_domain AS companyDomain
     FROM job_change WHERE person_id = ? AND kind IN ('left', 'cleared') AND verdict IS NOT 'returned'
     ORDER BY id DESC`,
    personId,
  );
  return rows.flatMap(({ id, kind, recordId, fromTitle, ...row }) => {
    const from = rowToEmployer(row);
    const isOwn = row.connection === record.connection && recordId === record.recordId;
    // What one record cleared while another named a company is of that record alone.
    return from === null || (kind === 'cleared' && !isOwn) ? [] : [{ id, kind, from, fromTitle, isOwn }];
  });
}

/** The departures a record with a company ends, whatever it names: its own, and those from where it goes on. */
export function endDepartures(store: Store, all: readonly Departure[], known: Employer): void {
  const ended = all.filter(({ isOwn, from }) => isOwn || isSameEmployer(from, known));
  const cleared = ended.filter(({ kind }) => kind === 'cleared').map(({ id }) => id);
  store.sql.run(
    'DELETE FROM job_change WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(cleared),
  );
  const left = ended.filter(({ kind }) => kind === 'left').map(({ id }) => id);
  settleChanges(store, left, 'returned', 'crm');
}

/** Makes a departure the move it was, to be decided and told as one; gives its id. */
export function becomeMove({ sql, now }: Store, id: number, move: NewChange): number {
  sql.run(
    `UPDATE OR IGNORE job_change SET key = ?, kind = 'moved', connection = ?, record_id = ?, at = ?, noticed_at = ?,
       from_company_id = ?, from_company = ?, from_domain = ?, to_company_id = ?, to_company = ?, from_title = ?,
       to_title = ?, told_at = NULL, verdict = NULL, settled_by = NULL, settled_at = NULL WHERE id = ?`,
    changeKey(move),
    move.connection,
    move.recordId,
    move.at,
    now(),
    move.fromCompanyId,
    move.fromCompany,
    move.fromDomain,
    move.toCompanyId,
    move.toCompany,
    move.fromTitle,
    move.toTitle,
    id,
  );
  return id;
}
