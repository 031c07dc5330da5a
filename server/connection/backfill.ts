import type { CrmConnector, SyncStep } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { first } from '#server/storage/sql.ts';
import { count, getFact, setFact, type BackfillFact } from './facts.ts';
import { processInbox } from './inbox.ts';
import { identityOf, workspaceOf, type Line } from './line.ts';
import { applyBatch } from './reading.ts';

/** One alarm reads for this long, then hands over to the next: an alarm may run for fifteen minutes at most. */
const SLICE = 60_000;
const RETRY_AFTER = 30_000;
const BATCH = 100;

/** Has everything read from the start: on connecting, on demand, and every night to find what was missed. */
export function beginBackfill({ sql, now }: Line): void {
  setFact(sql, 'backfill', { cursor: null, done: 0, total: 0, startedAt: now(), finishedAt: null });
}

/** Goes on with a backfill that has not ended, for one slice of time; its cursor survives whatever happens. */
export async function runBackfill(line: Line, connector: CrmConnector): Promise<void> {
  const { sql, now } = line;
  let fact = getFact(sql, 'backfill');
  if (fact === undefined || fact.finishedAt !== null) return;
  if (fact.total === 0) {
    const total = await connector.count();
    if (!total.ok) throw new ConnectorError(total.problem, RETRY_AFTER);
    fact = { ...fact, total: total.value };
    setFact(sql, 'backfill', fact);
  }
  const until = now() + SLICE;
  for await (const step of connector.backfill(fact.cursor)) {
    fact = await take(line, fact, step);
    if (hasMail(line)) await processInbox(line, connector);
    if (now() > until) return;
  }
  await finish(line, connector, fact);
}

async function take(line: Line, fact: BackfillFact, step: SyncStep): Promise<BackfillFact> {
  const { missed } = await applyBatch(line, step.batch);
  // What a later full read finds new was neither told by a webhook nor found by a poll.
  if (getFact(line.sql, 'complete') === true) count(line.sql, 'repaired', missed);
  const next = { ...fact, cursor: step.cursor, done: fact.done + step.read };
  setFact(line.sql, 'backfill', next);
  return next;
}

async function finish(line: Line, connector: CrmConnector, fact: BackfillFact): Promise<void> {
  const { sql, now } = line;
  if (getFact(sql, 'complete') === true) await findDeparted(line, connector, fact.startedAt);
  setFact(sql, 'backfill', { ...fact, total: fact.done, finishedAt: now() });
  // A backfill's last cursor starts the poll at the moment the backfill began: what changed meanwhile is read again.
  if (getFact(sql, 'poll')?.cursor == null) setFact(sql, 'poll', { cursor: fact.cursor, at: 0 });
  setFact(sql, 'complete', true);
  await workspaceOf(line).ingest.finishInitial(identityOf(line).id);
}

/** Contacts a full read did not meet are asked for by id; those the CRM no longer knows are gone. */
async function findDeparted(line: Line, connector: CrmConnector, startedAt: number): Promise<void> {
  const { id } = identityOf(line);
  const unread = await workspaceOf(line).ingest.unreadSince(id, startedAt);
  for (let from = 0; from < unread.length; from += BATCH) {
    const batch = await connector.read('contact', unread.slice(from, from + BATCH));
    await applyBatch(line, batch);
    count(line.sql, 'repaired', batch.removals.length);
  }
}

function hasMail({ sql }: Line): boolean {
  return first(sql, `SELECT 1 FROM inbox WHERE state = 'waiting' LIMIT 1`) !== undefined;
}
