import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../bin/serve.ts';
import { giveConsent } from '#test/sandbox/consent.ts';
import { between, seeded } from '#test/sandbox/random.ts';
import { ADMIN_TOKEN, apiOf, isSynced, startVendors, until, type Vendors } from '#test/support/running.ts';
import { killRuntime } from '#test/support/runtime.ts';
import { Load } from './load.ts';
import { verdict } from './verdict.ts';

const PEOPLE = 20;

export interface Soaked {
  kills: number;
  requests: number;
  rewards: number;
  signals: number;
  /** Milliseconds from each kill to the next answer. */
  restarts: number[];
  /** What was lost or doubled. */
  broken: string[];
}

/** Kills the runtime at random points while clients write to it as fast as they can, and tells what came of it. */
export async function soak(options: {
  kills: number;
  seed: string;
  tell?: (kill: number, restart: number) => void;
}): Promise<Soaked> {
  const folder = mkdtempSync(join(tmpdir(), 'groundswell-soak-'));
  const vendors = await startVendors(PEOPLE);
  const server = await serve({ port: vendors.port, stateDir: folder, variables: vendors.variables });
  try {
    const load = new Load(vendors.appUrl, await readPeople(vendors), seeded(`${options.seed}: load`));
    const restarts = await killUnder(load, vendors.appUrl, options);
    const { requests, proposed, signals } = load;
    const broken = await verdict(vendors, folder, load);
    return {
      kills: options.kills,
      requests,
      rewards: proposed.size,
      signals: signals.size,
      restarts,
      broken,
    };
  } finally {
    await server.close();
    await vendors.sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The people of the portal, read to the end. */
async function readPeople({ appUrl }: Vendors): Promise<string[]> {
  const api = apiOf(appUrl);
  await giveConsent(appUrl, 'hubspot', ADMIN_TOKEN);
  await until(() => isSynced(api), 'the first sync');
  const { items } = await api<{ items: { id: string }[] }>('/people?limit=200');
  return items.map(({ id }) => id);
}

async function killUnder(
  load: Load,
  appUrl: string,
  { kills, seed, tell }: Parameters<typeof soak>[0],
): Promise<number[]> {
  const random = seeded(`${seed}: kills`);
  const restarts: number[] = [];
  load.begin();
  for (let kill = 1; kill <= kills; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, between(random, 20, 400)));
    const restart = await killRuntime(appUrl);
    restarts.push(restart);
    tell?.(kill, restart);
  }
  await load.end();
  return restarts;
}
