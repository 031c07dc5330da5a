import { giveConsent } from '#test/sandbox/consent.ts';
import { startGroundswell } from '#test/support/running.ts';
import { megabytes, runtimes, usage } from './processes.ts';
import { whole, type Row } from './row.ts';

const PEOPLE = 200_000;
const UNLIMITED = 1_000_000;
const CPU_TARGET = 20_000;
const MEMORY_TARGET = 128;

/** A large portal read as fast as it can be handed over: what a page costs, and what memory it takes. */
export const bulk: Row = {
  name: 'bulk',
  async measure() {
    const groundswell = await startGroundswell({
      people: PEOPLE,
      connect: [],
      variables: { HUBSPOT_RATE: '10000' },
    });
    groundswell.sandbox.hubspot.sandbox.knobs.callsPerTenSeconds = UNLIMITED;
    const pid = runtimes()[0]!;
    const idle = usage(pid);
    await giveConsent(groundswell.appUrl, 'hubspot', groundswell.adminToken);
    await groundswell.synced(600_000);
    const done = usage(pid);
    const { contacts } = groundswell.sandbox.hubspot.sandbox.portal.counts();
    await groundswell.close();
    const seconds = (done.cpu - idle.cpu) / 1000;
    const grown = megabytes(done.peak - idle.resident);
    return [
      {
        what: 'page of 100, fetch to committed rows',
        figure: `${whole(contacts / seconds)} contacts/s of CPU`,
        target: `≥ ${whole(CPU_TARGET)}/s`,
        beside: `${whole(contacts)} contacts in ${seconds.toFixed(1)} s of workerd's CPU, companies and deals included`,
        reached: contacts / seconds >= CPU_TARGET,
      },
      {
        what: `memory while ${whole(PEOPLE)} contacts backfill`,
        figure: `${whole(grown)} MB above idle`,
        target: `≤ ${MEMORY_TARGET} MB`,
        beside: `workerd idle ${whole(megabytes(idle.resident))} MB, peak ${whole(megabytes(done.peak))} MB`,
        reached: grown <= MEMORY_TARGET,
      },
    ];
  },
};
