import { createHash } from 'node:crypto';
import type { Org, OrgData, Values } from './org/org.ts';
import { createSalesforceSandbox, type SalesforceOptions, type SalesforceSandbox } from './salesforce.ts';
import type { ObjectName } from './schema/schema.ts';

export const NOW = Date.UTC(2026, 10, 1, 12);
const HOUR = 3_600_000;
export const CALLBACK = 'http://127.0.0.1:9/callback';
const VERIFIER = 'a-verifier-of-more-than-forty-three-characters-1234';

interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever the wire holds
  body: any;
}

/** An org in a test: a clock that stands still until moved, and a caller with a session. */
export interface OpenOrg extends SalesforceSandbox {
  clock: { now: number };
  /** Ids of the records it was opened with, in order, by object. */
  ids: Record<string, string[]>;
  token(): string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  query(soql: string, verb?: 'query' | 'queryAll', headers?: Record<string, string>): Promise<Answer>;
  post(path: string, form: Record<string, string>): Promise<Answer>;
  /** Consents as a user would and gives the token endpoint's answer. */
  connect(): Promise<Answer>;
}

const USERS: Values[] = [
  {
    Username: 'admin@northwind.example',
    FirstName: 'Ada',
    LastName: 'Min',
    Email: 'admin@northwind.example',
    IsActive: true,
  },
  {
    Username: 'rep@northwind.example',
    FirstName: 'Rae',
    LastName: 'Pelt',
    Email: 'rep@northwind.example',
    IsActive: true,
  },
];

/** Opens an org with two users and these records; record n of an object was modified n hours after its first. */
export function openOrg(
  records: Partial<Record<ObjectName, Values[]>> = {},
  options: Partial<SalesforceOptions> = {},
): OpenOrg {
  const clock = { now: NOW };
  const ids: Record<string, string[]> = {};
  const begin = NOW - 1000 * HOUR;
  const data: OrgData = {
    fill(org: Org) {
      for (const user of USERS) org.load('User', user, begin);
      for (const [object, list] of Object.entries(records)) {
        ids[object] = list.map((values, n) =>
          org.load(object as ObjectName, values, begin, begin + n * HOUR),
        );
      }
    },
  };
  const vendor = createSalesforceSandbox({ now: () => clock.now, data, ...options });
  vendor.sandbox.org.table('User');
  const token = (): string =>
    vendor.sandbox.grants.issueAccess(vendor.sandbox.org.adminId, ['api', 'id']).access;
  const send = (method: string, path: string, body: BodyInit | null, headers: Record<string, string>) =>
    read(vendor, new Request(new URL(path, vendor.sandbox.instanceUrl), { method, body, headers }));
  const bearer = { authorization: `Bearer ${token()}` };
  const call: OpenOrg['call'] = (method, path, body, headers = {}) =>
    send(method, path, body === undefined ? null : JSON.stringify(body), {
      ...bearer,
      'content-type': 'application/json',
      ...headers,
    });
  const post: OpenOrg['post'] = (path, form) =>
    send('POST', path, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
  return {
    ...vendor,
    clock,
    ids,
    token,
    call,
    post,
    query: (soql, verb = 'query', headers = {}) =>
      call('GET', `/services/data/v67.0/${verb}?q=${encodeURIComponent(soql)}`, undefined, headers),
    connect: () => connect(vendor, post),
  };
}

/** What the consent screen sends when Allow is pressed. */
export function consentForm(vendor: SalesforceSandbox): Record<string, string> {
  return {
    response_type: 'code',
    client_id: vendor.sandbox.app.clientId,
    redirect_uri: CALLBACK,
    scope: 'api refresh_token id',
    state: 'st&te',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    user: vendor.sandbox.org.adminId,
    decision: 'allow',
  };
}

/** What the app sends to the token endpoint for a code. */
export function exchangeForm(vendor: SalesforceSandbox, code: string): Record<string, string> {
  const { clientId, clientSecret } = vendor.sandbox.app;
  return {
    grant_type: 'authorization_code',
    code,
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
  };
}

async function connect(vendor: SalesforceSandbox, post: OpenOrg['post']): Promise<Answer> {
  const pressed = await post('/services/oauth2/authorize', consentForm(vendor));
  const code = new URL(pressed.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return post('/services/oauth2/token', exchangeForm(vendor, code));
}

async function read(vendor: SalesforceSandbox, request: Request): Promise<Answer> {
  const response = await vendor.fetch(request);
  const text = response.type === 'error' ? '' : await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
