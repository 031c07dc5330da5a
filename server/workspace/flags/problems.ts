import type { CrmVendor } from '#core/crm/crm.ts';
import type { Problem } from '#core/problem.ts';
import type { Store } from '#server/workspace/store.ts';

/** Why a CRM record does not carry its person's flag: the last write was refused, and is not repeated as it was. */
export interface FlagProblem {
  vendor: CrmVendor;
  recordId: string;
  problem: Problem;
}

/** The records of a person that refused their flag. */
export function flagProblemsOf({ sql }: Store, personId: number): FlagProblem[] {
  return sql
    .all<Omit<FlagProblem, 'problem'> & { problem: string }>(
      `SELECT connection.vendor, record.id AS recordId, delivery.problem
       FROM record JOIN connection ON connection.id = record.connection
         JOIN delivery ON delivery.id = 'flag:' || record.connection || ':' || record.id
       WHERE record.person_id = ? AND record.removed_at IS NULL
         AND +delivery.state = 'parked' AND delivery.problem IS NOT NULL
       ORDER BY record.connection, record.id`,
      personId,
    )
    .map((row) => ({ ...row, problem: JSON.parse(row.problem) as Problem }));
}
