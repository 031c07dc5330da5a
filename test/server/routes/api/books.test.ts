import { Hono } from 'hono';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Permission } from '#core/member/role.ts';
import type { AppEnv } from '#server/app-env.ts';
import { ledgerRoutes } from '#server/routes/api/ledger.ts';
import { taxRegisterRoutes } from '#server/routes/api/tax-register.ts';
import { askedBy, isAllowed } from '#server/routes/permissions.ts';
import type { Services } from '#server/services.ts';
import { settleReward } from '#server/workspace/rewards/states.ts';
import { ADMIN } from '#test/server/admin.ts';
import { NOW, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const DAY = 86_400_000;
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
const YEAR = day(NOW).slice(0, 4);
let workspace: TestWorkspace;
let app: Hono<AppEnv>;

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  workspace = workspaceWithPerson();
  value(workspace.budgets.set('general', 'USD', 100_00, 'admin'));
  workspace.clock.now += DAY;
  const { id } = value(workspace.rewards.create(CALL));
  value(workspace.rewards.decide(id, { decision: 'approve', by: 'slack:U2:Ana' }));
  workspace.clock.now += DAY;
  settleReward(workspace.store, id);
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    const config = { PUBLIC_URL: 'https://groundswell.test' };
    c.set('services', { workspace: () => workspace, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route('/ledger', ledgerRoutes);
  app.route('/tax', taxRegisterRoutes);
});

async function kinds(query: string): Promise<string[]> {
  const answer = await app.request(`/ledger${query}`);
  const { items } = await answer.json<{ items: { kind: string }[] }>();
  return items.map(({ kind }) => kind);
}

test('the ledger is looked through by account, sub-account and day', async () => {
  expect(await kinds('?sort=at')).toEqual(['budget', 'reserve', 'approve', 'payout']);
  expect(await kinds('?account=paid')).toEqual(['payout']);
  expect(await kinds('?account=payable&sort=at')).toEqual(['approve', 'payout']);
  expect(await kinds('?holder=elsewhere')).toEqual([]);
  expect(await kinds('?holder=general&account=budget&sort=at')).toEqual(['budget', 'reserve']);
  expect(await kinds(`?from=${day(NOW + DAY)}&to=${day(NOW + DAY)}&sort=at`)).toEqual(['reserve', 'approve']);
  expect(await kinds(`?to=${day(NOW)}`)).toEqual(['budget']);
  for (const wrong of ['account=purse', 'from=2026-02-30', 'to=soon']) {
    expect((await app.request(`/ledger?${wrong}`)).status).toBe(400);
  }
});

test('the ledger is taken away as the console gives it, as far as it was looked for', async () => {
  const csv = await app.request('/ledger/export?account=paid');
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('content-disposition')).toContain('"ledger.csv"');
  const lines = (await csv.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(',payout,');
  const json = await app.request('/ledger/export?format=json');
  expect(json.headers.get('content-disposition')).toContain('"ledger.json"');
  expect(await json.json()).toEqual(
    value(workspace.ledger.list({ limit: 99, cursor: null, oldestFirst: true })).items,
  );
  expect((await app.request('/ledger/export?format=xml')).status).toBe(400);
});

test('the trial balance sums to nothing, now and at the end of a day', async () => {
  const balanceOf = async (query: string) =>
    (await app.request(`/ledger/trial-balance${query}`)).json<{ balances: { amount: number }[] }>();
  const held = { holder: 'general', currency: 'USD' };
  const now = await balanceOf('');
  expect(now).toMatchObject({ to: null, totals: [{ currency: 'USD', amount: 0 }], differences: [] });
  expect(now.balances).toContainEqual({ ...held, account: 'paid', amount: 50_00 });
  const begun = await balanceOf(`?to=${day(NOW)}`);
  expect(begun).toMatchObject({ to: day(NOW), totals: [{ currency: 'USD', amount: 0 }] });
  expect(begun.balances).toContainEqual({ ...held, account: 'budget', amount: 100_00 });
});

test('the tax files are given by key, to whoever may see them in the console', async () => {
  for (const [file, name] of [
    ['register.csv', `incentives-${YEAR}.csv`],
    ['totals.csv', `tax-register-${YEAR}.csv`],
  ] as const) {
    const answer = await app.request(`/tax/${file}?year=${YEAR}`);
    expect(answer.headers.get('content-disposition')).toContain(`"${name}"`);
    expect(await answer.text()).toContain('50.00');
    const asked = askedBy('GET', `/api/v1/tax/${file}`);
    expect(asked).toBe(askedBy('GET', `/console/tax/${file}`));
    expect(isAllowed({ permissions: ['view'] as Permission[] }, asked)).toBe(false);
  }
  expect((await app.request('/tax/totals.csv?year=soon')).status).toBe(400);
});
