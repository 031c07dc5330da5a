import type { JobChangeKind, JobVerdict } from '#core/person/job-change.ts';
import { stepBetween, type Step } from '#core/person/seniority.ts';
import type { Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** A change as it is shown. Times are epoch milliseconds. */
export interface JobChangeView {
  id: string;
  personId: string;
  name: string;
  kind: JobChangeKind;
  at: number;
  /** The company they left, or the one the change happened at. */
  fromCompany: string | null;
  /** Null where nobody moved, and while the company has not been read. */
  toCompany: string | null;
  /** The CRM account and record of the company they went to; null where nobody moved. */
  connection: string | null;
  toCompanyId: string | null;
  fromTitle: string | null;
  toTitle: string | null;
  /** Which way the title went; null where there is no other. */
  step: Step | null;
  /** The address that died. */
  fromEmail: string | null;
  /** Where they stood when it was noticed. */
  tier: Tier;
  /** When the team's Slack was told; null where nobody was. */
  toldAt: number | null;
  /** Null while nobody has decided. */
  verdict: JobVerdict | null;
  settledBy: string | null;
  settledAt: number | null;
}

type Row = Omit<JobChangeView, 'id' | 'personId' | 'step'> & { id: number; personId: number };

/** Everything of `JobChangeView` from `job_change` joined to `person`. */
export const CHANGE_COLUMNS = `job_change.id, job_change.person_id AS personId, person.name, job_change.kind, job_change.at,
  job_change.from_company AS fromCompany, job_change.to_company AS toCompany,
  CASE WHEN job_change.kind = 'moved' THEN job_change.connection END AS connection,
  job_change.to_company_id AS toCompanyId, job_change.from_title AS fromTitle, job_change.to_title AS toTitle,
  job_change.from_email AS fromEmail, job_change.tier, job_change.told_at AS toldAt, job_change.verdict,
  job_change.settled_by AS settledBy, job_change.settled_at AS settledAt`;

/** A row of CHANGE_COLUMNS. */
export type JobChangeRow = Row;

export function rowToChange(row: JobChangeRow): JobChangeView {
  const { fromTitle, toTitle } = row;
  const step = fromTitle === null || toTitle === null ? null : stepBetween(fromTitle, toTitle);
  return { ...row, id: String(row.id), personId: String(row.personId), step };
}

/** A change by its id; null where there is none that is shown. */
export function findChange({ sql }: Store, id: string): JobChangeView | null {
  if (!/^\d{1,15}$/.test(id)) return null;
  const row = first<JobChangeRow>(
    sql,
    `SELECT ${CHANGE_COLUMNS} FROM job_change JOIN person ON person.id = job_change.person_id
     WHERE job_change.id = ? AND job_change.kind <> 'cleared'`,
    Number(id),
  );
  return row === undefined ? null : rowToChange(row);
}
