import { RpcTarget } from 'cloudflare:workers';
import type { CrmConnector, MappingProblem, SyncStep } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { Problem } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { count, getFact, setFact, type BackfillFact, type ConnectionState } from './facts.ts';
import { processInbox } from './inbox.ts';
import { crmConnector, identityOf, workspaceOf, type Line } from './line.ts';

/** One alarm reads for this long, then hands over to the next: an alarm may run for fifteen minutes at most. */
const SLICE = 60_000;
const POLL_EVERY = 60_000;
const INSPECT_EVERY = 3_600_000;
const RETRY_AFTER = 30_000;

export interface SyncProgress {
  state: ConnectionState;
  problem: Problem | null;
  progress: { done: number; total: number };
  startedAt: number | null;
  finishedAt: number | null;
  lastPollAt: number | null;
}

export interface SyncHealth extends SyncProgress {
  mapping: { property: string; problem: Problem; since: number }[];
  rejected: { recordId: string; problem: Problem }[];
  webhooks: Record<string, number>;
  parkedEvents: { key: string; action: string; recordId: string; problem: Problem | null }[];
}

/** Keeps a workspace abreast of one CRM account. */
export class CrmSync extends RpcTarget {
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  /** Looks for changes at once; `full` reads everything again. */
  start(full: boolean): SyncProgress {
    const { sql, now, wake } = this.#line;
    const backfill = getFact(sql, 'backfill');
    if (full && (backfill === undefined || backfill.finishedAt !== null)) {
      setFact(sql, 'backfill', { cursor: null, done: 0, total: 0, startedAt: now(), finishedAt: null });
      setFact(sql, 'state', 'syncing');
    } else {
      const poll = getFact(sql, 'poll');
      setFact(sql, 'poll', { cursor: poll?.cursor ?? null, at: 0 });
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

  /** Progress, and everything an admin has to know about what does not work. */
  health(): SyncHealth {
    const { sql } = this.#line;
    const parse = (text: string | null) => (text === null ? null : (JSON.parse(text) as Problem));
    return {
      ...this.progress(),
      mapping: sql
        .all<{ property: string; problem: string; since: number }>(
          'SELECT * FROM mapping_problem ORDER BY property',
        )
        .map((row) => ({ ...row, problem: JSON.parse(row.problem) as Problem })),
      rejected: sql
        .all<{ recordId: string; problem: string }>(
          'SELECT record_id AS recordId, problem FROM flag WHERE problem IS NOT NULL ORDER BY record_id LIMIT 100',
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

/** Does whatever is due for a CRM connection, and asks to be woken for the rest. */
export async function runSync(line: Line): Promise<void> {
  const { sql, now, wake } = line;
  const state = getFact(sql, 'state');
  if (state === undefined || state === 'revoked' || state === 'disconnected') return;
  try {
    const connector = await crmConnector(line);
    await inspect(line, connector);
    const backfill = getFact(sql, 'backfill');
    if (backfill !== undefined && backfill.finishedAt === null) await runBackfill(line, connector, backfill);
    await processInbox(line, connector);
    if (getFact(sql, 'backfill')?.finishedAt != null) {
      await pollIfDue(line, connector);
      setFact(sql, 'state', 'live');
      setFact(sql, 'problem', null);
      wake((getFact(sql, 'poll')?.at ?? now()) + POLL_EVERY);
    } else {
      wake(now());
    }
  } catch (error) {
    handleFailure(line, error);
  }
}

async function inspect(line: Line, connector: CrmConnector): Promise<void> {
  const { sql, now } = line;
  if ((getFact(sql, 'inspectedAt') ?? 0) > now() - INSPECT_EVERY) return;
  const found = await connector.inspect(getFact(sql, 'mapped') ?? []);
  if (!found.ok) throw new ConnectorError(found.problem, RETRY_AFTER);
  const seen = new Set([...(getFact(sql, 'mapped') ?? []), ...found.value.mapped]);
  sql.transaction(() => {
    setFact(sql, 'mapped', [...seen].toSorted());
    setFact(sql, 'inspectedAt', now());
    keepProblems(line, found.value.problems);
  });
}

function keepProblems({ sql, now }: Line, problems: MappingProblem[]): void {
  const names = JSON.stringify(problems.map((problem) => problem.property));
  sql.run('DELETE FROM mapping_problem WHERE property NOT IN (SELECT value FROM json_each(?))', names);
  for (const problem of problems) {
    sql.run(
      `INSERT INTO mapping_problem (property, problem, since) VALUES (?, ?, ?)
       ON CONFLICT (property) DO UPDATE SET problem = excluded.problem`,
      problem.property,
      JSON.stringify(problem),
      now(),
    );
  }
}

async function runBackfill(line: Line, connector: CrmConnector, begun: BackfillFact): Promise<void> {
  const { sql, now } = line;
  let fact = begun;
  if (fact.total === 0) {
    const total = await connector.count();
    if (!total.ok) throw new ConnectorError(total.problem, RETRY_AFTER);
    fact = { ...fact, total: total.value };
    setFact(sql, 'backfill', fact);
  }
  const until = now() + SLICE;
  for await (const step of connector.backfill(fact.cursor)) {
    await apply(line, step);
    fact = { ...fact, cursor: step.cursor, done: fact.done + step.read };
    setFact(sql, 'backfill', fact);
    if (hasMail(line)) await processInbox(line, connector);
    if (now() > until) return;
  }
  setFact(sql, 'backfill', { ...fact, total: fact.done, finishedAt: now() });
  // A backfill's last cursor starts the poll at the moment the backfill began: what changed meanwhile is read again.
  if (getFact(sql, 'poll')?.cursor == null) setFact(sql, 'poll', { cursor: fact.cursor, at: 0 });
  await workspaceOf(line).ingest.finishInitial(identityOf(line).id);
}

async function pollIfDue(line: Line, connector: CrmConnector): Promise<void> {
  const { sql, now } = line;
  const poll = getFact(sql, 'poll') ?? { cursor: null, at: 0 };
  if (poll.at > now() - POLL_EVERY) return;
  const at = now();
  let { cursor } = poll;
  for await (const step of connector.poll(cursor, at)) {
    await apply(line, step);
    cursor = step.cursor;
    setFact(sql, 'poll', { cursor, at: poll.at });
  }
  setFact(sql, 'poll', { cursor, at });
}

async function apply(line: Line, step: SyncStep): Promise<void> {
  await workspaceOf(line).ingest.apply(identityOf(line).id, step.batch);
}

function hasMail({ sql }: Line): boolean {
  return first(sql, `SELECT 1 FROM inbox WHERE state = 'waiting' LIMIT 1`) !== undefined;
}

function handleFailure(line: Line, error: unknown): void {
  const { sql, now, wake } = line;
  if (!(error instanceof ConnectorError)) {
    console.error('sync failed', error);
    setFact(sql, 'problem', {
      code: 'internal',
      message: error instanceof Error ? error.message : String(error),
      remedy: 'It is tried again by itself; the log has more.',
    });
    setFact(sql, 'state', 'failing');
    wake(now() + RETRY_AFTER);
    return;
  }
  count(sql, `failed:${error.problem.code}`);
  setFact(sql, 'problem', error.problem);
  if (error.problem.code === 'vendor_revoked' || error.problem.code === 'not_connected') {
    setFact(sql, 'state', 'revoked');
    return;
  }
  setFact(sql, 'state', 'failing');
  wake(now() + Math.max(RETRY_AFTER, error.retryAfter ?? 0));
}
