import { hubspotCards } from '#test/e2e/card-requests.ts';
import { salesforceCards, type CardKeys } from '#test/e2e/salesforce-card-requests.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { fire, type Shot } from './load.ts';
import { whole, type Figure, type Row } from './row.ts';

const READS = 10_000;
const WARM_UP = 1_000;
const IN_FLIGHT = 50;
const TARGET = 100;

interface Request {
  url: string;
  headers: Record<string, string>;
}

/** Companies of which a card lists but a part of the people. */
const LARGE = 30;

/** The cards of a contact and of a large company in both CRMs, each request signed anew, beside the least the same server can answer. */
export const repCard: Row = {
  name: 'repcard',
  async measure(scale) {
    const groundswell = await startGroundswell({ people: 1_000, connect: ['hubspot', 'salesforce'] });
    await groundswell.synced();
    const reads = Math.round(READS * scale);
    const health = { url: `${groundswell.appUrl}/healthz`, headers: {} };
    await p99(Array.from({ length: WARM_UP }, () => health));
    const least = await p99(Array.from({ length: reads }, () => health));
    const figures: Figure[] = [];
    for (const [name, asks] of await cardsOf(groundswell)) {
      await p99(Array.from({ length: WARM_UP }, (_, index) => asks(reads + index)));
      const load = await p99(Array.from({ length: reads }, (_, index) => asks(index)));
      figures.push({
        what: `card of a ${name}, p99 at ${IN_FLIGHT} in flight`,
        figure: `${whole(load.p99)} ms`,
        target: `< ${TARGET} ms`,
        beside: `${whole(load.rate)}/s; /healthz: ${whole(least.p99)} ms, ${whole(least.rate)}/s`,
        reached: load.failed === 0 && load.p99 < TARGET,
      });
    }
    await groundswell.close();
    return figures;
  },
};

type Asks = (index: number) => Request;

async function cardsOf(groundswell: RunningGroundswell): Promise<[name: string, asks: Asks][]> {
  const { items } = await groundswell.api<{ items: { id: string }[] }>('/connections');
  const [, org = ''] = items.map(({ id }) => /^salesforce-(.+)$/.exec(id)?.[1] ?? '').toSorted();
  const keys = await groundswell.api<CardKeys>(`/connections/salesforce-${org}/card-keys`, {});
  const contacts = await contactsOf(groundswell);
  const companies = largeCompaniesOf(groundswell);
  const begun = Date.now();
  const hubspot = hubspotCards(groundswell);
  const salesforce = salesforceCards(groundswell, { org, keys });
  // The same question asked twice in one millisecond has one signature, and is refused the second time.
  const inHubspot = (kind: string, ids: readonly string[]): Asks => {
    return (index) => hubspot.show(kind, ids[index % ids.length]!, { at: begun - index });
  };
  const inSalesforce = (kind: string, ids: readonly string[]): Asks => {
    return (index) => salesforce.show(kind, ids[index % ids.length]!);
  };
  return [
    ['contact in HubSpot', inHubspot('contact', contacts.get('hubspot') ?? [])],
    ['contact in Salesforce', inSalesforce('contact', contacts.get('salesforce') ?? [])],
    [`company of ${LARGE} or more in HubSpot`, inHubspot('company', companies.hubspot)],
    [`company of ${LARGE} or more in Salesforce`, inSalesforce('company', companies.salesforce)],
  ];
}

/** The ids of every company with at least `LARGE` people in the vendors' own books. */
function largeCompaniesOf({ sandbox }: RunningGroundswell): { hubspot: string[]; salesforce: string[] } {
  const { tables, associations } = sandbox.hubspot.sandbox.portal;
  const { companies, contacts } = tables;
  const hubspot = companies
    .page(companies.firstId, companies.size)
    .records.map(({ id }) => id)
    .filter((id) => {
      const people = associations.of('companies', id, 'contacts');
      return people.filter(({ to, primary }) => primary && contacts.isLive(to)).length >= LARGE;
    })
    .map(String);
  const people = sandbox.salesforce.sandbox.org.table('Contact').all();
  const byAccount = Map.groupBy(people, (row) => String(row['AccountId'] ?? ''));
  const salesforce = [...byAccount].flatMap(([id, rows]) => (id !== '' && rows.length >= LARGE ? [id] : []));
  return { hubspot, salesforce };
}

async function contactsOf(groundswell: RunningGroundswell): Promise<Map<string, string[]>> {
  const { items } = await groundswell.api<{ items: { records: { vendor: string; id: string }[] }[] }>(
    '/people?limit=200&sort=-propensity',
  );
  const records = items.flatMap((person) => person.records);
  return new Map(
    [...Map.groupBy(records, (each) => each.vendor)].map(([vendor, each]) => [
      vendor,
      each.map(({ id }) => id),
    ]),
  );
}

function p99(requests: Request[]) {
  const shots = requests.map(({ url, headers }): Shot => ({ method: 'GET', url, headers, body: '' }));
  return fire(shots, IN_FLIGHT);
}
