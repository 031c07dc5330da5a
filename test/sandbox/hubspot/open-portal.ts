import { createHubspotSandbox, type HubspotOptions, type HubspotSandbox } from './hubspot.ts';
import type { PortalData } from './portal.ts';
import { recordsFrom, type Properties } from './record.ts';

export const NOW = Date.UTC(2026, 10, 1, 12);
const HOUR = 3_600_000;
export const ALL_SCOPES = [
  'oauth',
  ...['contacts', 'companies', 'deals'].flatMap((type) => [
    `crm.objects.${type}.read`,
    `crm.objects.${type}.write`,
  ]),
  'crm.objects.owners.read',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
];

/** A portal in a test: a clock that stands still until moved, and a caller with every scope. */
export interface OpenPortal extends HubspotSandbox {
  clock: { now: number };
  token(scopes?: string[]): string;
  call(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever the wire holds
  body: any;
}

/** Opens a portal with these contacts; contact n was modified n hours after the first, all of them long ago. */
export function openPortal(
  contacts: Properties[] = [],
  options: Partial<HubspotOptions> = {},
  rest: Partial<PortalData> = {},
): OpenPortal {
  const clock = { now: NOW };
  const begin = NOW - 1000 * HOUR;
  const records = (list: Properties[]) =>
    recordsFrom(
      list.map((properties, n) => ({ properties, createdAt: begin, modifiedAt: begin + n * HOUR })),
    );
  const vendor = createHubspotSandbox({
    now: () => clock.now,
    ...options,
    data: {
      contacts: records(contacts),
      companies: records([{ name: 'Acme', domain: 'acme.example' }, { name: 'Birch' }]),
      deals: records([{ dealname: 'Acme - Renewal', amount: '100', dealstage: 'closedwon' }]),
      owners: [],
      connect: () => {},
      ...rest,
    },
  });
  const token = (scopes = ALL_SCOPES) =>
    vendor.sandbox.tokens.issueAccess({
      kind: 'access',
      grant: 'grant',
      id: '',
      scopes,
      issuedAt: clock.now,
      redirectUri: null,
      challenge: null,
    });
  return {
    ...vendor,
    clock,
    token,
    call: (method, path, body, bearer = token()) => call(vendor, method, path, body, bearer),
  };
}

async function call(
  vendor: HubspotSandbox,
  method: string,
  path: string,
  body: unknown,
  bearer: string,
): Promise<Answer> {
  const response = await vendor.fetch(
    new Request(new URL(path, 'https://api.hubapi.com'), {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
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
