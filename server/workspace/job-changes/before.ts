import type { CrmBatch } from '#core/crm/crm.ts';
import type { Employer, Job } from '#core/person/job-change.ts';
import type { Store } from '#server/workspace/store.ts';

interface JobRow extends EmployerRow {
  recordId: string;
  title: string | null;
}

/** A company as a row names it; no id where there is none. */
export interface EmployerRow {
  connection: string;
  companyId: string | null;
  companyName: string | null;
  companyDomain: string | null;
}

/** Columns of `EmployerRow` for a record, which has to be joined to its company. */
export const EMPLOYER_COLUMNS = `record.connection, record.company_id AS companyId, company.name AS companyName,
  company.domain AS companyDomain`;

export function rowToEmployer(row: EmployerRow): Employer | null {
  const { connection, companyId: id, companyName: name, companyDomain: domain } = row;
  return id === null ? null : { connection, id, name, domain };
}

/**
 * The jobs that records told before this page of them is kept, by record; only where the page tells another. A record
 * that others are merged into on the same page, or were before it was read, tells of the merge and not of a move.
 */
export function jobsBefore({ sql }: Store, connection: string, batch: CrmBatch): Map<string, Job> {
  if (batch.contacts.length === 0) return new Map();
  const pages = batch.contacts.map(({ id, modifiedAt, companyId, title }) => [
    id,
    modifiedAt,
    companyId,
    title,
  ]);
  const merges = batch.merges.flatMap(({ from, into }) => from.map((id) => [id, into]));
  const rows = sql.all<JobRow>(
    `SELECT record.id AS recordId, record.title, ${EMPLOYER_COLUMNS} FROM json_each(?2) AS page
     CROSS JOIN record ON record.connection = ?1 AND record.id = page.value ->> 0
     LEFT JOIN company ON company.connection = record.connection AND company.id = record.company_id
     WHERE record.modified_at > 0 AND record.modified_at <= page.value ->> 1
       AND (record.company_id IS NOT page.value ->> 2 OR record.title IS NOT page.value ->> 3)
       AND NOT EXISTS (SELECT 1 FROM json_each(?3) AS merge WHERE merge.value ->> 1 = record.id AND NOT EXISTS
         (SELECT 1 FROM record_alias WHERE record_alias.connection = ?1 AND record_alias.id = merge.value ->> 0))`,
    connection,
    JSON.stringify(pages),
    JSON.stringify(merges),
  );
  return new Map(rows.map((row) => [row.recordId, { company: rowToEmployer(row), title: row.title }]));
}
