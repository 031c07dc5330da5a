import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { compileModel } from '#core/score/columns-model.ts';
import { ageSums } from '#core/score/columns-age.ts';
import { readScores } from '#core/score/columns-read.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { DAY } from '#core/time.ts';
import { rowToSums, SUM_COLUMNS } from '#server/workspace/people/pillar-columns.ts';
import { testPortal } from '#test/connectors/hubspot/portal.ts';
import { createDemo } from '#test/sandbox/demo/demo.ts';
import { HISTORY_DAYS } from '#test/sandbox/demo/world.ts';
import type { TestWorkspace } from '#test/server/workspace/fixture.ts';
import { whole, type Row } from './row.ts';

type Fixture = typeof import('#test/server/workspace/fixture.ts');

/** Writes to the CRM that nothing but the passing of time causes, over the two years of the demo company. */
export const decay: Row = {
  name: 'decay',
  async measure(scale) {
    const fixture = await openFixture();
    const workspace = fixture.connectedWorkspace();
    await readDemo(workspace, fixture, Math.round(5_062 * scale));
    const { records, byTime, byNews, nightly, changedNightly } = await replay(workspace, fixture.NOW);
    const fewer = nightly / byTime;
    return [
      {
        what: 'CRM writes caused by decay alone',
        figure: `${whole(fewer)} times fewer (${whole(byTime)} in two years, ${whole(records)} records)`,
        target: '≥ 1,000 times fewer than a nightly rewrite',
        beside: `${whole(nightly)} by rewriting every score nightly, ${whole(changedNightly)} by rewriting changed whole points; ${whole(byNews)} more by signals`,
        reached: fewer >= 1_000,
      },
    ];
  },
};

/** The workspace's own code in plain Node, where the platform's base classes are empty. */
function openFixture(): Promise<Fixture> {
  const empty = pathToFileURL(`${import.meta.dirname}/../support/cloudflare-workers.ts`).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier === 'cloudflare:workers' ? empty : specifier, context),
  });
  return import('#test/server/workspace/fixture.ts');
}

async function readDemo({ ingest }: TestWorkspace, { CRM, NOW }: Fixture, people: number): Promise<void> {
  const portal = testPortal({ data: createDemo({ seed: 'groundswell', people, now: NOW }) });
  portal.clock.at = NOW;
  for await (const { batch } of portal.connect().backfill(null)) ingest.apply(CRM, batch);
}

interface KeptSignal {
  key: string;
  occurredAt: number;
}

/** Lives the two years again, a night at a time: first what time alone changes, then the signals of the day. */
async function replay(workspace: TestWorkspace, end: number) {
  const { recordSignals, deleteSignals, recompute } = await import('#server/workspace/scoring/scoring.ts');
  const { reviewTiers } = await import('#server/workspace/scoring/rescore.ts');
  const { store, clock, all } = workspace;
  const signals = all<KeptSignal & Parameters<typeof recordSignals>[1][number]>(
    `SELECT key, person_id AS personId, type, occurred_at AS occurredAt, occurred_at AS receivedAt, value, source, connection
     FROM signal ORDER BY occurred_at, key`,
  );
  clock.now = end - HISTORY_DAYS * DAY;
  deleteSignals(
    store,
    signals.map(({ key }) => key),
  );
  recompute(
    store,
    all<{ id: number }>('SELECT id FROM person').map(({ id }) => id),
  );
  store.sql.run('UPDATE person SET flag_tier = NULL, flag_propensity = NULL');
  const counts = { records: 0, byTime: 0, byNews: 0, nightly: 0, changedNightly: 0 };
  counts.records = all('SELECT 1 FROM record WHERE removed_at IS NULL').length;
  takeQueued(workspace);
  let shown = new Map<number, number>();
  let next = 0;
  for (; clock.now <= end; clock.now += DAY) {
    reviewTiers(store);
    counts.byTime += takeQueued(workspace);
    const night = nightlyJob(workspace, shown);
    counts.nightly += night.scored;
    counts.changedNightly += night.changed;
    shown = night.shown;
    const from = next;
    while (next < signals.length && signals[next]!.occurredAt <= clock.now) next += 1;
    recordSignals(store, signals.slice(from, next));
    counts.byNews += takeQueued(workspace);
  }
  return counts;
}

/** How many records were queued to be written; they count as written. */
function takeQueued({ store, all }: TestWorkspace): number {
  const queued = all("SELECT 1 FROM delivery WHERE kind = 'flag'").length;
  store.sql.run('DELETE FROM delivery');
  return queued;
}

/** What a job that keeps every score in the CRM up to date would write tonight. */
function nightlyJob({ clock, all }: TestWorkspace, before: Map<number, number>) {
  const rows = all<{ id: number; records: number }>(
    `SELECT id, (SELECT count(*) FROM record WHERE person_id = person.id AND removed_at IS NULL) AS records, ${SUM_COLUMNS}
     FROM person WHERE EXISTS (SELECT 1 FROM signal WHERE person_id = person.id)`,
  );
  const { propensity } = readScores(
    ageSums(compileModel(DEFAULT_MODEL), rows.map(rowToSums), clock.now),
    clock.now,
  );
  const shown = new Map(rows.map(({ id }, index) => [id, propensity[index]!]));
  const changed = rows.filter(({ id }) => before.has(id) && before.get(id) !== shown.get(id));
  const count = (list: typeof rows) => list.reduce((sum, { records }) => sum + records, 0);
  return { scored: count(rows), changed: count(changed), shown };
}
