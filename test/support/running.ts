import { createServer } from 'node:net';
import { serve, type RunningServer } from '../../bin/serve.ts';
import { startSandbox, type RunningSandbox } from '#test/sandbox/serve.ts';
import { giveConsent } from '#test/sandbox/consent.ts';
import { letSlackDecide } from '#test/sandbox/default-role.ts';
import { setUpOrg } from '#test/sandbox/set-up-org.ts';
import { switchOnWriteBack } from '#test/sandbox/write-back.ts';

export const ADMIN_TOKEN = 'token-of-the-test-admin';
const HUBSPOT = { clientId: 'hubspot-client', clientSecret: 'hubspot-secret' };
const SALESFORCE = { clientId: 'salesforce-client', clientSecret: 'salesforce-secret' };
const PAYOUT_SECRET = 'payout-secret-of-tests';
export const TREMENDOUS_PRIVATE_KEY = 'private-key-of-the-webhook';
const SLACK = {
  clientId: 'slack-client',
  clientSecret: 'slack-secret',
  signingSecret: 'slack-signing-secret',
};

export interface RunningOptions {
  /** Contacts in the sandbox's portal. */
  people: number;
  /** Which accounts are connected before it is handed over; HubSpot and Slack unless said otherwise. */
  connect?: ('hubspot' | 'salesforce' | 'slack')[];
  /** Whether what is connected is written to, as an admin allows after a look; yes unless said otherwise. */
  writeBack?: 'on' | 'review';
  stateDir?: string | null;
  variables?: Record<string, string>;
}

export interface RunningGroundswell {
  appUrl: string;
  sandbox: RunningSandbox;
  adminToken: string;
  server: RunningServer;
  /** The API's JSON, asked with the admin token. */
  api<T>(path: string, body?: unknown): Promise<T>;
  /** Resolves once every CRM has been read to the end. */
  synced(limit?: number): Promise<void>;
  close(): Promise<void>;
}

/** The built Worker on workerd with the sandbox's vendors beside it, on free ports, connected by OAuth. */
export async function startGroundswell(options: RunningOptions): Promise<RunningGroundswell> {
  const { appUrl, port, sandbox, variables } = await startVendors(options.people);
  const server = await serve({
    port,
    stateDir: options.stateDir ?? null,
    variables: { ...variables, ...options.variables },
  });
  const api = apiOf(appUrl);
  const running: RunningGroundswell = {
    appUrl,
    sandbox,
    adminToken: ADMIN_TOKEN,
    server,
    api,
    synced: (limit) => until(() => isSynced(api), `the sync of ${appUrl}`, limit),
    async close() {
      await server.close();
      await sandbox.close();
    },
  };
  const vendors = options.connect ?? ['slack', 'hubspot'];
  for (const vendor of vendors) await giveConsent(appUrl, vendor, ADMIN_TOKEN);
  await letSlackDecide(appUrl, ADMIN_TOKEN);
  if (vendors.includes('salesforce')) await setUpOrg(sandbox.salesforce, appUrl, ADMIN_TOKEN);
  if (options.writeBack !== 'review') await switchOnWriteBack(appUrl, ADMIN_TOKEN);
  return running;
}

export interface Vendors {
  port: number;
  appUrl: string;
  sandbox: RunningSandbox;
  /** What a server on that port needs to work with these vendors. */
  variables: Record<string, string>;
}

/** The sandbox's vendors alone, ready for a server that is started apart. */
export async function startVendors(people: number): Promise<Vendors> {
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const sandbox = await startSandbox({
    people,
    appUrl,
    hubspot: HUBSPOT,
    slack: SLACK,
    salesforce: SALESFORCE,
    payoutSecret: PAYOUT_SECRET,
    tremendous: { privateKey: TREMENDOUS_PRIVATE_KEY },
  });
  return { port, appUrl, sandbox, variables: variablesFor(appUrl, sandbox) };
}

/** The API at an address, asked with the admin token. */
export function apiOf(appUrl: string): RunningGroundswell['api'] {
  return <T>(path: string, body?: unknown) => ask<T>(`${appUrl}/api/v1${path}`, body);
}

/** Asks again until the answer is yes; fails after `limit` milliseconds. */
export async function until(isSo: () => Promise<boolean>, what: string, limit = 60_000): Promise<void> {
  for (const end = Date.now() + limit; !(await isSo());) {
    if (Date.now() > end) throw new Error(`${what} did not come about within ${limit} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether everything connected has been read to the end. */
export async function isSynced(api: RunningGroundswell['api']): Promise<boolean> {
  const { items } = await api<{ items: { state: string }[] }>('/connections');
  return items.every((item) => item.state === 'live');
}

async function ask<T>(url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

function variablesFor(appUrl: string, { ports }: RunningSandbox): Record<string, string> {
  const hubspot = `http://127.0.0.1:${ports.hubspot}`;
  const slack = `http://127.0.0.1:${ports.slack}`;
  return {
    PUBLIC_URL: appUrl,
    ENCRYPTION_KEY: 'a'.repeat(64),
    ADMIN_TOKEN,
    HUBSPOT_APP_URL: hubspot,
    HUBSPOT_API_URL: hubspot,
    HUBSPOT_CLIENT_ID: HUBSPOT.clientId,
    HUBSPOT_CLIENT_SECRET: HUBSPOT.clientSecret,
    SALESFORCE_LOGIN_URL: `http://127.0.0.1:${ports.salesforce}`,
    SALESFORCE_CLIENT_ID: SALESFORCE.clientId,
    SALESFORCE_CLIENT_SECRET: SALESFORCE.clientSecret,
    SLACK_API_URL: `${slack}/api/`,
    SLACK_AUTHORIZE_URL: `${slack}/oauth/v2/authorize`,
    SLACK_CLIENT_ID: SLACK.clientId,
    SLACK_CLIENT_SECRET: SLACK.clientSecret,
    SLACK_SIGNING_SECRET: SLACK.signingSecret,
    PAYOUT_URL: `http://127.0.0.1:${ports.payouts}/payouts`,
    TREMENDOUS_SANDBOX_URL: `http://127.0.0.1:${ports.tremendous}/api/v2`,
    PAYOUT_SECRET,
  };
}

/** A port nobody listens on: the server must know its own address before it starts. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
