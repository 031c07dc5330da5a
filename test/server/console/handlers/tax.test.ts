import { Hono } from 'hono';
import { beforeEach, expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { taxLimits } from '#server/console/handlers/tax-limits.tsx';
import { tax } from '#server/console/handlers/tax.tsx';
import type { Services } from '#server/services.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { ADMIN } from '#test/server/admin.ts';
import { filledIn } from '#test/server/console/form.ts';
import { value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { CALL, OLU, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

let workspace: TestWorkspace;
let app: Hono<AppEnv>;

beforeEach(() => {
  workspace = workspaceWithPerson();
  // The pages' present is the machine's, and so is the year they begin with.
  workspace.clock.now = Date.now();
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'https://ours.example' };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route('/console/tax', tax);
  app.route('/console/tax', taxLimits);
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

it('gives the register of incentives and the totals as files no spreadsheet runs', async () => {
  give('a', { act: 'Review', proof: '=HYPERLINK("http://evil")' });
  const register = await get('/register.csv');
  expect(register.headers.get('content-disposition')).toMatch(/attachment; filename="incentives-\d{4}\.csv"/);
  const [header, line] = (await register.text()).split('\r\n');
  expect(header).toContain('Person,E-mail,Person id,Company');
  expect(header).toContain('Disclosure,Proof,Approved by,State,Reward,Link');
  expect(line).toContain('c1@acme.test,1,');
  expect(line).toContain('Review,Money,USD,50.00,Cash and gift cards,I received a reward');
  expect(line).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(line).toContain('Olu,Approved,R0001,https://ours.example/console/rewards/R0001');
  const totals = await (await get('/totals.csv')).text();
  expect(totals.split('\r\n')[0]).toContain('Counts for form 1099,Form 1099 is due from,');
  expect(totals.split('\r\n')[1]).toMatch(/,c1@acme\.test,1,/);
  expect(totals.split('\r\n')[1]).toContain(',USD,0.00,50.00,50.00,0.00,0.00,0.00,0.00,50.00,');
  expect((await (await get('/register.csv?year=2001')).text()).split('\r\n')[1]).toBe('');
});

/** What the form of the limits sends, changed. */
const limits = async (change: Record<string, string>) => {
  const shown = await (await get('/limits')).text();
  // The form has no id, as it is the only one here but that to sign out.
  const values = {
    ...filledIn(shown.replace('<form class="stack', '<form id="limits" class="stack')),
    ...change,
  };
  return app.request('/console/tax/limits', { method: 'POST', body: new URLSearchParams(values) });
};

it('asks from which day a limit holds instead of dropping it, and removes one only when told to', async () => {
  const first = 'us_1099_threshold.0';
  const [second, third] = ['us_1099_threshold.1', 'us_1099_threshold.2'];
  const kept = () => workspace.taxLimits.settings().us_1099_threshold.map(({ value: cents }) => cents);
  const undated = await limits({ [`${third}.value`]: '700' });
  expect(undated.status).toBe(400);
  const html = await undated.text();
  expect(html).toMatch(/name="us_1099_threshold\.2\.from"[^>]*aria-invalid="true"/);
  expect(html).toContain('<p class="field-problem">From which day?</p>');
  expect(html).toMatch(/name="us_1099_threshold\.2\.value"[^>]*value="700"/);
  expect((await limits({ [`${second}.from`]: '' })).status).toBe(400);
  expect((await limits({ [`${second}.from`]: '', [`${second}.value`]: '' })).status).toBe(400);
  expect((await limits({ [`${first}.drop`]: 'on' })).status).toBe(400);
  expect(kept()).toEqual([600_00, 2000_00]);
  expect((await limits({ [`${third}.from`]: '2027-01-01', [`${third}.value`]: '700' })).status).toBe(303);
  expect(kept()).toEqual([600_00, 2000_00, 700_00]);
  expect((await limits({ [`${third}.drop`]: 'on' })).status).toBe(303);
  expect(kept()).toEqual([600_00, 2000_00]);
});
