import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { leadsTo, visitor, type Visitor } from './visitor.ts';

const ANA = 'U0ANAORTIZ';
const MARCUS = 'U0MARCUSBL';
const MEI = 'U0MEITANAK';

let g: RunningGroundswell;
let ana: Visitor;

beforeAll(async () => {
  g = await startGroundswell({ people: 5, connect: ['slack'] });
  ana = visitor(g.appUrl);
});
afterAll(() => g.close());

/** Where Slack sends somebody back to who signs in there, once `change` has had a hand in what Slack was asked. */
async function throughSlack(
  who: Visitor,
  user: string,
  { decision = 'allow', change }: { decision?: string; change?: (asked: URL) => void } = {},
): Promise<URL> {
  const asked = leadsTo(await who.get('/sign-in/slack?next=/console/audit'));
  change?.(asked);
  const pressed = await fetch(asked, {
    method: 'POST',
    body: new URLSearchParams({ user, decision }),
    redirect: 'manual',
  });
  return leadsTo(pressed);
}

async function signIn(who: Visitor, user: string): Promise<string> {
  const answer = await who.get((await throughSlack(who, user)).href);
  const to = leadsTo(answer);
  return to.pathname === '/console/sign-in' ? who.read(to.href) : to.pathname;
}

const asKey = (key: string, path: string, body: unknown) =>
  fetch(`${g.appUrl}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const yes = { decision: 'approve', by: 'admin' };
const yesOfAna = { ...yes, by: `slack:${ANA}` };

describe('before an owner has signed in', () => {
  it('the token opens the console, and the door offers Slack beside it', async () => {
    const admin = visitor(g.appUrl);
    expect(await admin.read('/console/sign-in')).toMatch(/Sign in with Slack .* Admin token/);
    await admin.signIn(g.adminToken);
    expect((await admin.get('/console/members')).status).toBe(200);
    // A change that says nothing of who may decide: nothing is decided, and nobody is refused either.
    expect((await asKey(g.adminToken, '/rewards/R9999/decisions', yes)).status).toBe(404);
  });
});

describe('an answer that is not for this sign-in', () => {
  const refused = async (back: URL, who = ana) => {
    const to = leadsTo(await who.get(back.href));
    expect(to.pathname).toBe('/console/sign-in');
    expect((await who.get('/console')).status).toBe(303);
    return who.read(to.href);
  };

  it('is refused with another state, and a second time with its own', async () => {
    const back = await throughSlack(ana, ANA);
    const state = back.searchParams.get('state') ?? '';
    back.searchParams.set('state', 'x'.repeat(state.length));
    expect(await refused(back)).toContain('does not belong to a sign-in begun in this browser');
    back.searchParams.set('state', state);
    expect(await refused(back)).toContain('does not belong to a sign-in begun in this browser');
  });

  it('is refused in another browser', async () => {
    const back = await throughSlack(ana, ANA);
    expect(await refused(back, visitor(g.appUrl))).toContain('does not belong');
  });

  it('is refused with another nonce, or none', async () => {
    const other = (url: URL) => url.searchParams.set('nonce', 'another');
    expect(await refused(await throughSlack(ana, ANA, { change: other }))).toContain(
      'is not for this sign-in',
    );
    const none = (url: URL) => url.searchParams.delete('nonce');
    expect(await refused(await throughSlack(ana, ANA, { change: none }))).toContain(
      'is not for this sign-in',
    );
  });

  it('is refused from a Slack that is not connected', async () => {
    const { team } = g.sandbox.slack;
    const own = team.id;
    Object.assign(team, { id: 'T0FOREIGN' });
    try {
      expect(await refused(await throughSlack(ana, ANA))).toContain('is not connected here');
    } finally {
      Object.assign(team, { id: own });
    }
  });

  it('says so where it was cancelled at Slack', async () => {
    expect(await refused(await throughSlack(ana, ANA, { decision: 'cancel' }))).toContain(
      'Slack did not sign you in',
    );
  });
});

describe('once the owner has signed in', () => {
  it('they are who installed the app, and go where they wanted to', async () => {
    expect(await signIn(ana, ANA)).toBe('/console/audit');
    expect(await ana.read('/console')).toContain('Ana Ortiz');
    expect(await ana.read('/console/audit')).toMatch(/Ana Ortiz Signed in/);
  });

  it('the token opens the console no more, decides nothing, and still sets things up', async () => {
    const admin = visitor(g.appUrl);
    const answer = await admin.post('/console/sign-in', { token: g.adminToken });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('no longer opens the console');
    expect(await admin.read('/console/sign-in')).not.toContain('Admin token The value');
    const decided = await asKey(g.adminToken, '/rewards/R9999/decisions', yes);
    expect([decided.status, await decided.json()]).toMatchObject([403, { code: 'forbidden' }]);
    const governs = await asKey(g.adminToken, '/policies', {});
    expect([governs.status, await governs.json()]).toMatchObject([
      403,
      {
        detail: 'The admin token only sets up: it may not change by which rules rewards are given.',
        remedy: 'Sign in with Slack, or use an API key that a member made.',
      },
    ]);
    expect((await asKey(g.adminToken, '/members', { email: 'x@y.example', role: 'owner' })).status).toBe(403);
    expect((await g.api<{ items: unknown[] }>('/connections')).items).toHaveLength(1);
  });

  it('nobody changes their own role', async () => {
    const answer = await ana.post('/console/members/1/role', { role: 'viewer' });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('Nobody changes their own role');
  });
});

describe('a colleague', () => {
  const marcus = () => visitor(g.appUrl);

  it('is refused until they are placed, and then may do what their role says, from the next request on', async () => {
    const session = marcus();
    expect(await signIn(session, MARCUS)).toContain('is no member here yet');
    expect(await ana.read('/console/members')).toMatch(/cannot place.*Marcus Bell/);
    const place = `/console/members/slack/${g.sandbox.slack.team.id}/${MARCUS}`;
    expect((await ana.post(place, { as: 'role:viewer' })).status).toBe(303);
    expect(await signIn(session, MARCUS)).toBe('/console/audit');
    const refusal = await session.post('/console/gates/domains', { employees: '', competitors: '' });
    expect([refusal.status, await refusal.text()]).toEqual([
      403,
      expect.stringContaining('Your role (viewer) may not'),
    ]);
    expect((await session.get('/console/keys')).status).toBe(403);
    expect(await session.read('/console/gates')).not.toContain('Save the domains');
    await ana.post('/console/members/2/role', { role: 'admin' });
    expect((await session.post('/console/gates/domains', { employees: '', competitors: '' })).status).toBe(
      303,
    );
    expect(await session.read('/console/gates')).toContain('Save the domains');
    await ana.post('/console/members/2/state', { state: 'disabled' });
    expect(leadsTo(await session.get('/console')).pathname).toBe('/console/sign-in');
    expect(await signIn(session, MARCUS)).toContain('may not sign in any more');
  });

  it('is found in Slack by e-mail before they ever come', async () => {
    const email = 'mei.tanaka@northwind-cloud.example';
    expect((await ana.post('/console/members', { email, name: '', role: 'finance' })).status).toBe(303);
    expect(await signIn(marcus(), MEI)).toBe('/console/audit');
    expect(await ana.read('/console/members')).toContain('Mei Tanaka');
  });

  it('signs out everywhere', async () => {
    const [here, there] = [marcus(), marcus()];
    await signIn(here, MEI);
    await signIn(there, MEI);
    expect((await there.get('/console')).status).toBe(200);
    await here.post('/console/members/sign-out', {});
    expect((await there.get('/console')).status).toBe(303);
  });
});

describe('an API key', () => {
  const make = async (role: string) => {
    const page = await (await ana.post('/console/keys', { name: `Key of ${role}`, role })).text();
    return /gw_[0-9a-f]{12}_[\w-]{43}/.exec(page)?.[0] ?? '';
  };

  it('is shown once and may do what its role says, until it is revoked', async () => {
    const [manager, viewer] = [await make('manager'), await make('viewer')];
    expect(await ana.read('/console/keys')).not.toContain(manager);
    expect((await asKey(manager, '/rewards/R9999/decisions', yesOfAna)).status).toBe(404);
    const another = await asKey(manager, '/rewards/R9999/decisions', yes);
    expect([another.status, await another.json()]).toMatchObject([403, { code: 'forbidden', field: 'by' }]);
    const refused = await asKey(viewer, '/rewards/R9999/decisions', yesOfAna);
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'forbidden' }]);
    expect((await asKey(`${manager.slice(0, -1)}_`, '/rewards/R9999/decisions', yesOfAna)).status).toBe(401);
    expect((await asKey(manager, '/members', { email: 'x@y.example', role: 'owner' })).status).toBe(403);
    await ana.post(`/console/keys/${manager.slice(3, 15)}/revoke`, {});
    expect((await asKey(manager, '/rewards/R9999/decisions', yesOfAna)).status).toBe(401);
  });
});
