import { join } from 'node:path';
import type { Portal, PortalData } from '../../hubspot/portal.ts';
import { FIRST_IDS } from '../../hubspot/portal.ts';
import { recordsFrom, type SeedRecord } from '../../hubspot/record.ts';
import { OWNERS } from '../owners.ts';
import { DAY_MS, type World } from '../world.ts';
import { parseMoment } from './moment.ts';
import { accountRecord, peopleOf, toAccount } from './ravenstack-account.ts';
import type { Account, Context } from './ravenstack-context.ts';
import { applyChurn, applyTicket, applyUsage } from './ravenstack-history.ts';
import { readTable, type CsvRow } from './table.ts';

/** The file that tells a folder of these tables from any other. */
export const RAVENSTACK_ACCOUNTS = 'ravenstack_accounts.csv';

/** A portal read from files, and a sentence for everything that was left out or changed. */
export interface LoadedPortal {
  data: PortalData;
  problems: string[];
}

/**
 * Reads the RavenStack tables: accounts become companies, subscriptions deals, and what tickets, usage and churn tell
 * goes to people made up for each account, since the tables hold none. Dates move so that the history ends at `now`.
 */
export function loadRavenstack(folder: string, world: Pick<World, 'seed' | 'now'>): LoadedPortal {
  const problems: string[] = [];
  const read = (name: string): CsvRow[] => {
    const { rows, problems: found } = readTable(join(folder, `ravenstack_${name}.csv`));
    problems.push(...found);
    return rows;
  };
  const shift = shiftFor(read('feature_usage'), world.now);
  problems.push(`ravenstack: dates moved by ${shift / DAY_MS} days so that the history ends today`);
  const context: Context = {
    world: { ...world, people: 0, companies: 0, ownerIds: OWNERS.map((owner) => owner.id), known: new Map() },
    accounts: new Map(),
    people: [],
    problems,
    at: (text) => moved(text, shift),
  };
  for (const row of read('accounts')) addAccount(context, row);
  const deals = addSubscriptions(context, read('subscriptions'));
  for (const row of read('supports_ticket')) applyTicket(context, row);
  applyUsage(context, read('feature_usage'), deals.accountOf);
  for (const row of read('churn_events')) applyChurn(context, row);
  return { data: assemble(context, deals), problems };
}

interface Deals {
  records: SeedRecord[];
  companies: number[];
  /** Account of each subscription. */
  accountOf: Map<string, Account>;
}

function shiftFor(usage: CsvRow[], now: number): number {
  const last = Math.max(...usage.map((row) => parseMoment(row.cells['usage_date'] ?? '') ?? -Infinity));
  return Number.isFinite(last) ? Math.floor((now - last) / DAY_MS) * DAY_MS : 0;
}

function moved(text: string, shift: number): number | null {
  const at = parseMoment(text);
  return at === null ? null : at + shift;
}

function addAccount(context: Context, row: CsvRow): void {
  const account = toAccount(context, row);
  if (typeof account === 'string') {
    context.problems.push(`${RAVENSTACK_ACCOUNTS}, line ${row.line}: ${account}`);
    return;
  }
  context.accounts.set(account.id, account);
  for (const person of peopleOf(context.world, account, context.people.length)) {
    account.people.push(context.people.length);
    context.people.push(person);
  }
}

function addSubscriptions(context: Context, rows: CsvRow[]): Deals {
  const deals: Deals = { records: [], companies: [], accountOf: new Map() };
  for (const { line, cells } of rows) {
    const account = context.accounts.get(cells['account_id'] ?? '');
    const start = context.at(cells['start_date'] ?? '');
    if (!account || start === null) {
      const reason = account
        ? `no date in "${cells['start_date'] ?? ''}"`
        : `no account ${cells['account_id'] ?? ''}`;
      context.problems.push(`ravenstack_subscriptions.csv, line ${line}: ${reason}`);
      continue;
    }
    deals.accountOf.set(cells['subscription_id'] ?? '', account);
    deals.companies.push(account.index);
    deals.records.push(subscriptionRecord(account, cells, start, context.at(cells['end_date'] ?? '')));
  }
  return deals;
}

function subscriptionRecord(
  account: Account,
  cells: Record<string, string>,
  start: number,
  end: number | null,
): SeedRecord {
  const trial = cells['is_trial'] === 'TRUE';
  const stage = trial ? (end === null ? 'presentationscheduled' : 'closedlost') : 'closedwon';
  return {
    createdAt: start,
    modifiedAt: Math.max(start, end ?? start),
    properties: {
      dealname: `${account.name} - ${cells['plan_tier'] ?? ''}, ${cells['seats'] ?? '?'} seats`,
      amount: cells['arr_amount'] ?? '',
      deal_currency_code: 'USD',
      dealstage: stage,
      pipeline: 'default',
      closedate: new Date(start).toISOString(),
      hs_is_closed: String(stage !== 'presentationscheduled'),
      hs_is_closed_won: String(stage === 'closedwon'),
      hubspot_owner_id: account.owner,
    },
  };
}

function assemble(context: Context, deals: Deals): PortalData {
  const accounts = [...context.accounts.values()];
  return {
    owners: OWNERS,
    companies: recordsFrom(accounts.map(accountRecord)),
    contacts: recordsFrom(context.people),
    deals: recordsFrom(deals.records),
    connect: (portal) => connect(portal, context, deals),
  };
}

function connect(portal: Portal, context: Context, deals: Deals): void {
  const company = (index: number) => FIRST_IDS.companies + index;
  for (const [index, person] of context.people.entries())
    portal.associations.connect(
      'contacts',
      FIRST_IDS.contacts + index,
      'companies',
      company(person.company),
      true,
    );
  const accounts = [...context.accounts.values()];
  for (const [index, one] of deals.companies.entries()) {
    const deal = FIRST_IDS.deals + index;
    portal.associations.connect('deals', deal, 'companies', company(one), true);
    const people = accounts[one]?.people ?? [];
    const buyer = people[index % Math.max(1, people.length)];
    if (buyer !== undefined)
      portal.associations.connect('deals', deal, 'contacts', FIRST_IDS.contacts + buyer, false);
  }
}
