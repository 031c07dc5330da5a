import { giveConsent } from '#test/sandbox/consent.ts';
import { switchOnWriteBack } from '#test/sandbox/write-back.ts';
import { startGroundswell } from '#test/support/running.ts';
import { megabytes, runtimes, usage } from './processes.ts';
import { whole, type Row } from './row.ts';

const PEOPLE = 200_000;
const UNLIMITED = 1_000_000;
const MEMORY_TARGET = 128;

/** A large portal read as fast as it can be handed over: what memory that takes. */
export const bulk: Row = {
  name: 'bulk',
  async measure(scale) {
    const people = PEOPLE * scale;
    const groundswell = await startGroundswell({
      people,
      connect: [],
      variables: { HUBSPOT_RATE: '10000' },
    });
    groundswell.sandbox.hubspot.sandbox.knobs.callsPerTenSeconds = UNLIMITED;
    const pid = runtimes()[0]!;
    const idle = usage(pid);
    await giveConsent(groundswell.appUrl, 'hubspot', groundswell.adminToken);
    await switchOnWriteBack(groundswell.appUrl, groundswell.adminToken);
    await groundswell.synced(600_000);
    const done = usage(pid);
    const { contacts } = groundswell.sandbox.hubspot.sandbox.portal.counts();
    await groundswell.close();
    const seconds = (done.cpu - idle.cpu) / 1000;
    const grown = megabytes(done.peak - idle.resident);
    return [
      {
        what: `memory while ${whole(people)} contacts backfill`,
        figure: `${whole(grown)} MB above idle`,
        target: `≤ ${MEMORY_TARGET} MB`,
        beside: `idle ${whole(megabytes(idle.resident))} MB, peak ${whole(megabytes(done.peak))} MB; with companies, deals and write-back ${whole(contacts / seconds)} contacts/s of CPU`,
        reached: grown <= MEMORY_TARGET,
      },
    ];
  },
};
