import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { giveConsent } from '#test/sandbox/consent.ts';
import { makeId } from '#test/sandbox/salesforce/org/id.ts';
import { toEnvelope } from '#test/sandbox/salesforce/outbound/soap.ts';
import { ADMIN_TOKEN, apiOf, startVendors, until, type Vendors } from '#test/support/running.ts';
import { callerOf } from './api-client.ts';
import { startLoginProxy, type LoginProxy } from './login-proxy.ts';
import { salesforceOf, signingKeys } from './salesforce-orgs.ts';
import type { Person } from './shapes.ts';
import { spawnProgram, untilUp, type Spawned } from './spawned.ts';
import { freshFolder } from './state-files.ts';
import { visitor } from './visitor.ts';

const CALLERS = 50;

const keys = signingKeys();
const folder = freshFolder();
let vendors: Vendors;
let proxy: LoginProxy;
let server: Spawned;
let org: ReturnType<typeof salesforceOf>;
let api: ReturnType<typeof apiOf>;

beforeAll(async () => {
  vendors = await startVendors(150);
  proxy = await startLoginProxy();
  api = apiOf(vendors.appUrl);
  org = salesforceOf({ sandbox: vendors.sandbox, api });
  proxy.target = org.instanceUrl;
  // Whoever signs in at the proxy signs in at the org.
  vendors.sandbox.salesforce.sandbox.loginUrl = proxy.url;
  org.app.publicKey = keys.publicKey;
  await start();
});

afterEach(() => {
  proxy.answers = 'pass';
  org.knobs.latencyMs = 0;
});

afterAll(async () => {
  server.kill();
  await proxy.close();
  await vendors.sandbox.close();
});

describe('access given by consent', () => {
  beforeAll(async () => {
    await connect();
  });

  it('ends in the middle of a read with fifty callers, and is renewed once', async () => {
    const families = org.grants.live;
    const before = proxy.renewals.asked;
    org.knobs.latencyMs = 50;
    const { finishedAt } = await org.health();
    await api(`/connections/${org.id}/sync?full=true`, {});
    const calls = org.calls.calls().length;
    await until(async () => org.calls.calls().length > calls, 'the read to begin');
    org.grants.endSessions();
    const answers = await Promise.all(Array.from({ length: CALLERS }, () => callSalesforce()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await org.untilReadSince(finishedAt);
    expect(proxy.renewals).toMatchObject({ asked: before + 1, atOnce: 1 });
    expect(org.grants.live).toBe(families);
  });

  it('is not tried a second time when the server is killed before it kept the answer', async () => {
    const families = org.grants.live;
    proxy.answers = 'held';
    await renewUntil('answered');
    server.kill();
    await server.ended;
    proxy.answers = 'pass';
    await start();
    await api(`/connections/${org.id}/sync`, {});
    await expectLost(/interrupted while its access was being renewed/);
    await expectMended(families);
  });

  it('is not tried a second time when it was killed before Salesforce answered', async () => {
    const families = org.grants.live;
    proxy.answers = 'held';
    await renewUntil('asked');
    server.kill();
    await server.ended;
    proxy.answers = 'pass';
    await start();
    await api(`/connections/${org.id}/sync`, {});
    await expectLost(/interrupted while its access was being renewed/);
    await expectMended(families);
  });

  it('is not tried a second time when the answer was lost on the way', async () => {
    const families = org.grants.live;
    proxy.answers = 'lost';
    await renewUntil('answered');
    await expectLost(/asked to renew our access and its answer was lost/);
    await expectMended(families);
  });

  it('is over when Salesforce freezes the user: it says so, and how to mend it', async () => {
    const { asked } = proxy.renewals;
    org.admin.freezeUser(org.org.adminId);
    await api(`/connections/${org.id}/sync`, {});
    await expectLost(/user was frozen or deactivated.*active and not frozen.*connect Salesforce again/);
    expect(proxy.renewals.asked).toBe(asked + 1);
    org.admin.freezeUser(org.org.adminId, false);
    await connect();
  });
});

describe('access of a signed user', () => {
  beforeAll(async () => {
    const admin = visitor(vendors.appUrl);
    await admin.signIn(ADMIN_TOKEN);
    const { finishedAt } = await org.health();
    const username = String(org.org.must('User', org.org.adminId)['Username']);
    await admin.post('/console/salesforce/user', { org: '', username });
    await org.untilReadSince(finishedAt);
  });

  it('is renewed once for fifty callers', async () => {
    const before = proxy.renewals.asked;
    org.grants.endSessions();
    const answers = await Promise.all(Array.from({ length: CALLERS }, () => callSalesforce()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(proxy.renewals.asked).toBe(before + 1);
  });

  it('comes back by itself after a kill in the middle of its renewal, and so does an acknowledged message', async () => {
    const { webhookUrl } = await org.setup();
    const [id] = org.people().filter((one) => one.startsWith('003'));
    org.outbound.target.url = null;
    org.admin.update('Contact', id!, { FirstName: 'Phoenix' });
    proxy.answers = 'held';
    await renewUntil('answered');
    const answer = await fetch(webhookUrl, { method: 'POST', body: messageAbout(id!) });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('<Ack>true</Ack>')]);
    server.kill();
    await server.ended;
    proxy.answers = 'pass';
    await start();
    await until(async () => (await named('Phoenix')).length === 1, 'the change to arrive');
    await org.read();
  });

  it('comes back by itself after a lost answer', async () => {
    proxy.answers = 'lost';
    await renewUntil('answered');
    proxy.answers = 'pass';
    await org.read();
    expect((await org.health()).problem).toBe(null);
  });

  it('says that the user is frozen, and comes back by itself afterwards', async () => {
    org.admin.freezeUser(org.org.adminId);
    await api(`/connections/${org.id}/sync`, {});
    const { problem } = await org.untilState('failing');
    expect(problem).toMatchObject({ code: 'vendor_refused' });
    expect(`${problem?.message} ${problem?.remedy}`).toMatch(
      /inactive or frozen.*unfreeze.*goes on by itself/,
    );
    expect(await connectionsPage()).toContain('inactive or frozen');
    const before = proxy.renewals.asked;
    await Promise.all(Array.from({ length: 5 }, () => callSalesforce()));
    expect(proxy.renewals.asked - before).toBeLessThanOrEqual(5);
    org.admin.freezeUser(org.org.adminId, false);
    await org.read();
    expect((await org.health()).problem).toBe(null);
  });
});

async function start(): Promise<void> {
  const { port, appUrl, variables } = vendors;
  server = spawnProgram('bin/dev.ts', {
    ...variables,
    SALESFORCE_LOGIN_URL: proxy.url,
    SALESFORCE_JWT_KEY: keys.privateKey,
    PORT: String(port),
    STATE_DIR: folder,
  });
  await untilUp(server, appUrl);
  // It answers a moment before its directory is there.
  await until(async () => server.output().includes('listens on'), 'the server to say so');
}

async function connect(): Promise<void> {
  await giveConsent(vendors.appUrl, 'salesforce', ADMIN_TOKEN);
  await org.untilState('live');
}

/** Asks what only Salesforce can answer: what its records carry now. */
function callSalesforce(): Promise<Response> {
  const { call } = callerOf({ appUrl: vendors.appUrl, adminToken: ADMIN_TOKEN });
  return call('GET', `/connections/${org.id}/write-back?limit=20`);
}

/** Ends the session and has it renewed; resolves once the renewal is that far. */
async function renewUntil(stage: 'asked' | 'answered'): Promise<void> {
  const before = proxy.renewals[stage];
  org.grants.endSessions();
  await api(`/connections/${org.id}/sync`, {});
  await until(async () => proxy.renewals[stage] > before, `the renewal to be ${stage}`);
}

/** The connection has ended and says why, to programs and to people; whatever is asked of it, the token is left alone. */
async function expectLost(words: RegExp): Promise<void> {
  const { problem } = await org.untilState('revoked');
  expect(problem?.code).toMatch(/^(grant_uncertain|vendor_revoked)$/);
  expect(`${problem?.message} ${problem?.remedy}`).toMatch(words);
  expect(problem?.remedy).toMatch(/connect (it|Salesforce) again/i);
  const page = await connectionsPage();
  expect(page).toContain(problem?.message);
  expect(page).toContain(problem?.remedy);
  const { asked } = proxy.renewals;
  for (let times = 0; times < 3; times++) await api(`/connections/${org.id}/sync?full=true`, {});
  await Promise.all(Array.from({ length: 5 }, () => callSalesforce()));
  expect(proxy.renewals.asked).toBe(asked);
  expect(await named('a')).not.toEqual([]);
}

/** Nothing was taken back from us, and connecting again puts everything right. */
async function expectMended(families: number): Promise<void> {
  expect(org.grants.live).toBe(families);
  await connect();
  expect((await org.health()).problem).toBe(null);
  expect((await callSalesforce()).status).toBe(200);
}

function messageAbout(id: string): string {
  const sender = { orgId: org.org.id, actionId: makeId('04k', 1), instanceUrl: org.instanceUrl };
  const row = org.org.must('Contact', id);
  return toEnvelope(sender, [{ id: makeId('04l', 1), object: 'Contact', row }]);
}

async function connectionsPage(): Promise<string> {
  const admin = visitor(vendors.appUrl);
  await admin.signIn(ADMIN_TOKEN);
  return admin.read('/console/connections');
}

async function named(q: string): Promise<Person[]> {
  return (await api<{ items: Person[] }>(`/people?q=${q}`)).items;
}
