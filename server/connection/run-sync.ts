import type { CrmConnector, MappingProblem } from '#connectors/connector.ts';
import type { Problem } from '#core/problem.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { beginBackfill, runBackfill } from './backfill.ts';
import { count, getFact, setFact } from './facts.ts';
import { processInbox } from './inbox.ts';
import { crmConnector, identityOf, type Line } from './line.ts';
import { isLost, noteFailure, noteLoss } from './loss.ts';
import { applyBatch } from './reading.ts';

/** Salesforce counts calls by the day and wakes us by its messages: it is looked at less often. */
const POLL_EVERY = { hubspot: 60_000, salesforce: 300_000, slack: Infinity };
const INSPECT_EVERY = 3_600_000;
const SWEEP_EVERY = 24 * 3_600_000;
const RETRY_AFTER = 30_000;

/** Does whatever is due for a CRM connection, and asks to be woken for the rest. */
export async function runSync(line: Line): Promise<void> {
  const { sql, now, wake } = line;
  const state = getFact(sql, 'state');
  if (state === undefined || state === 'revoked' || state === 'disconnected') return;
  try {
    const connector = await crmConnector(line);
    await inspect(line, connector);
    if (isSweepDue(line)) beginBackfill(line);
    await runBackfill(line, connector);
    await processInbox(line, connector);
    if (getFact(sql, 'backfill')?.finishedAt != null) {
      await pollIfDue(line, connector);
      setFact(sql, 'state', 'live');
      setFact(sql, 'problem', null);
      setFact(sql, 'failingSince', null);
      wake((getFact(sql, 'poll')?.at ?? now()) + POLL_EVERY[identityOf(line).vendor]);
    } else {
      wake(now());
    }
  } catch (error) {
    handleFailure(line, error);
  }
}

/** Webhooks get lost and polls have gaps: once a day everything is read again, and what that finds is counted. */
function isSweepDue({ sql, now }: Line): boolean {
  const finishedAt = getFact(sql, 'backfill')?.finishedAt ?? null;
  return finishedAt !== null && finishedAt < now() - SWEEP_EVERY;
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

async function pollIfDue(line: Line, connector: CrmConnector): Promise<void> {
  const { sql, now } = line;
  const poll = getFact(sql, 'poll') ?? { cursor: null, at: 0 };
  if (poll.isAsked !== true && poll.at > now() - POLL_EVERY[identityOf(line).vendor]) return;
  const at = now();
  let { cursor } = poll;
  for await (const step of connector.poll(cursor, at)) {
    await applyBatch(line, step.batch);
    cursor = step.cursor;
    setFact(sql, 'poll', { ...poll, cursor });
  }
  setFact(sql, 'poll', { cursor, at });
}

function handleFailure(line: Line, error: unknown): void {
  const { sql, now, wake } = line;
  if (!(error instanceof ConnectorError)) {
    console.error('sync failed', error);
    const problem: Problem = {
      code: 'internal',
      message: error instanceof Error ? error.message : String(error),
      remedy: 'It is tried again by itself; the log has more.',
    };
    noteFailure(sql, 'failing', problem, now());
    wake(now() + RETRY_AFTER);
    return;
  }
  count(sql, `failed:${error.problem.code}`);
  if (isLost(error.problem)) return noteLoss(sql, error.problem, now());
  noteFailure(sql, 'failing', error.problem, now());
  wake(now() + Math.max(RETRY_AFTER, error.retryAfter ?? 0));
}
