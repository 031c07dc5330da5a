import { Hono } from 'hono';
import { beforeEach, expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { tax } from '#server/console/handlers/tax.tsx';
import type { Services } from '#server/services.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { ADMIN } from '#test/server/admin.ts';
import { value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { CALL, OLU, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

let workspace: TestWorkspace;
let app: Hono<AppEnv>;
let viewer: AppEnv['Variables']['principal'];

beforeEach(() => {
  workspace = workspaceWithPerson();
  // The pages' present is the machine's, and so is the year they begin with.
  workspace.clock.now = Date.now();
  viewer = ADMIN;
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'https://ours.example' };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', viewer);
    return next();
  });
  app.route('/console/tax', tax);
});

const get = async (path = '') => app.request(`/console/tax${path}`);

/** A reward approved by a person. */
function give(key: string, of: Partial<typeof CALL> = {}): void {
  const { id } = value(workspace.rewards.create({ ...CALL, key, ...of }));
  value(workspace.slack.decide(OLU, { key, rewardId: id, revision: 1, decision: 'approve', reason: null }));
}

it('shows who was given how much, what it is to a tax office, and how near the limit they are', async () => {
  expect(await (await get()).text()).toContain(`Nothing was given in ${new Date().getUTCFullYear()}`);
  give('a', { amount: 450_00 });
  workspace.store.sql.run('UPDATE reward SET amount = 180000');
  workspace.store.sql.run('UPDATE person SET name = ?', '<script>alert(1)</script>');
  const html = await (await get()).text();
  expect(html).toContain('$1,800.00');
  expect(html).toContain('Cash and gift cards');
  expect(html).toMatch(/badge-warm">Near</);
  expect(html).not.toContain('<script>alert');
  expect(await (await get('?which=over')).text()).toContain('Nobody is over it');
  expect(await (await get('?currency=eur')).text()).toContain('Not in EUR');
  expect((await get('?year=soon&sort=password&which=some&cursor=made-up')).status).toBe(200);
});

it('offers its files only to who may take them', async () => {
  expect(await (await get()).text()).toContain('register.csv');
  viewer = { ...ADMIN, permissions: ['view'] };
  expect(await (await get()).text()).not.toContain('.csv');
});

it('gives the register of incentives and the totals as files no spreadsheet runs', async () => {
  give('a', { act: 'Review', proof: '=HYPERLINK("http://evil")' });
  const register = await get('/register.csv');
  expect(register.headers.get('content-disposition')).toMatch(/attachment; filename="incentives-\d{4}\.csv"/);
  const [header, line] = (await register.text()).split('\r\n');
  expect(header).toContain('disclosure,proof,decided by');
  expect(line).toContain('Review,money,USD,50.00,cash_equivalent,I received a reward');
  expect(line).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(line).toContain('slack:U1:Olu,approved,R0001,https://ours.example/console/rewards/R0001');
  const totals = await (await get('/totals.csv')).text();
  expect(totals.split('\r\n')[1]).toContain(',USD,0.00,50.00,50.00,0.00,0.00,0.00,0.00,50.00,');
  expect((await (await get('/register.csv?year=2001')).text()).split('\r\n')[1]).toBe('');
});
