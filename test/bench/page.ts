import { giveConsent } from '#test/sandbox/consent.ts';
import { Associations } from '#test/sandbox/hubspot/associations.ts';
import { FIRST_IDS, type Portal } from '#test/sandbox/hubspot/portal.ts';
import { recordsFrom } from '#test/sandbox/hubspot/record.ts';
import { Table } from '#test/sandbox/hubspot/table.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { runtimes, usage } from './processes.ts';
import { whole, type Row } from './row.ts';

const CONTACTS = 25_000;
/** Read before the clock starts: until then the engine still compiles what it runs. */
const WARM_UP = 5_000;
const UNLIMITED = 1_000_000;
const TARGET = 20_000;
const GLANCE = 200;

/** How far the read has come, and what CPU it has taken by then, milliseconds. */
interface Mark {
  done: number;
  cpu: number;
}

/** Pages of contacts, from the vendor's answer to committed rows, as fast as they can be handed over. */
export const page: Row = {
  name: 'page',
  async measure(scale) {
    const groundswell = await startGroundswell({
      people: WARM_UP + Math.round((CONTACTS - WARM_UP) * scale),
      connect: [],
      variables: { HUBSPOT_RATE: '10000' },
    });
    const { knobs, portal } = groundswell.sandbox.hubspot.sandbox;
    knobs.callsPerTenSeconds = UNLIMITED;
    keepOnlyContacts(portal);
    const marks = await readToTheEnd(groundswell);
    await groundswell.close();
    const last = marks.at(-1)!;
    const warm = marks.find(({ done }) => done >= WARM_UP)!;
    const rate = ((last.done - warm.done) / (last.cpu - warm.cpu)) * 1000;
    return [
      {
        what: 'page of 100 contacts, fetch to committed rows',
        figure: `${whole(rate)} contacts/s of CPU`,
        target: `≥ ${whole(TARGET)}/s`,
        beside: `${whole(1e6 / rate)} µs each, HTTP, parsing, scoring and disk included; ${whole((last.done / last.cpu) * 1000)}/s from the cold start`,
        reached: rate >= TARGET,
      },
    ];
  },
};

/** Companies and deals would count as nothing here and cost as much. */
function keepOnlyContacts(portal: Portal): void {
  portal.associations = new Associations();
  for (const type of ['companies', 'deals'] as const) {
    portal.tables[type] = new Table(type, FIRST_IDS[type], recordsFrom([]));
  }
}

async function readToTheEnd(groundswell: RunningGroundswell): Promise<Mark[]> {
  const { appUrl, adminToken } = groundswell;
  const pid = runtimes().at(-1)!;
  const before = usage(pid).cpu;
  await giveConsent(appUrl, 'hubspot', adminToken);
  const marks: Mark[] = [];
  for (;;) {
    const { items } = await groundswell.api<{
      items: { state: string; progress: { done: number }; finishedAt: number | null }[];
    }>('/connections');
    const { state, progress, finishedAt } = items[0]!;
    if (state === 'failing') throw new Error('the portal cannot be read');
    marks.push({ done: progress.done, cpu: usage(pid).cpu - before });
    if (finishedAt !== null) return marks;
    await new Promise((resolve) => setTimeout(resolve, GLANCE));
  }
}
