import type { CrmConnector, SyncStep } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { gather } from '#connectors/shared/read-ahead.ts';
import { joinBatches } from '#core/crm/crm.ts';
import { first } from '#server/storage/sql.ts';
import { count, getFact, setFact, type BackfillFact } from './facts.ts';
import { processInbox } from './inbox.ts';
import { identityOf, workspaceOf, type Line } from './line.ts';
import { applyBatch } from './reading.ts';

/** One alarm reads for this long, then hands over to the next: an alarm may run for fifteen minutes at most. */
const SLICE = 60_000;
const RETRY_AFTER = 30_000;
const BATCH = 100;
/**
 * Pages that come within `PATIENCE` milliseconds of each other share a commit, which costs hardly more than for one.
 * One of Salesforce is as large as twenty of HubSpot.
 */
const TOGETHER = { hubspot: 10, salesforce: 3, slack: 1 };
const PATIENCE = 50;

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
  const together = TOGETHER[identityOf(line).vendor];
  for await (const steps of gather(connector.backfill(fact.cursor), together, PATIENCE)) {
    fact = await take(line, fact, steps);
    if (hasMail(line)) await processInbox(line, connector);
    if (now() > until) return;
  }
  await finish(line, connector, fact);
}

async function take(line: Line, fact: BackfillFact, steps: SyncStep[]): Promise<BackfillFact> {
  const { missed } = await applyBatch(line, joinBatches(steps.map(({ batch }) => batch)));
  // What a later full read finds new was neither told by a webhook nor found by a poll.
  if (getFact(line.sql, 'complete') === true) count(line.sql, 'repaired', missed);
  const cursor = steps.at(-1)?.cursor ?? fact.cursor;
  const next = { ...fact, cursor, done: steps.reduce((done, { read }) => done + read, fact.done) };
  setFact(line.sql, 'backfill', next);
  return next;
}

async function finish(line: Line, connector: CrmConnector, fact: BackfillFact): Promise<void> {
  const { sql, now } = line;
  if (getFact(sql, 'complete') === true) await findDeparted(line, connector, fact.startedAt);
  // Before the end is noted: a crash in between repeats it, and repeating it is harmless.
  await workspaceOf(line).ingest.finishInitial(identityOf(line).id);
  setFact(sql, 'backfill', { ...fact, total: fact.done, finishedAt: now() });
  // A backfill's last cursor starts the poll at the moment the backfill began: what changed meanwhile is read again.
  if (getFact(sql, 'poll')?.cursor == null) setFact(sql, 'poll', { cursor: fact.cursor, at: 0 });
  setFact(sql, 'complete', true);
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
