import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { listConnections } from '#server/connections.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { splitHolder } from '#server/console/pages/budgets/months.ts';
import { OverviewPage, type OverviewData } from '#server/console/pages/overview.tsx';
import { isReading } from '#server/console/parts/sync-progress.tsx';
import type { BudgetState } from '#server/workspace/ledger/budgets.ts';
import { namesOf } from './names.ts';

const SHOWN = 6;

export const overview = new Hono<AppEnv>().get('/', async (c) => {
  const data = await readOverview(c);
  const live = data.connections.some(isReading);
  return page(c, { title: 'Overview', here: 'overview', live }, <OverviewPage data={data} />);
});

async function readOverview(c: Context<AppEnv>): Promise<OverviewData> {
  const workspace = workspaceOf(c);
  const [connections, census, newest, waiting, rewards, deliveries, retried, budgets, moves] =
    await Promise.all([
      listConnections(c.var.services, c.var.workspaceId),
      workspace.people.census(),
      workspace.people.newest(SHOWN),
      workspace.rewards.list({ state: 'proposed', limit: SHOWN, cursor: null }),
      workspace.rewards.counts(),
      workspace.deliveries.counts(),
      workspace.deliveries.retried(),
      workspace.budgets.list(),
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
    retried,
    budget: leftNow(budgets, new Date().toISOString().slice(0, 7)),
  };
}

/** What is left to spend now, by currency, of what stands and of this month: what is used up most first. */
export function leftNow(budgets: BudgetState[], month: string): OverviewData['budget'] {
  const now = budgets.filter(({ holder }) => [null, month].includes(splitHolder(holder).month));
  const byCurrency = [...Map.groupBy(now, ({ currency }) => currency)].map(([currency, all]) => {
    const granted = all.reduce((sum, { amount }) => sum + amount, 0);
    const amount = all.reduce((sum, { left }) => sum + Math.max(0, left), 0);
    return { currency, amount, used: granted === 0 ? 0 : 1 - amount / granted };
  });
  return byCurrency.toSorted((a, b) => b.used - a.used).map(({ currency, amount }) => ({ currency, amount }));
}
