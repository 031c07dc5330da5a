import type { CrmBatch } from '#core/crm/crm.ts';
import { isSameEmployer, type Employer } from '#core/person/job-change.ts';
import { DAY } from '#core/time.ts';
import { queueFlags } from '#server/workspace/scoring/consequences.ts';
import type { Store } from '#server/workspace/store.ts';
import { settleChanges } from './changes.ts';

interface MoveRow {
  id: number;
  personId: number;
  fromCompanyId: string;
  fromCompany: string | null;
  fromDomain: string | null;
}

/** Companies merged in the CRM leave one record behind within moments; a company deleted later was really left. */
const MERGE_TAKES = DAY;

/**
 * What the companies of a page say about moves: one that was not read yet has a name now, and may be the one they came
 * from. Gives what was changed.
 */
export function nameEmployers(store: Store, connection: string, batch: CrmBatch): MoveRow[] {
  const changed: MoveRow[] = [];
  for (const { id, name, domain } of batch.companies) {
    const to: Employer = { connection, id, name, domain };
    for (const move of unnamedMoves(store, connection, id)) {
      store.sql.run('UPDATE job_change SET to_company = ? WHERE id = ?', name, move.id);
      const { fromCompanyId, fromCompany, fromDomain } = move;
      const from = { connection, id: fromCompanyId, name: fromCompany, domain: fromDomain };
      if (isSameEmployer(from, to)) settleChanges(store, [move.id], 'same_company', 'crm');
      changed.push(move);
    }
  }
  queueFlags(store, shownAmong(store, changed));
  return changed;
}

/**
 * A company that is gone right after its people were moved was merged, and one gone right after they were without a
 * company was deleted: nobody left it. Gives whose changes were taken back.
 */
export function settleGoneEmployers(store: Store, connection: string, batch: CrmBatch): number[] {
  const gone = batch.removals.filter(({ kind }) => kind === 'company');
  const moves = gone.flatMap(({ id }) => movesFrom(store, connection, id));
  settleChanges(
    store,
    moves.map(({ id }) => id),
    'same_company',
    'crm',
  );
  return moves.map(({ personId }) => personId);
}

/** Those whose records name the company they moved to, in the reason their flag ended. */
function shownAmong({ sql }: Store, moves: readonly MoveRow[]): number[] {
  const query = `SELECT id FROM person WHERE flag_tier IS NOT NULL AND id IN (SELECT value FROM json_each(?))`;
  const ids = JSON.stringify(moves.map(({ personId }) => personId));
  return moves.length === 0 ? [] : sql.all<{ id: number }>(query, ids).map(({ id }) => id);
}

const MOVE = `SELECT id, person_id AS personId, from_company_id AS fromCompanyId, from_company AS fromCompany,
  from_domain AS fromDomain FROM job_change`;

function unnamedMoves({ sql }: Store, connection: string, companyId: string): MoveRow[] {
  return sql.all<MoveRow>(
    `${MOVE} WHERE to_company_id = ? AND connection = ? AND kind = 'moved' AND to_company IS NULL`,
    companyId,
    connection,
  );
}

function movesFrom({ sql, now }: Store, connection: string, companyId: string): MoveRow[] {
  return sql.all<MoveRow>(
    `${MOVE} WHERE from_company_id = ? AND connection = ? AND kind IN ('moved', 'left') AND verdict IS NULL AND noticed_at > ?`,
    companyId,
    connection,
    now() - MERGE_TAKES,
  );
}
