import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#core/time.ts';
import type { AppEnv } from '#server/app-env.ts';
import { accounts } from '#server/console/handlers/accounts.tsx';
import type { Services } from '#server/services.ts';
import { ADMIN } from '#test/server/admin.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';

const ID = `${CRM}:5`;
const HERE = `/${encodeURIComponent(ID)}`;

let workspace: TestWorkspace;
let app: Hono<AppEnv>;

beforeEach(() => {
  workspace = connectedWorkspace({ slack: false });
  const url = 'https://crm.test/company/5';
  const company = { id: '5', name: 'Acme', domain: 'acme.test', industry: null, url, modifiedAt: NOW };
  const contacts = [contact('1', { companyId: '5', signals: praise('1') })];
  workspace.ingest.apply(CRM, batch({ companies: [company], contacts }));
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route('/', accounts);
});

async function post(path: string, form: Record<string, string>) {
  const answer = await app.request(path, { method: 'POST', body: new URLSearchParams(form) });
  const said = decodeURIComponent(answer.headers.get('set-cookie') ?? '');
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location'), said };
}

const holds = () => workspace.gates.companyHolds([{ connection: CRM, id: '5' }]);
const status = () => value(workspace.people.get('1')).status;
const page = async () => (await app.request(HERE)).text();

describe('placing a company on hold', () => {
  it('bars everybody there, says so, and shows why on the page', async () => {
    const { status: code, to, said } = await post(`${HERE}/hold`, { reason: ' Litigation <b>' });
    expect([code, to]).toEqual([303, `/console/accounts/${encodeURIComponent(ID)}`]);
    expect(said).toContain('nobody may ask anybody there');
    expect(holds()).toMatchObject([{ reason: 'Litigation <b>', until: null, by: 'admin' }]);
    expect(status()).toBe('do_not_ask');
    expect(await page()).toContain('Litigation &lt;b&gt;');
  });

  it('until a day ends as that day begins', async () => {
    const until = NOW + 10 * DAY;
    await post(`${HERE}/hold`, { reason: 'Audit', until: new Date(until).toISOString().slice(0, 10) });
    expect(holds()).toMatchObject([{ until: Math.floor(until / DAY) * DAY }]);
  });

  it.each([
    ['no reason', { reason: '  ' }],
    ['a day that is over', { reason: 'Audit', until: '2020-01-01' }],
    ['a day that is none', { reason: 'Audit', until: 'soon' }],
  ])('with %s is refused beside what was typed, and holds nobody', async (_, form) => {
    const { status: code, html } = await post(`${HERE}/hold`, form);
    expect(code).toBe(400);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain(form.reason.trim());
    expect([holds(), status()]).toEqual([[], 'advocate']);
  });

  it('that is not there is not found', async () => {
    const { status: code, html } = await post('/hubspot-1%3A99/hold', { reason: 'Audit' });
    expect(code).toBe(404);
    expect(html).toContain('No such account');
  });
});

describe('lifting the hold of a company', () => {
  const place = { connection: CRM, id: '5' };

  beforeEach(() => {
    value(workspace.gates.holdCompany(place, { reason: 'Litigation', until: null }, 'ana'));
  });

  it('lets everybody there be asked again, and keeps who and why', async () => {
    const { status: code, to, said } = await post(`${HERE}/hold/lift`, { ...place, reason: 'Settled' });
    expect([code, to]).toEqual([303, `/console/accounts/${encodeURIComponent(ID)}`]);
    expect(said).toContain('The legal hold is lifted.');
    expect([holds(), status()]).toEqual([[], 'advocate']);
    expect(workspace.all(`SELECT actor, detail FROM audit WHERE action LIKE '%hold_lifted'`)).toEqual([
      { actor: 'admin', detail: 'Settled' },
    ]);
  });

  it('without a reason is refused in its own form, and the hold stands', async () => {
    const { status: code, html } = await post(`${HERE}/hold/lift`, { ...place, reason: '' });
    expect(code).toBe(400);
    expect(html).toContain('aria-invalid="true"');
    expect([holds().length, status()]).toEqual([1, 'do_not_ask']);
  });

  it('twice, or of another company, leads back with the problem in words', async () => {
    await post(`${HERE}/hold/lift`, { ...place, reason: 'Settled' });
    for (const again of [place, { connection: CRM, id: '99' }]) {
      const { status: code, to, said } = await post(`${HERE}/hold/lift`, { ...again, reason: 'Settled' });
      expect([code, to]).toEqual([303, `/console/accounts/${encodeURIComponent(ID)}`]);
      expect(said).not.toContain('The legal hold is lifted.');
      expect(said).toContain('problem');
    }
  });
});
