import { RpcTarget } from 'cloudflare:workers';
import { FLAG_STATUSES, type AdvocateFlag, type FlagStatus } from '#core/crm/flag.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import { barredSql, ENDED } from '#server/workspace/asks/standing.ts';
import { note } from '#server/workspace/trail/note.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { flagFor } from './flags.ts';
import type { DeliveryState } from '#server/workspace/outbox/outbox.ts';
import type { Page, Store } from '#server/workspace/store.ts';

/** Whether flags are written to a CRM, or wait until an admin has seen what would be. */
export type WriteBackState = 'on' | 'review';

export interface WriteBackStanding {
  on: boolean;
  /** Records whose flag has not left yet. */
  waiting: number;
  /** The same records by the status they would show. */
  statuses: Record<FlagStatus, number>;
}

/** A flag that has not left yet, as it would be written now. */
export interface WaitingFlag {
  recordId: string;
  personId: string;
  name: string;
  /** Page of the record in the CRM. */
  url: string;
  flag: AdvocateFlag;
}

const unknown = () =>
  refuse('not_found', 'There is no such CRM connection.', 'List connections to find the id.');

/** What would be written to a CRM, and the switch that lets it. */
export class WriteBack extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  standing(connection: string): Result<WriteBackStanding> {
    const found = findLane(this.#store, connection);
    return found === undefined ? unknown() : ok(standingOf(this.#store, connection, found));
  }

  /** Flags that have not left yet, those asked for first at the front. A record that is no longer ours has none. */
  waiting(connection: string, limit: number, cursor: string | null): Result<Page<WaitingFlag>> {
    const found = findLane(this.#store, connection);
    if (found === undefined) return unknown();
    const after = readCursor<[number, string]>(cursor, ['time', 'text']);
    if (!after.ok) return after;
    const [at, id] = after.value ?? [-1, ''];
    const rows = this.#store.sql.all<Omit<WaitingFlag, 'flag'> & { dueAt: number; id: string }>(
      `SELECT delivery.id, delivery.due_at AS dueAt, delivery.subject AS recordId,
         CAST(person.id AS TEXT) AS personId, person.name, record.url
       FROM delivery JOIN record ON record.connection = delivery.target AND record.id = delivery.subject
         JOIN person ON person.id = record.person_id
       WHERE delivery.state = ? AND delivery.kind = 'flag' AND delivery.target = ?
         AND (delivery.due_at, delivery.id) > (?, ?)
       ORDER BY delivery.due_at, delivery.id LIMIT ?`,
      waitingState(found),
      connection,
      at,
      id,
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return ok({
      items: page.flatMap(({ recordId, personId, name, url }) => {
        const flag = flagFor(this.#store, connection, recordId);
        return flag === null ? [] : [{ recordId, personId, name, url, flag }];
      }),
      next: rows.length > limit && last ? writeCursor([last.dueAt, last.id]) : null,
    });
  }

  /** Lets flags be written from now on, or holds them again; what waits moves with it. */
  switch(connection: string, on: boolean, by: string): Result<WriteBackStanding> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const before = findLane(store, connection);
      if (before === undefined) return unknown();
      const after: Lane = { ...before, writeBack: on ? 'on' : 'review' };
      if (after.writeBack !== before.writeBack) {
        store.sql.run('UPDATE connection SET write_back = ? WHERE id = ?', after.writeBack, connection);
        store.sql.run(
          `UPDATE delivery SET state = ?, due_at = ? WHERE state = ? AND kind = 'flag' AND target = ?`,
          waitingState(after),
          store.now(),
          waitingState(before),
          connection,
        );
        note(store, by, on ? 'write_back.on' : 'write_back.paused', `connection:${connection}`);
        store.wake(store.now());
      }
      return ok(standingOf(store, connection, after));
    });
  }
}

interface Lane {
  initial: number;
  writeBack: WriteBackState;
}

function findLane({ sql }: Store, connection: string): Lane | undefined {
  return first<Lane>(
    sql,
    `SELECT initial, write_back AS writeBack FROM connection WHERE id = ? AND vendor <> 'slack'`,
    connection,
  );
}

function waitingState({ initial, writeBack }: Lane): DeliveryState {
  return writeBack === 'on' && initial === 0 ? 'due' : 'held';
}

function standingOf({ sql, now }: Store, connection: string, lane: Lane): WriteBackStanding {
  const at = now();
  const rows = sql.all<{ tier: Tier; barred: number; ended: number; resting: number; n: number }>(
    `SELECT person.tier, ${barredSql('?1')} AS barred, ${ENDED} AS ended, coalesce(person.rest_until > ?1, 0) AS resting, count(*) AS n
     FROM delivery JOIN record ON record.connection = delivery.target AND record.id = delivery.subject
       JOIN person ON person.id = record.person_id
     WHERE delivery.state = ?2 AND delivery.kind = 'flag' AND delivery.target = ?3 AND record.removed_at IS NULL
     GROUP BY 1, 2, 3, 4`,
    at,
    waitingState(lane),
    connection,
  );
  const none = FLAG_STATUSES.map((status) => [status, 0] as const);
  const statuses = Object.fromEntries(none) as Record<FlagStatus, number>;
  for (const { tier, barred, ended, resting, n } of rows) {
    const unless = ended === 1 ? 'none' : resting === 1 ? 'resting' : tier;
    statuses[barred === 1 ? 'do_not_ask' : unless] += n;
  }
  const waiting = rows.reduce((sum, { n }) => sum + n, 0);
  return { on: lane.writeBack === 'on', waiting, statuses };
}
