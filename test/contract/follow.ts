import { expect } from 'vitest';
import type { SyncCursor } from '#connectors/connector.ts';
import type { CrmWorld } from './crm-world.ts';
import type { Mirror } from './mirror.ts';

/** Applies a backfill to its end; gives its last cursor. */
export async function backfillInto(
  mirror: Mirror,
  world: CrmWorld,
  from: SyncCursor | null,
): Promise<SyncCursor | null> {
  let cursor = from;
  for await (const step of world.connect().backfill(from)) {
    mirror.apply(step.batch);
    cursor = step.cursor;
  }
  return cursor;
}

/** Applies so many steps, then drops everything as a crash would; `ended` when there were fewer. */
export async function firstSteps(
  mirror: Mirror,
  world: CrmWorld,
  from: SyncCursor | null,
  count: number,
): Promise<SyncCursor | 'ended'> {
  let steps = 0;
  for await (const step of world.connect().backfill(from)) {
    mirror.apply(step.batch);
    if (++steps === count) return step.cursor;
  }
  return 'ended';
}

/** Applies one poll to its end; gives its last cursor. */
export async function pollInto(
  mirror: Mirror,
  world: CrmWorld,
  from: SyncCursor | null,
): Promise<SyncCursor | null> {
  let cursor = from;
  for await (const step of world.connect().poll(from, world.now())) {
    mirror.apply(step.batch);
    cursor = step.cursor;
  }
  return cursor;
}

/** Reads everything again, then asks after what was not met: how departures are found that nobody announced. */
export async function sweepInto(mirror: Mirror, world: CrmWorld): Promise<void> {
  const met = new Set<string>();
  const connector = world.connect();
  for await (const { batch } of connector.backfill(null)) {
    mirror.apply(batch);
    for (const { id } of batch.contacts) met.add(id);
  }
  const unmet = [...mirror.contacts.keys()].filter((id) => !met.has(id));
  mirror.apply(await connector.read('contact', unmet));
}

/** How the mirror's contacts differ from the account's: missing, of another name, or gone there. */
export function lost(mirror: Mirror, world: CrmWorld) {
  const { contacts } = world.truth();
  const known = mirror.contacts;
  return {
    unknown: [...contacts.keys()].filter((id) => !known.has(id)),
    outdated: [...contacts]
      .filter(([id, { name }]) => known.has(id) && known.get(id)?.name !== name)
      .map(([id]) => id),
    ghosts: [...known.keys()].filter((id) => !contacts.has(id)),
  };
}

/** Expects the mirror to hold what the account holds. */
export function expectSame(mirror: Mirror, world: CrmWorld): void {
  const truth = world.truth();
  const contacts = [...mirror.contacts.values()].map(
    ({ id, name, email, companyId }) => [id, { name, email, companyId }] as const,
  );
  expect(new Map(contacts)).toEqual(truth.contacts);
  expect(new Set(mirror.companies.keys())).toEqual(truth.companies);
  expect(new Map([...mirror.deals.values()].map(({ id, contactIds }) => [id, contactIds]))).toEqual(
    truth.deals,
  );
  expect(new Set(mirror.owners.keys())).toEqual(truth.owners);
}
