import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadExport } from './export.ts';
import { loadRavenstack, RAVENSTACK_ACCOUNTS, type LoadedPortal } from './ravenstack.ts';

/** Reads whatever tables a folder holds. Throws when it holds none that are known. */
export function loadFolder(folder: string, options: { seed: string; now: number }): LoadedPortal {
  if (existsSync(join(folder, RAVENSTACK_ACCOUNTS))) return loadRavenstack(folder, options);
  if (existsSync(join(folder, 'contacts.csv'))) return loadExport(folder, options.now);
  throw new Error(`${folder} holds neither ${RAVENSTACK_ACCOUNTS} nor contacts.csv`);
}
