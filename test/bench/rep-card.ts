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

/** The card of a contact in both CRMs, each request signed anew, beside the least the same server can answer. */
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
        what: `card in ${name}, p99 at ${IN_FLIGHT} in flight`,
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
  const begun = Date.now();
  const hubspot = hubspotCards(groundswell);
  const salesforce = salesforceCards(groundswell, { org, keys });
  const ask = (vendor: string, show: (id: string, index: number) => Request): Asks => {
    const ids = contacts.get(vendor) ?? [];
    return (index) => show(ids[index % ids.length]!, index);
  };
  return [
    // The same question asked twice in one millisecond has one signature, and is refused the second time.
    ['HubSpot', ask('hubspot', (id, index) => hubspot.show('contact', id, { at: begun - index }))],
    ['Salesforce', ask('salesforce', (id) => salesforce.show('contact', id))],
  ];
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
