import { setupServer } from 'msw/node';
import { afterEach, expect, test } from 'vitest';
import { createDemo } from './demo/demo.ts';
import { readEnvironment } from './environment.ts';
import { fault } from './faults.ts';
import { createHubspotSandbox } from './hubspot/hubspot.ts';
import { listen } from './listen.ts';
import { consentForm, exchangeForm } from './salesforce/open-org.ts';
import { startSandbox, type RunningSandbox, type SandboxOptions } from './serve.ts';

let running: RunningSandbox | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

async function start(options: SandboxOptions = {}) {
  running = await startSandbox({ people: 20, ...options });
  const at = (vendor: 'hubspot' | 'slack' | 'payouts' | 'salesforce') =>
    `http://127.0.0.1:${running?.ports[vendor]}`;
  return { sandbox: running, at };
}

test('every vendor is served on a port of its own, the index on HubSpot’s', async () => {
  const { at } = await start();
  const index = await fetch(at('hubspot'));
  expect(index.headers.get('content-type')).toContain('text/html');
  const page = await index.text();
  for (const vendor of ['slack', 'payouts', 'salesforce'] as const) {
    expect(page).toContain(at(vendor));
    expect((await fetch(at(vendor))).status).toBe(200);
  }
});

test('the index tells which CRM is not connected yet, and names nobody before both are', async () => {
  const { at } = await start({ consoleUrl: 'http://127.0.0.1:1' });
  const page = await (await fetch(at('hubspot'))).text();
  for (const name of ['HubSpot', 'Salesforce']) expect(page).toContain(`${name} not connected yet`);
  expect(page).toContain('connect HubSpot and Salesforce');
  expect(page).toContain('href="http://127.0.0.1:1/console/matches"');
  expect(page).not.toContain('/lightning/r/');
});

test('one press signs in to the console when the token is known, else there is a plain link', async () => {
  const { at } = await start({ consoleUrl: 'http://127.0.0.1:1', adminToken: '"><i>' });
  const page = await (await fetch(at('hubspot'))).text();
  expect(page).toContain('action="http://127.0.0.1:1/console/sign-in"');
  expect(page).toContain('value="&quot;&gt;&lt;i&gt;"');
  await running?.close();
  const plain = await start({ consoleUrl: 'http://127.0.0.1:1' });
  expect(await (await fetch(plain.at('hubspot'))).text()).toContain('href="http://127.0.0.1:1/console"');
});

test('the whole consent goes over HTTP, and account details name the port its pages are on', async () => {
  const { at, sandbox } = await start();
  const callback = 'http://127.0.0.1:9/callback';
  const form = new URLSearchParams({
    client_id: 'sandbox-client-id',
    redirect_uri: callback,
    scope: 'oauth',
    grant: 'oauth',
    action: 'connect',
  });
  const pressed = await fetch(`${at('hubspot')}/oauth/authorize`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const code = new URL(pressed.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const exchange = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    client_id: 'sandbox-client-id',
    client_secret: 'sandbox-client-secret',
  });
  const exchanged = await fetch(`${at('hubspot')}/oauth/v1/token`, { method: 'POST', body: exchange });
  const tokens = await exchanged.json<Record<string, string>>();
  const account = await fetch(`${at('hubspot')}/account-info/2026-09/details`, {
    headers: { authorization: `Bearer ${tokens['access_token']}` },
  });
  expect(await account.json()).toMatchObject({ uiDomain: `127.0.0.1:${sandbox.ports.hubspot}` });
});

test('Salesforce is consented to over HTTP, and tells its own address and id', async () => {
  const { at, sandbox } = await start({ salesforce: { clientSecret: 'secret' } });
  const url = at('salesforce');
  const form = { ...consentForm(sandbox.salesforce), scope: 'api refresh_token' };
  const pressed = await fetch(`${url}/services/oauth2/authorize`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  const code = new URL(pressed.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const body = new URLSearchParams(exchangeForm(sandbox.salesforce, code));
  const exchanged = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body });
  const tokens = await exchanged.json<Record<string, string>>();
  expect(tokens['instance_url']).toBe(url);
  const identity = await fetch(tokens['id'] ?? '', {
    headers: { authorization: `Bearer ${tokens['access_token']}` },
  });
  expect(await identity.json()).toMatchObject({ organization_id: sandbox.salesforce.sandbox.org.id });
});

test('a dropped connection is a failed fetch, not an answer', async () => {
  const { at, sandbox } = await start();
  sandbox.payouts.faults.push(fault('reset-after'));
  await expect(fetch(`${at('payouts')}/payouts`, { method: 'POST', body: '{}' })).rejects.toThrow(
    'fetch failed',
  );
});

test('a taken port is an error, and the other ports are let go', async () => {
  const { sandbox } = await start();
  const before = sandbox.ports.hubspot - 1;
  const free = await listen(before).then(
    (one) => one.close().then(() => true),
    () => false,
  );
  await expect(startSandbox({ basePort: before, people: 1 })).rejects.toThrow('EADDRINUSE');
  if (free) await (await listen(before)).close();
});

test('the handlers answer at the real origins inside a test', async () => {
  const vendor = createHubspotSandbox({ data: createDemo({ seed: 's', people: 5, now: Date.now() }) });
  const network = setupServer(...vendor.handlers);
  network.listen({ onUnhandledFrame: 'error' });
  const api = await fetch('https://api.hubapi.com/crm/v3/objects/contacts');
  const app = await fetch(`https://app.hubspot.com/contacts/${vendor.sandbox.portal.id}/record/0-1/100001`);
  network.close();
  expect([api.status, app.status]).toEqual([401, 200]);
});

test('with nothing set the environment gives a sandbox that runs', () => {
  expect(readEnvironment({})).toMatchObject({
    basePort: 8790,
    appUrl: 'http://127.0.0.1:8787',
    people: 5000,
    dataFolder: null,
    payoutSecret: null,
  });
});

test('what is set is taken, an empty value is not set', () => {
  const options = readEnvironment({
    SANDBOX_PORT: '9000',
    APP_URL: 'http://localhost:1/',
    HUBSPOT_CLIENT_ID: '',
    SANDBOX_DATA: 'tables',
  });
  expect(options).toMatchObject({
    basePort: 9000,
    appUrl: 'http://localhost:1',
    hubspot: { clientId: 'sandbox-client-id' },
    dataFolder: 'tables',
  });
});

test('every wrong variable is named', () => {
  const wrong = readEnvironment({ SANDBOX_PORT: 'high', APP_URL: 'nowhere', SANDBOX_PEOPLE: '0' });
  for (const name of ['SANDBOX_PORT', 'APP_URL', 'SANDBOX_PEOPLE']) expect(wrong).toContain(name);
});
