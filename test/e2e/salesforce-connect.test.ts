import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serve, type RunningServer } from '../../bin/serve.ts';
import { freePort, startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { everyItem } from './controls.ts';
import { consentAs, decide, salesforceOf, signingKeys } from './salesforce-orgs.ts';
import type { Connection, Person } from './shapes.ts';
import { askState, freshFolder } from './state-files.ts';
import { leadsTo, visitor, type Visitor } from './visitor.ts';

const ELEVEN_MINUTES = 660_000;
const OF_STRANGERS = 'https://login.salesforce.com.evil.example';

const keys = signingKeys();
const stateDir = freshFolder();
let g: RunningGroundswell;
let org: ReturnType<typeof salesforceOf>;
let admin: Visitor;

beforeAll(async () => {
  const variables = { SALESFORCE_JWT_KEY: keys.privateKey };
  g = await startGroundswell({ people: 20, connect: [], stateDir, variables });
  org = salesforceOf(g);
});

beforeEach(async () => {
  admin = visitor(g.appUrl);
  await admin.signIn(g.adminToken);
});

afterAll(async () => {
  await g.close();
});

describe('a server that does not know its Salesforce app', () => {
  let server: RunningServer;
  let browser: Visitor;

  beforeAll(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    server = await serve({ port, stateDir: null, variables: withoutSalesforce(url) });
    browser = visitor(url);
    await browser.signIn(g.adminToken);
  });

  afterAll(async () => {
    await server.close();
  });

  it('says what to set', async () => {
    const led = leadsTo(await browser.get('/connect/salesforce'));
    expect(led.searchParams.get('problem')).toBe('config_invalid');
    expect(await browser.read(led.href)).toContain('Set SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET');
  });

  it('says what signing in without a consent takes', async () => {
    expect(await browser.read('/console/salesforce')).toContain('SALESFORCE_JWT_KEY');
    const answer = await browser.post('/console/salesforce/user', { org: '', username: username() });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('SALESFORCE_JWT_KEY'),
    ]);
  });
});

describe('nobody is connected by consent', () => {
  it('who says no', async () => {
    const back = await consent('deny');
    await expectNotConnected(await admin.get(back.href), /did not connect the account: end-user denied/);
  });

  it('with a state that is not ours, or none', async () => {
    const back = await consent();
    back.searchParams.set('state', 'made-up');
    await expectNotConnected(await admin.get(back.href), /begun in this browser/);
    back.searchParams.delete('state');
    await expectNotConnected(await admin.get(back.href), /begun in this browser/);
  });

  it('in a browser that did not set out, whose words are not shown either', async () => {
    const back = await consent();
    const victim = visitor(g.appUrl);
    await victim.signIn(g.adminToken);
    await victim.get('/connect/salesforce');
    await expectNotConnected(await victim.get(back.href), /begun in this browser/, victim);
    const forged = await victim.get(
      '/connect/salesforce/callback?error=x&error_description=Call+this+number',
    );
    expect(await victim.read(leadsTo(forged).href)).not.toContain('Call this number');
  });

  it('with a consent that is ten minutes old', async () => {
    const back = await consent();
    const aged = `UPDATE authorization SET created_at = created_at - ${ELEVEN_MINUTES}`;
    askState(stateDir, 'authorization', aged);
    await expectNotConnected(await admin.get(back.href), /last ten minutes/);
  });

  it('by somebody who only has the code: it is bound to our verifier', async () => {
    const screen = leadsTo(await admin.get('/connect/salesforce'));
    expect(screen.searchParams.get('code_challenge_method')).toBe('S256');
    const verifier = 'a-verifier-of-the-thief-a-verifier-of-the-thief';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    expect(screen.searchParams.get('code_challenge')).not.toBe(challenge);
    const back = await decide(screen, 'allow', org.org.adminId);
    const stolen = await fetch(`${org.instanceUrl}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: org.app.clientId,
        client_secret: org.app.clientSecret,
        redirect_uri: `${g.appUrl}/connect/salesforce/callback`,
        code: back.searchParams.get('code')!,
        code_verifier: verifier,
      }),
    });
    expect(await stolen.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('whose organisation another workspace has', async () => {
    askState(
      stateDir,
      'account',
      `INSERT INTO account (connection_id, vendor, account_id, workspace_id, connected_at)
       VALUES ('${org.id}', 'salesforce', '${org.org.id}', 'elsewhere', 0)`,
    );
    const back = await consent();
    await expectNotConnected(await admin.get(back.href), /belongs to another workspace/);
    askState(stateDir, 'account', 'DELETE FROM account');
  });
});

describe('the door to Salesforce', () => {
  it.each([
    ['org=production', 'https://login.salesforce.com'],
    ['org=sandbox', 'https://test.salesforce.com'],
    ['host=Acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['host=https://acme--uat.sandbox.my.salesforce.com/', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['org=sandbox&host=acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
  ])('is the one chosen: %s', async (choice, origin) => {
    const led = leadsTo(await admin.get(`/connect/salesforce?${choice}`));
    expect(`${led.origin}${led.pathname}`).toBe(`${origin}/services/oauth2/authorize`);
    expect(led.searchParams.get('redirect_uri')).toBe(`${g.appUrl}/connect/salesforce/callback`);
  });

  it('is kept while somebody signs in first', async () => {
    const choice = '/connect/salesforce?org=sandbox&host=acme.my.salesforce.com';
    const stranger = visitor(g.appUrl);
    const signIn = leadsTo(await stranger.get(choice));
    expect([signIn.pathname, signIn.searchParams.get('next')]).toEqual(['/console/sign-in', choice]);
    const form = { token: g.adminToken, next: signIn.searchParams.get('next') ?? '' };
    const back = leadsTo(await stranger.post('/console/sign-in', form));
    expect(`${back.pathname}${back.search}`).toBe(choice);
    expect(leadsTo(await stranger.get(back.href)).origin).toBe('https://acme.my.salesforce.com');
  });

  it.each([
    OF_STRANGERS,
    'http://acme.my.salesforce.com',
    'acme.my.salesforce.com@evil.example',
    'evil.example/.my.salesforce.com',
    'acme.my.salesforce.com:8443',
    'acme.lightning.force.com',
    'javascript:alert(1)',
  ])('is never %s', async (host) => {
    const path = `/connect/salesforce?host=${encodeURIComponent(host)}`;
    await expectNotConnected(await admin.get(path), /no address where Salesforce lets people sign in/);
    const form = { host, username: username() };
    const answer = await admin.post('/console/salesforce/user', form);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('My Domain')]);
  });
});

describe('an integration user is not connected', () => {
  it('while Salesforce has no key of ours, or another', async () => {
    await expectUserRefused(username(), /SALESFORCE_JWT_KEY has to belong to the certificate/);
    org.app.publicKey = signingKeys().publicKey;
    await expectUserRefused(username(), /SALESFORCE_JWT_KEY has to belong to the certificate/);
  });

  it('who is not there or not approved, not named, or frozen', async () => {
    org.app.publicKey = keys.publicKey;
    await expectUserRefused('nobody@northwind.example', /may not sign in for this user yet/);
    await expectUserRefused(' ', /Nobody was named/);
    org.admin.freezeUser(org.org.adminId);
    await expectUserRefused(username(), /inactive or frozen.*activate or unfreeze/);
    org.admin.freezeUser(org.org.adminId, false);
  });
});

describe('an organisation', () => {
  const people = () => everyItem<Person>(g, '/people?limit=200&sort=name');

  it('is connected once with one consent, under its long id', async () => {
    const back = await consent();
    expect(leadsTo(await admin.get(back.href)).searchParams.get('connected')).toBe('salesforce');
    const [made] = await connected();
    expect(made!.id).toMatch(/^salesforce-00D[0-9A-Za-z]{15}$/);
    expect(made!.id).toBe(org.id);

    const again = await admin.get(back.href);
    expect(await admin.read(leadsTo(again).href)).toMatch(/begun in this browser/);
    await g.synced();
    expect(await people()).toHaveLength(new Set((await people()).map(({ id }) => id)).size);
  });

  it('is connected again, by consent and as a user, with everybody it had', async () => {
    await g.synced();
    const before = await people();
    expect(before.length).toBeGreaterThan(20);
    const signals = askState(stateDir, 'signal', 'SELECT key FROM signal ORDER BY key');
    const connections = [
      () => consentAs(admin, org.org.adminId),
      () => admin.post('/console/salesforce/user', { org: '', username: username() }),
    ];
    for (const connect of connections) {
      const { finishedAt } = await org.health();
      await connect();
      await org.untilReadSince(finishedAt);
      expect(await connected()).toHaveLength(1);
      expect(await people()).toEqual(before);
      expect(askState(stateDir, 'signal', 'SELECT key FROM signal ORDER BY key')).toEqual(signals);
    }
    expect(await admin.read('/console/connections')).toContain('Northwind Cloud');
  });
});

function username(): string {
  return String(org.org.must('User', org.org.adminId)['Username']);
}

function withoutSalesforce(url: string): Record<string, string> {
  return {
    PUBLIC_URL: url,
    ENCRYPTION_KEY: 'b'.repeat(64),
    ADMIN_TOKEN: g.adminToken,
    HUBSPOT_CLIENT_ID: 'unused',
    HUBSPOT_CLIENT_SECRET: 'unused',
    SLACK_CLIENT_ID: 'unused',
    SLACK_CLIENT_SECRET: 'unused',
    SLACK_SIGNING_SECRET: 'unused',
  };
}

async function consent(decision: 'allow' | 'deny' = 'allow'): Promise<URL> {
  return decide(leadsTo(await admin.get('/connect/salesforce')), decision, org.org.adminId);
}

async function connected(): Promise<Connection[]> {
  return (await g.api<{ items: Connection[] }>('/connections')).items;
}

async function expectUserRefused(name: string, words: RegExp): Promise<void> {
  const form = { org: '', host: '', username: name };
  const answer = await admin.post('/console/salesforce/user', form);
  expect(answer.status).toBe(400);
  expect((await answer.text()).replaceAll(/<[^>]*>|\s+/g, ' ').replaceAll('&#39;', '’')).toMatch(words);
  expect(await connected()).toEqual([]);
}

async function expectNotConnected(answer: Response, words: RegExp, reader = admin): Promise<void> {
  const led = leadsTo(answer);
  expect(led.origin).toBe(g.appUrl);
  expect(led.pathname).toBe('/console/connections');
  expect(await reader.read(led.href)).toMatch(words);
  expect(await connected()).toEqual([]);
}
