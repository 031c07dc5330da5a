import { RpcTarget } from 'cloudflare:workers';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { personKey } from '#server/workspace/people/people.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { settleChanges } from './changes.ts';
import { CHANGE_COLUMNS, findChange, rowToChange, type JobChangeRow, type JobChangeView } from './rows.ts';
import { endingOf, recountJobs } from './standing.ts';

/** Which changes a list shows: those nobody decided, or all. */
export const JOB_CHANGE_LISTS = ['open', 'all'] as const;
export type JobChangeList = (typeof JOB_CHANGE_LISTS)[number];

/** What somebody may say about a change. */
export const SAID_VERDICTS = ['confirmed', 'rejected'] as const;
export type SaidVerdict = (typeof SAID_VERDICTS)[number];

const MAX_NAME = 200;

/** Which changes are shown: not a company that is only remembered. */
const LISTED = `job_change.kind <> 'cleared'`;

/** People who changed jobs, left one, got another title, or cannot be reached any more, as their CRM records tell. */
export class JobChanges extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Changes, those noticed last at the front. Fails with `invalid_input` for a cursor that is none. */
  list(which: JobChangeList, limit: number, cursor: string | null): Result<Page<JobChangeView>> {
    const after = readCursor<[number]>(cursor, ['time']);
    if (!after.ok) return after;
    const open = which === 'open' ? 'AND job_change.verdict IS NULL' : '';
    const rows = this.#store.sql.all<JobChangeRow>(
      `SELECT ${CHANGE_COLUMNS} FROM job_change JOIN person ON person.id = job_change.person_id
       WHERE ${LISTED} ${open} AND job_change.id < ? ORDER BY job_change.id DESC LIMIT ?`,
      after.value?.[0] ?? Number.MAX_SAFE_INTEGER,
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return ok({
      items: page.map(rowToChange),
      next: rows.length > limit && last ? writeCursor([last.id]) : null,
    });
  }

  /** How many nobody has decided. */
  waiting(): number {
    const counted = `SELECT count(*) AS n FROM job_change JOIN person ON person.id = job_change.person_id
      WHERE ${LISTED} AND job_change.verdict IS NULL`;
    return first<{ n: number }>(this.#store.sql, counted)?.n ?? 0;
  }

  /**
   * The changes of one person, the newest first, why their flag ended (null where it stands), and the id of the change
   * that ended it (null where none did, or mail that comes back).
   */
  of(personId: string): { changes: JobChangeView[]; ended: string | null; endedBy: string | null } {
    const key = personKey(this.#store, personId);
    if (key === null) return { changes: [], ended: null, endedBy: null };
    const rows = this.#store.sql.all<JobChangeRow>(
      `SELECT ${CHANGE_COLUMNS} FROM job_change JOIN person ON person.id = job_change.person_id
       WHERE job_change.person_id = ? AND job_change.kind <> 'cleared'
       ORDER BY job_change.at DESC, job_change.id DESC LIMIT 20`,
      key,
    );
    const ending = endingOf(this.#store, key);
    return {
      changes: rows.map(rowToChange),
      ended: ending?.words ?? null,
      endedBy: ending?.changeId ?? null,
    };
  }

  /**
   * Confirms a change, or says it is none or costs no flag: one that ended with it is back. Fails with `not_found`,
   * `already_decided` or `invalid_input`.
   */
  settle(id: string, verdict: SaidVerdict, by: string): Result<JobChangeView> {
    const store = this.#store;
    const who = by.trim();
    if (who === '' || who.length > MAX_NAME) {
      const remedy = `Send 1 to ${MAX_NAME} characters.`;
      return refuse('invalid_input', 'Nobody is named who decided it.', remedy, 'by');
    }
    return store.sql.transaction(() => {
      const change = findChange(store, id);
      if (change === null) return noChange(id);
      if (change.verdict === verdict) return ok(change);
      if (change.verdict !== null) {
        const remedy = 'Look at the list to see what was decided.';
        return refuse('already_decided', `This change is settled: ${change.verdict}.`, remedy);
      }
      if (change.kind === 'bounced' && verdict === 'rejected') {
        const remedy = 'Take the bounce back in the CRM, or give them an address that works.';
        return refuse('invalid_input', 'Mail to them comes back, as the CRM says.', remedy, 'verdict');
      }
      settleChanges(store, [Number(change.id)], verdict, who);
      note(store, who, `job_change.${verdict}`, `person:${change.personId}`, change.kind);
      recountJobs(store, [Number(change.personId)]);
      return ok(findChange(store, id) ?? change);
    });
  }
}

function noChange(id: string): Result<never> {
  return refuse('not_found', `There is no job change ${id.slice(0, 40)}.`, 'List them to find the id.');
}
