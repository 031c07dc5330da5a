import {
  isUnreachable,
  leftWords,
  movedWords,
  titleWords,
  UNREACHABLE_WORDS,
  type Address,
} from '#core/person/job-change.ts';
import type { Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import { queueFlags } from '#server/workspace/scoring/consequences.ts';
import type { Store } from '#server/workspace/store.ts';
import { addChange, settleChanges } from './changes.ts';

interface JobsRow {
  id: number;
  tier: Tier;
  email: string | null;
  flagTier: Tier | null;
  movedAt: number | null;
  movedBefore: number | null;
  unreachable: number;
  addresses: string;
}

/** SQL for a change that happened after all: undecided ones are taken to have. */
export const HOLDS_TRUE = `(verdict IS NULL OR verdict = 'confirmed')`;

/** SQL for a change of job, which ends a flag until the next act. */
const ENDS = `kind IN ('moved', 'left', 'title_changed')`;

const CHUNK = 500;

/**
 * Sets when the job of these people last changed and whether mail reaches them, from their changes and their records; CRM records
 * that show them say so. An address that died or works again is kept as a change; gives
 * the ids of those.
 */
export function recountJobs(store: Store, personIds: readonly number[]): number[] {
  const noted: number[] = [];
  for (let from = 0; from < personIds.length; from += CHUNK) {
    const shown: number[] = [];
    for (const row of rowsOf(store, personIds.slice(from, from + CHUNK))) {
      const isDead = isUnreachable(addressesIn(row));
      if (isDead !== (row.unreachable === 1)) noted.push(...noteReach(store, row, isDead));
      if (isDead === (row.unreachable === 1) && row.movedAt === row.movedBefore) continue;
      store.sql.run(
        'UPDATE person SET moved_at = ?, unreachable = ? WHERE id = ?',
        row.movedAt,
        isDead ? 1 : 0,
        row.id,
      );
      if (row.flagTier !== null) shown.push(row.id);
    }
    queueFlags(store, shown);
  }
  return noted;
}

/** As `recountJobs`, for the people whose records are gone: the address that worked may have been theirs. */
export function recountRemoved(store: Store, connection: string, recordIds: readonly string[]): void {
  if (recordIds.length === 0) return;
  const people = store.sql.all<{ id: number }>(
    'SELECT person_id AS id FROM record WHERE connection = ? AND id IN (SELECT value FROM json_each(?))',
    connection,
    JSON.stringify(recordIds),
  );
  recountJobs(
    store,
    people.map(({ id }) => id),
  );
}

/** Those with anything to recount: most people's jobs never changed, and mail reaches them. */
function rowsOf({ sql }: Store, ids: readonly number[]): JobsRow[] {
  return sql.all<JobsRow>(
    `SELECT person.id, person.tier, person.email, person.flag_tier AS flagTier, person.moved_at AS movedBefore,
       person.unreachable,
       (SELECT max(at) FROM job_change WHERE person_id = person.id AND ${ENDS} AND ${HOLDS_TRUE}) AS movedAt,
       (SELECT json_group_array(json_array(record.email, record.bounced, record.connection, record.id,
          record.modified_at))
        FROM record WHERE record.person_id = person.id AND record.removed_at IS NULL) AS addresses
     FROM person WHERE person.id IN (SELECT value FROM json_each(?))
       AND (person.unreachable OR person.moved_at IS NOT NULL
         OR EXISTS (SELECT 1 FROM job_change WHERE person_id = person.id AND ${ENDS})
         OR EXISTS (SELECT 1 FROM record WHERE person_id = person.id AND bounced AND removed_at IS NULL))`,
    JSON.stringify(ids),
  );
}

type AddressRow = [email: string | null, bounced: 0 | 1, connection: string, recordId: string, at: number];

function addressRows({ addresses }: JobsRow): AddressRow[] {
  return JSON.parse(addresses) as AddressRow[];
}

function addressesIn(row: JobsRow): Address[] {
  return addressRows(row).map(([email, bounced]) => ({ email, bounced: bounced === 1 }));
}

/** Nobody reaches them any more, or somebody does again. */
function noteReach(store: Store, row: JobsRow, isDead: boolean): number[] {
  if (!isDead) {
    const open = store.sql.all<{ id: number }>(
      `SELECT id FROM job_change WHERE person_id = ? AND kind = 'bounced' AND ${HOLDS_TRUE}`,
      row.id,
    );
    settleChanges(
      store,
      open.map(({ id }) => id),
      'reachable',
      'crm',
    );
    return [];
  }
  const { id: personId, tier, flagTier, email: fromEmail } = row;
  const last = addressRows(row)
    .filter(([, bounced]) => bounced === 1)
    .toSorted((a, b) => a[4] - b[4])
    .at(-1);
  // That the address of a stranger died is no news, only a reason not to write.
  if (last === undefined || (tier === 'none' && flagTier === null)) return [];
  const [, , connection, recordId, at] = last;
  const id = addChange(store, { personId, kind: 'bounced', connection, recordId, at, tier, fromEmail });
  return id === null ? [] : [id];
}

/** Why a flag ended, in words for the CRM record, and with which change; null where mail comes back. */
interface Ending {
  words: string;
  changeId: string | null;
}

interface EndingRow {
  unreachable: number;
  id: number | null;
  kind: 'moved' | 'left' | 'title_changed';
  at: number;
  fromCompany: string | null;
  toCompany: string | null;
  fromTitle: string | null;
  toTitle: string | null;
}

/** Why and with what a person's flag ended; null where it stands. */
export function endingOf({ sql }: Store, personId: number): Ending | null {
  const row = first<EndingRow>(
    sql,
    `SELECT person.unreachable, job_change.id, kind, at, from_company AS fromCompany, to_company AS toCompany,
       from_title AS fromTitle, to_title AS toTitle
     FROM person LEFT JOIN job_change ON job_change.person_id = person.id AND ${ENDS} AND ${HOLDS_TRUE}
       AND at = person.moved_at AND person.moved_at >= coalesce(person.last_act_at, 0)
     WHERE person.id = ? ORDER BY kind = 'title_changed', job_change.id DESC LIMIT 1`,
    personId,
  );
  if (row === undefined) return null;
  if (row.id !== null) return { words: wordsOf(row), changeId: String(row.id) };
  return row.unreachable === 1 ? { words: UNREACHABLE_WORDS, changeId: null } : null;
}

function wordsOf({ kind, at, fromCompany, toCompany, fromTitle, toTitle }: EndingRow): string {
  if (kind === 'moved') return movedWords(fromCompany, toCompany, at);
  return kind === 'left' ? leftWords(fromCompany, at) : titleWords(fromTitle, toTitle, at);
}
