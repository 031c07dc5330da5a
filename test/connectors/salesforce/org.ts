import { createSalesforce } from '#connectors/salesforce/index.ts';
import type { CrmConnector, Spend } from '#connectors/connector.ts';
import type { SchemaMemory } from '#connectors/salesforce/schema-memory.ts';
import type { Knobs } from '#test/sandbox/salesforce/knobs.ts';
import type { Org, Values } from '#test/sandbox/salesforce/org/org.ts';
import { idOf, isDeleted, type Row } from '#test/sandbox/salesforce/org/row.ts';
import { createSalesforceSandbox, type SalesforceSandbox } from '#test/sandbox/salesforce/salesforce.ts';
import type { ObjectName } from '#test/sandbox/salesforce/schema/schema.ts';

export const BEGIN = Date.UTC(2026, 10, 1);
const DAY = 86_400_000;
/** Every so many people one is still a lead. */
const LEAD_EVERY = 5;

/** A fake org under a clock of its own, and connectors to it. */
export interface TestOrg extends SalesforceSandbox {
  clock: { at: number };
  connect(options?: Connecting): CrmConnector;
  /** Records of an object that are not in the recycle bin, by id. */
  live(object: ObjectName): Map<string, Row>;
  /** Contacts and leads, leads that became contacts left out. */
  people(): Map<string, Row>;
}

export interface Connecting {
  memory?: SchemaMemory;
  fetch?: typeof fetch;
  spend?: Spend;
  bulkAbove?: number;
  now?: () => number;
}

export interface OrgShape {
  contacts?: number;
  companies?: number;
  deals?: number;
  /** Whether every fifth person is a lead. */
  leads?: boolean;
  knobs?: Partial<Knobs>;
  bulkAbove?: number;
}

/** An org of this size: contact n is of account n mod companies, opportunity n is with contact n and its account. */
export function testOrg({
  contacts = 0,
  companies = 0,
  deals = 0,
  leads = false,
  knobs = {},
  bulkAbove,
}: OrgShape = {}): TestOrg {
  const clock = { at: BEGIN };
  const vendor = createSalesforceSandbox({
    data: { fill: (org) => fill(org, { contacts, companies, deals, leads }) },
    knobs: { dailyCalls: 1e9, ...knobs },
    now: () => clock.at,
  });
  const { sandbox } = vendor;
  const live = (object: ObjectName) =>
    new Map(
      [...sandbox.org.table(object).all()].filter((row) => !isDeleted(row)).map((row) => [idOf(row), row]),
    );
  const token = () => sandbox.grants.issueAccess(sandbox.org.adminId, ['api', 'id']).access;
  return {
    ...vendor,
    clock,
    live,
    people: () =>
      new Map([...live('Contact'), ...[...live('Lead')].filter(([, row]) => row['IsConverted'] !== true)]),
    connect: (how = {}) =>
      createSalesforce({
        apiUrl: sandbox.instanceUrl,
        uiHost: new URL(sandbox.instanceUrl).host,
        orgId: sandbox.org.id,
        accessToken: async () => token(),
        refused: () => undefined,
        spend: (_budget, call) => call(),
        onUsage: () => undefined,
        fetch: viaSandbox(vendor),
        now: () => clock.at,
        wait: async (ms) => {
          clock.at += ms;
        },
        ...(bulkAbove === undefined ? {} : { bulkAbove }),
        ...how,
      }),
  };
}

/** Hands a call to the sandbox as `fetch` would. */
export function viaSandbox(vendor: SalesforceSandbox): typeof fetch {
  return async (input, init) => {
    const response = await vendor.fetch(new Request(input, init));
    if (response.type === 'error') throw new TypeError('fetch failed');
    return response;
  };
}

function fill(org: Org, size: { contacts: number; companies: number; deals: number; leads: boolean }): void {
  const created = BEGIN - 400 * DAY;
  const load = (object: ObjectName, index: number, values: Values) =>
    org.load(object, values, created + index * 1_000, BEGIN - 30 * DAY + index * 1_000);
  for (let index = 0; index < 3; index++) {
    const Email = `rep${index}@example.com`;
    load('User', index, {
      LastName: `Rep ${index}`,
      Username: Email,
      Email,
      IsActive: true,
      UserType: 'Standard',
    });
  }
  const accounts = Array.from({ length: size.companies }, (_, index) =>
    load('Account', index, { Name: `Company ${index}`, Website: `www.company${index}.example` }),
  );
  const people = Array.from({ length: size.contacts }, (_, index) => person(index));
  const contacts: string[] = [];
  for (const [index, values] of people.entries()) {
    const AccountId = accounts[index % accounts.length] ?? null;
    if (size.leads && index % LEAD_EVERY === LEAD_EVERY - 1)
      load('Lead', index, { ...values, Company: 'Unknown' });
    else contacts.push(load('Contact', index, { ...values, AccountId }));
  }
  for (let index = 0; index < size.deals; index++) {
    const deal = load('Opportunity', index, {
      Name: `Deal ${index}`,
      Amount: index + 0.5,
      StageName: index % 3 === 0 ? 'Closed Won' : 'Prospecting',
      CloseDate: '2026-06-01',
      AccountId: accounts[index % accounts.length] ?? null,
    });
    const ContactId = contacts[index % contacts.length];
    if (ContactId !== undefined) load('OpportunityContactRole', index, { OpportunityId: deal, ContactId });
  }
}

function person(index: number): Values {
  return {
    FirstName: `First${index}`,
    LastName: `Last${index}`,
    Email: `person${index}@example.com`,
    ...(index % 2 === 0 ? { NPS_Score__c: index % 11, NPS_Date__c: '2026-05-01' } : {}),
  };
}
