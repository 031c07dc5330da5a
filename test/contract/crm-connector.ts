import { describe } from 'vitest';
import { backfillContract } from './backfill-contract.ts';
import type { MakeWorld } from './crm-world.ts';
import { flagContract } from './flag-contract.ts';
import { inspectContract } from './inspect-contract.ts';
import { pollContract } from './poll-contract.ts';
import { readContract } from './read-contract.ts';

/** What every CRM connector must do. `makeWorld` gives a fresh vendor account of a size. */
export function describeConnector(name: string, makeWorld: MakeWorld): void {
  describe(`${name} as a CRM connector`, () => {
    backfillContract(makeWorld);
    pollContract(makeWorld);
    readContract(makeWorld);
    flagContract(makeWorld);
    inspectContract(makeWorld);
  });
}
