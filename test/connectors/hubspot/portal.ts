import { createHubspot } from '#connectors/hubspot/index.ts';
import type { CrmConnector, Spend } from '#connectors/connector.ts';
import type { PropertyMemory } from '#connectors/hubspot/property-memory.ts';
import { REQUIRED_SCOPES } from '#connectors/hubspot/scopes.ts';
import { createHubspotSandbox, type HubspotSandbox } from '#test/sandbox/hubspot/hubspot.ts';
import type { Knobs } from '#test/sandbox/hubspot/knobs.ts';
import type { PortalData } from '#test/sandbox/hubspot/portal.ts';
import { recordsFrom, type SeedRecord } from '#test/sandbox/hubspot/record.ts';

export const BEGIN = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;

/** A fake portal under a clock of its own, and connectors to it. */
export interface TestPortal extends HubspotSandbox {
  clock: { at: number };
  connect(options?: Connecting): CrmConnector;
  /** Contacts of the portal as they are now, by id. */
  live(type: 'contacts' | 'companies' | 'deals'): Map<string, Record<string, string>>;
}

export interface Connecting {
  memory?: PropertyMemory;
  fetch?: typeof fetch;
  spend?: Spend;
  now?: () => number;
}

export interface PortalShape {
  contacts?: number;
  companies?: number;
  deals?: number;
  /** What the portal holds instead, where it is to hold something else. */
  data?: PortalData;
  knobs?: Partial<Knobs>;
}

/** A portal of this size: contact n belongs to company n mod companies, deal n is with contact n and its company. */
export function testPortal({
  contacts = 0,
  companies = 0,
  deals = 0,
  data = portalData(contacts, companies, deals),
  knobs = {},
}: PortalShape = {}): TestPortal {
  const clock = { at: BEGIN };
  const vendor = createHubspotSandbox({
    data,
    knobs: { callsPerTenSeconds: 1e9, searchesPerSecond: 1e9, ...knobs },
    now: () => clock.at,
  });
  const { sandbox } = vendor;
  const claims = {
    kind: 'access' as const,
    grant: 'grant',
    id: 'token',
    issuedAt: BEGIN,
    redirectUri: null,
    challenge: null,
  };
  const token = () =>
    sandbox.tokens.issueAccess({ ...claims, scopes: REQUIRED_SCOPES.map(({ scope }) => scope) });
  return {
    ...vendor,
    clock,
    connect: ({ fetch = viaSandbox(vendor), spend = unlimited, now = () => clock.at, memory } = {}) =>
      createHubspot({
        apiUrl: 'https://api.hubapi.com',
        uiHost: 'app.hubspot.com',
        portalId: String(sandbox.portal.id),
        accessToken: async () => token(),
        spend,
        memory,
        fetch,
        now,
        wait: async (ms) => {
          clock.at += ms;
        },
      }),
    live: (type) => {
      const table = sandbox.portal.tables[type];
      const found = new Map<string, Record<string, string>>();
      for (let id = table.firstId; id < table.endId; id++) {
        if (table.isLive(id)) found.set(String(id), table.get(id)!.properties);
      }
      return found;
    },
  };
}

const unlimited: Spend = (_budget, call) => call();

/** Hands a call to the sandbox as `fetch` would. */
export function viaSandbox(vendor: HubspotSandbox): typeof fetch {
  return async (input, init) => {
    const response = await vendor.fetch(new Request(input, init));
    if (response.type === 'error') throw new TypeError('fetch failed');
    return response;
  };
}

function portalData(contacts: number, companies: number, deals: number): PortalData {
  const many = (count: number, properties: (index: number) => Record<string, string>) =>
    recordsFrom(
      Array.from({ length: count }, (_, index): SeedRecord => ({
        properties: properties(index),
        createdAt: BEGIN - 400 * MINUTE * 1440 + index,
        modifiedAt: BEGIN - 30 * MINUTE * 1440 + index,
      })),
    );
  const companyOf = (index: number) => 900_000_001 + (index % companies);
  return {
    contacts: many(contacts, (index) => ({
      firstname: `First${index}`,
      lastname: `Last${index}`,
      email: `person${index}@example.com`,
      ...(companies > 0 ? { associatedcompanyid: String(companyOf(index)) } : {}),
      ...(index % 2 === 0 ? { nps_score: String(index % 11), nps_date: '2026-05-01' } : {}),
    })),
    companies: many(companies, (index) => ({ name: `Company ${index}`, domain: `company${index}.example` })),
    deals: many(deals, (index) => ({
      dealname: `Deal ${index}`,
      amount: `${index}.50`,
      deal_currency_code: 'EUR',
      dealstage: index % 3 === 0 ? 'closedwon' : 'contractsent',
      closedate: '2026-06-01T00:00:00Z',
    })),
    owners: Array.from({ length: 3 }, (_, index) => ({
      id: String(70 + index),
      email: `rep${index}@example.com`,
      firstName: 'Rep',
      lastName: String(index),
      archived: false,
    })),
    connect: (portal) => {
      for (let index = 0; index < deals; index++) {
        if (contacts > 0)
          portal.associations.connect(
            'deals',
            2_000_000_001 + index,
            'contacts',
            100_001 + (index % contacts),
            false,
          );
        if (companies > 0)
          portal.associations.connect('deals', 2_000_000_001 + index, 'companies', companyOf(index), true);
      }
    },
  };
}
