import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import jsforce from 'jsforce';
import { createClient } from '#connectors/salesforce/client.ts';
import { createSalesforce } from '#connectors/salesforce/index.ts';
import { describeSchema } from '#connectors/salesforce/schema.ts';
import { giveConsent } from '#test/sandbox/consent.ts';
import { switchOnWriteBack } from '#test/sandbox/write-back.ts';
import { startGroundswell } from '#test/support/running.ts';
import { megabytes, runtimes, usage } from './processes.ts';
import { whole, type Figure, type Row } from './row.ts';
import type { ServedOrg } from './salesforce-org.ts';

const CONTACTS = 100_000;
/** The demo company's sales team keeps about so many contacts for each person there is. */
const CONTACTS_A_PERSON = 0.9;
const PAGE_OF_BULK_RESULTS = 50_000;
const MEMORY_TARGET = 128;
const VERSION = '67.0';

/** A large org read in both ways, beside the SDK alone; and the memory it takes the server. */
export const salesforce: Row = {
  name: 'salesforce',
  async measure(scale) {
    const contacts = CONTACTS * scale;
    return [...(await speed(contacts)), await memory(contacts)];
  },
};

async function speed(contacts: number): Promise<Figure[]> {
  const process = fork(`${import.meta.dirname}/salesforce-org.ts`, [String(contacts)]);
  try {
    const [org] = (await once(process, 'message')) as [ServedOrg];
    const soql = await contactQuery(org);
    const rest = await rate(() => readByUs(org, Infinity));
    const bulk = await rate(() => readByUs(org, 0));
    const restPeer = await rate(() => readBySdk(org, soql));
    const paged = await rate(() => readInBulkBySdk(org, soql)).catch(firstLine);
    await setPageRows(process, contacts);
    const single = await rate(() => readInBulkBySdk(org, soql)).catch(firstLine);
    await setPageRows(process, PAGE_OF_BULK_RESULTS);
    const several = contacts > PAGE_OF_BULK_RESULTS ? `in several pages ${told(paged)}, ` : '';
    return [
      {
        what: `${whole(contacts)} Salesforce contacts by REST`,
        figure: told(rest),
        target: 'told',
        beside: `jsforce with autoFetch: ${told(restPeer)}, campaigns and cases not among its fields`,
        reached: rest.read >= contacts,
      },
      {
        what: `${whole(contacts)} Salesforce contacts by Bulk API 2.0`,
        figure: told(bulk),
        target: 'told',
        beside: `jsforce bulk2: ${several}in one page ${told(single)}`,
        reached: bulk.read >= contacts,
      },
    ];
  } finally {
    process.kill();
  }
}

interface Rate {
  read: number;
  seconds: number;
}

async function rate(read: () => Promise<number>): Promise<Rate> {
  const begun = performance.now();
  const count = await read();
  return { read: count, seconds: (performance.now() - begun) / 1000 };
}

function told(measured: Rate | string): string {
  if (typeof measured === 'string') return `fails (${measured})`;
  return `${whole(measured.read / measured.seconds)} contacts/s`;
}

/** What a failure says, where failing is what is to be shown: jsforce#1546 is a bulk query of more than one page. */
function firstLine(error: unknown): string {
  return String(error).split('\n')[0] ?? '';
}

async function readByUs(org: ServedOrg, bulkAbove: number): Promise<number> {
  const connector = createSalesforce({
    ...ways(org),
    uiHost: new URL(org.url).host,
    orgId: org.orgId,
    bulkAbove,
  });
  let read = 0;
  for await (const { batch } of connector.backfill(null)) read += batch.contacts.length;
  return read;
}

function ways({ url, token }: ServedOrg) {
  return {
    apiUrl: url,
    accessToken: async () => token,
    refused: () => undefined,
    spend: <T>(_budget: 'call' | 'search', call: () => Promise<T>) => call(),
    onUsage: () => undefined,
  };
}

/** Asks for the fields of a contact that we ask for. */
async function contactQuery(org: ServedOrg): Promise<string> {
  const wait = (ms: number) => new Promise<void>((done) => void setTimeout(done, ms));
  const schema = await describeSchema(createClient({ ...ways(org), now: () => Date.now(), wait }));
  return `SELECT ${schema.readable('Contact').join(', ')} FROM Contact`;
}

function sdk({ url, token }: ServedOrg) {
  return new jsforce.Connection({ instanceUrl: url, accessToken: token, version: VERSION });
}

async function readBySdk(org: ServedOrg, soql: string): Promise<number> {
  const { records } = await sdk(org).query(soql, { autoFetch: true, maxFetch: Infinity });
  return records.length;
}

async function readInBulkBySdk(org: ServedOrg, soql: string): Promise<number> {
  const found = await sdk(org).bulk2.query(soql, { pollInterval: 100, pollTimeout: 60_000 });
  return (await found.toArray()).length;
}

async function setPageRows(org: ChildProcess, rows: number): Promise<void> {
  org.send(rows);
  await once(org, 'message');
}

async function memory(contacts: number): Promise<Figure> {
  const groundswell = await startGroundswell({
    people: Math.ceil(contacts / CONTACTS_A_PERSON),
    connect: [],
  });
  const pid = runtimes()[0]!;
  const idle = usage(pid);
  await giveConsent(groundswell.appUrl, 'salesforce', groundswell.adminToken);
  await switchOnWriteBack(groundswell.appUrl, groundswell.adminToken);
  await groundswell.synced(600_000);
  const done = usage(pid);
  const { org, jobs } = groundswell.sandbox.salesforce.sandbox;
  const read = org.table('Contact').size;
  await groundswell.close();
  const seconds = (done.cpu - idle.cpu) / 1000;
  const grown = megabytes(done.peak - idle.resident);
  return {
    what: `memory while ${whole(read)} Salesforce contacts backfill`,
    figure: `${whole(grown)} MB above idle`,
    target: `≤ ${MEMORY_TARGET} MB`,
    beside: `idle ${whole(megabytes(idle.resident))} MB, peak ${whole(megabytes(done.peak))} MB; ${jobs.made} bulk jobs; with leads, accounts, opportunities and write-back ${whole(read / seconds)} contacts/s of CPU`,
    reached: grown <= MEMORY_TARGET,
  };
}
