import { RpcTarget } from 'cloudflare:workers';
import type { Problem } from '#core/problem.ts';
import type { ApiUsage } from '#connectors/connector.ts';
import { beginBackfill } from './backfill.ts';
import { DEFAULT_SHARE } from './daily-usage.ts';
import { getFact, setFact, type ConnectionState } from './facts.ts';
import type { Line } from './line.ts';

export interface SyncProgress {
  state: ConnectionState;
  problem: Problem | null;
  progress: { done: number; total: number };
  startedAt: number | null;
  finishedAt: number | null;
  lastPollAt: number | null;
}

export interface SyncHealth extends SyncProgress {
  /** When it stopped working; null while it works. */
  failingSince: number | null;
  mapping: { property: string; problem: Problem; since: number }[];
  /** Why no record can take its flag; null where they can. */
  flags: { problem: Problem; since: number } | null;
  rejected: { recordId: string; problem: Problem }[];
  webhooks: Record<string, number>;
  values: { recordId: string; source: string; problem: Problem }[];
  parkedEvents: { key: string; action: string; recordId: string; problem: Problem | null }[];
}

/** Keeps a workspace abreast of one CRM account. */
export class CrmSync extends RpcTarget {
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  /** Looks for changes at once, in properties as in records; `full` reads everything again. */
  start(full: boolean): SyncProgress {
    const { sql, now, wake } = this.#line;
    const state = getFact(sql, 'state');
    if (state === undefined || state === 'revoked' || state === 'disconnected') return this.progress();
    const backfill = getFact(sql, 'backfill');
    setFact(sql, 'inspectedAt', 0);
    if (full && (backfill === undefined || backfill.finishedAt !== null)) {
      beginBackfill(this.#line);
      setFact(sql, 'state', 'syncing');
    } else {
      const poll = getFact(sql, 'poll');
      setFact(sql, 'poll', { cursor: poll?.cursor ?? null, at: poll?.at ?? 0, isAsked: true });
    }
    wake(now());
    return this.progress();
  }

  progress(): SyncProgress {
    const { sql } = this.#line;
    const backfill = getFact(sql, 'backfill');
    const poll = getFact(sql, 'poll');
    return {
      state: getFact(sql, 'state') ?? 'disconnected',
      problem: getFact(sql, 'problem') ?? null,
      progress: { done: backfill?.done ?? 0, total: backfill?.total ?? 0 },
      startedAt: backfill?.startedAt ?? null,
      finishedAt: backfill?.finishedAt ?? null,
      lastPollAt: poll === undefined || poll.at === 0 ? null : poll.at,
    };
  }

  /** The account's calls of a day, and the share (0 to 1) of them after which we stop; null where nobody counts by the day. */
  usage(): { usage: ApiUsage | null; share: number } {
    const { sql } = this.#line;
    return { usage: getFact(sql, 'apiUsage') ?? null, share: getFact(sql, 'apiShare') ?? DEFAULT_SHARE };
  }

  setShare(share: number): void {
    setFact(this.#line.sql, 'apiShare', share);
    this.#line.wake(this.#line.now());
  }

  /** Progress, and everything an admin has to know about what does not work. */
  health(): SyncHealth {
    const { sql } = this.#line;
    const parse = (text: string | null) => (text === null ? null : (JSON.parse(text) as Problem));
    return {
      ...this.progress(),
      failingSince: getFact(sql, 'failingSince') ?? null,
      mapping: sql
        .all<{ property: string; problem: string; since: number }>(
          'SELECT * FROM mapping_problem ORDER BY property',
        )
        .map((row) => ({ ...row, problem: JSON.parse(row.problem) as Problem })),
      flags: getFact(sql, 'flagsProblem') ?? null,
      rejected: sql
        .all<{ recordId: string; problem: string }>(
          'SELECT record_id AS recordId, problem FROM flag WHERE problem IS NOT NULL ORDER BY record_id LIMIT 100',
        )
        .map((row) => ({ ...row, problem: JSON.parse(row.problem) as Problem })),
      values: sql
        .all<{ recordId: string; source: string; problem: string }>(
          'SELECT record_id AS recordId, source, problem FROM value_problem ORDER BY at DESC, record_id LIMIT 100',
        )
        .map((row) => ({ ...row, problem: JSON.parse(row.problem) as Problem })),
      webhooks: Object.fromEntries(
        sql
          .all<{ name: string; count: number }>('SELECT name, count FROM tally')
          .map((row) => [row.name, row.count]),
      ),
      parkedEvents: sql
        .all<{ key: string; action: string; recordId: string; problem: string | null }>(
          `SELECT key, action, record_id AS recordId, problem FROM inbox WHERE state = 'parked' LIMIT 100`,
        )
        .map((row) => ({ ...row, problem: parse(row.problem) })),
    };
  }
}
