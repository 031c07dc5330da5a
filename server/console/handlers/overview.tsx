import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { listConnections } from '#server/connections.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { OverviewPage, type OverviewData } from '#server/console/pages/overview.tsx';
import { isReading } from '#server/console/parts/sync-progress.tsx';
import { namesOf } from './names.ts';

const SHOWN = 6;

export const overview = new Hono<AppEnv>().get('/', async (c) => {
  const data = await readOverview(c);
  const live = data.connections.some(isReading);
  return page(c, { title: 'Overview', here: 'overview', live }, <OverviewPage data={data} />);
});

async function readOverview(c: Context<AppEnv>): Promise<OverviewData> {
  const workspace = workspaceOf(c);
  const [connections, census, newest, waiting, rewards, deliveries, balances, moves] = await Promise.all([
    listConnections(c.var.services, c.var.workspaceId),
    workspace.people.census(),
    workspace.people.newest(SHOWN),
    workspace.rewards.list({ state: 'proposed', limit: SHOWN, cursor: null }),
    workspace.rewards.counts(),
    workspace.deliveries.counts(),
    workspace.ledger.balances(),
    workspace.jobChanges.waiting(),
  ]);
  const items = waiting.ok ? waiting.value.items : [];
  const names = await namesOf(
    c,
    items.map((reward) => reward.personId),
  );
  return {
    now: Date.now(),
    connections,
    census,
    newest,
    waiting: items.map((reward) => ({ reward, name: names.get(reward.personId)?.name ?? 'Unknown person' })),
    waitingCount: rewards.proposed,
    moves,
    parked: deliveries.parked,
    budget: balances.filter(({ account }) => account === 'budget'),
  };
}
