import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SyncCursor } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { FlagWrite } from '#core/crm/flag.ts';
import type { CrmWorld, MakeWorld } from './crm-world.ts';
import { Mirror } from './mirror.ts';

const MINUTE = 60_000;

/** What every CRM connector must do. `makeWorld` gives a fresh vendor account of a size. */
export function describeConnector(name: string, makeWorld: MakeWorld): void {
  describe(`${name} as a CRM connector`, () => {
    describe('backfill', () => backfillContract(makeWorld));
    describe('poll', () => pollContract(makeWorld));
    describe('read', () => readContract(makeWorld));
    describe('flags', () => flagContract(makeWorld));
    describe('inspect', () => inspectContract(makeWorld));
  });
}

function backfillContract(makeWorld: MakeWorld): void {
  test('reads exactly what the account holds, as many records as it counts', async () => {
    const world = makeWorld({ contacts: 1234, companies: 205, deals: 130 });
    const mirror = new Mirror();
    let read = 0;
    for await (const step of world.connect().backfill(null)) {
      mirror.apply(step.batch);
      read += step.read;
    }
    expectSame(mirror, world);
    expect(await world.connect().count()).toEqual({ ok: true, value: 1234 + 205 + 130 });
    expect(read).toBe(1234 + 205 + 130);
  });

  test.each([0, 1, 99, 100, 101, 299, 300, 400, 401])('reads an account of %i contacts', async (contacts) => {
    const world = makeWorld({ contacts, companies: 1, deals: 1 });
    const mirror = new Mirror();
    await backfillInto(mirror, world, null);
    expectSame(mirror, world);
  });

  test('reads an account with nothing in it', async () => {
    const world = makeWorld({ contacts: 0, companies: 0, deals: 0 });
    const mirror = new Mirror();
    await backfillInto(mirror, world, null);
    expectSame(mirror, world);
  });

  test('goes on from every one of its cursors without losing a record', async () => {
    const world = makeWorld({ contacts: 1050, companies: 150, deals: 120 });
    for (let killedAfter = 1; ; killedAfter++) {
      const mirror = new Mirror();
      const cursor = await firstSteps(mirror, world, null, killedAfter);
      if (cursor === 'ended') break;
      await backfillInto(mirror, world, cursor);
      expectSame(mirror, world);
    }
  });

  test('gets through when it is killed after every single step', async () => {
    const world = makeWorld({ contacts: 950, companies: 150, deals: 120 });
    const mirror = new Mirror();
    let cursor: SyncCursor | null | 'ended' = null;
    while (cursor !== 'ended') cursor = await firstSteps(mirror, world, cursor, 1);
    expectSame(mirror, world);
  });

  test('its cursors survive JSON', async () => {
    const world = makeWorld({ contacts: 150, companies: 0, deals: 0 });
    for await (const step of world.connect().backfill(null)) {
      expect(JSON.parse(JSON.stringify(step.cursor))).toEqual(step.cursor);
    }
  });

  test('a vendor that misbehaves in passing costs nothing', async () => {
    const world = makeWorld({ contacts: 800, companies: 150, deals: 120 });
    world.misbehave(40);
    const mirror = new Mirror();
    let cursor: SyncCursor | null = null;
    for (let ended = false; !ended;) {
      try {
        for await (const step of world.connect().backfill(cursor)) {
          mirror.apply(step.batch);
          cursor = step.cursor;
        }
        ended = true;
      } catch (error) {
        // What lasts longer than the connector's own patience is thrown as worth another try.
        expect(error).toBeInstanceOf(ConnectorError);
        expect(error).toMatchObject({ retryAfter: expect.any(Number) });
      }
    }
    expectSame(mirror, world);
  });
}

function pollContract(makeWorld: MakeWorld): void {
  test('finds nothing lost whatever happens, and only departures are left to the sweep', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 25 }),
        fc.nat({ max: 6 }),
        fc.nat({ max: 30_000 }),
        async (happenings, before, lag) => {
          const world = makeWorld({ contacts: 620, companies: 20, deals: 20 });
          world.lag(lag);
          const mirror = new Mirror();
          const removed = new Set<string>();
          const started = await firstSteps(mirror, world, null, 1 + before);
          for (const one of happenings) happen(world, one, removed);
          let cursor = started === 'ended' ? null : await backfillInto(mirror, world, started);
          for (const one of happenings) {
            happen(world, one, removed);
            world.pass(MINUTE);
            cursor = await pollInto(mirror, world, cursor);
          }
          world.pass(5 * MINUTE);
          cursor = await pollInto(mirror, world, cursor);
          const missed = lost(mirror, world);
          expect(missed.outdated).toEqual([]);
          expect(missed.unknown).toEqual([]);
          expect(missed.ghosts.filter((id) => !removed.has(id))).toEqual([]);
          await sweepInto(mirror, world);
          expectSame(mirror, world);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('finds more changes than one query of the vendor can give', async () => {
    const world = makeWorld({ contacts: 10_500, companies: 0, deals: 0 });
    const mirror = new Mirror();
    const cursor = await backfillInto(mirror, world, null);
    world.pass(20 * MINUTE);
    for (const id of world.truth().contacts.keys()) world.renameContact(id, `Renamed ${id}`);
    world.pass(MINUTE);
    await pollInto(mirror, world, cursor);
    expectSame(mirror, world);
  });

  test('goes on from every one of its cursors without losing a change', async () => {
    const world = makeWorld({ contacts: 450, companies: 0, deals: 0 });
    const first = new Mirror();
    const cursor = await backfillInto(first, world, null);
    world.pass(20 * MINUTE);
    for (const id of world.truth().contacts.keys()) {
      world.renameContact(id, `Renamed ${id}`);
      world.pass(10);
    }
    for (let killedAfter = 1; ; killedAfter++) {
      const mirror = new Mirror();
      for (const contact of first.contacts.values()) mirror.contacts.set(contact.id, contact);
      let steps = 0;
      let at: SyncCursor | null = cursor;
      for await (const step of world.connect().poll(cursor, world.now())) {
        mirror.apply(step.batch);
        at = step.cursor;
        if (++steps === killedAfter) break;
      }
      if (steps < killedAfter) break;
      await pollInto(mirror, world, at);
      expect(lost(mirror, world)).toEqual({ outdated: [], unknown: [], ghosts: [] });
    }
  });

  test('is quiet when nothing changed', async () => {
    const world = makeWorld({ contacts: 300, companies: 10, deals: 10 });
    let cursor: SyncCursor | null = await backfillInto(new Mirror(), world, null);
    world.pass(30 * MINUTE);
    cursor = await pollInto(new Mirror(), world, cursor);
    let read = 0;
    for await (const step of world.connect().poll(cursor, world.now())) read += step.read;
    expect(read).toBe(0);
  });
}

function readContract(makeWorld: MakeWorld): void {
  test('gives records as they are now, and removals for ids the vendor does not know', async () => {
    const world = makeWorld({ contacts: 130, companies: 5, deals: 5 });
    const [gone = '', renamed = '', ...others] = world.truth().contacts.keys();
    world.removeContact(gone);
    world.renameContact(renamed, 'New Name');
    const batch = await world.connect().read('contact', [gone, renamed, renamed, ...others]);
    expect(batch.removals).toEqual([{ kind: 'contact', id: gone, erased: false }]);
    expect(batch.contacts).toHaveLength(129);
    expect(batch.contacts.find(({ id }) => id === renamed)?.name).toBe('New Name');
    const deal = [...world.truth().deals.keys()][0] ?? '';
    const deals = await world.connect().read('deal', [deal]);
    expect(deals.deals[0]?.contactIds).toEqual(world.truth().deals.get(deal));
  });

  test('gives the survivor for an id that went in a merge', async () => {
    const world = makeWorld({ contacts: 3, companies: 0, deals: 0 });
    const [into = '', other = ''] = world.truth().contacts.keys();
    const survivor = world.mergeContacts(into, other);
    const batch = await world.connect().read('contact', [other]);
    expect(batch.removals).toEqual([]);
    expect(batch.contacts.map(({ id }) => id)).toEqual([survivor]);
    expect(batch.merges[0]?.from).toContain(other);
    expect(batch.merges[0]?.into).toBe(survivor);
  });

  test('reads nothing for no ids', async () => {
    const world = makeWorld({ contacts: 3, companies: 0, deals: 0 });
    expect((await world.connect().read('contact', [])).contacts).toEqual([]);
  });
}

function flagContract(makeWorld: MakeWorld): void {
  test('creates what is missing once, then finds it', async () => {
    const world = makeWorld({ contacts: 1, companies: 0, deals: 0 });
    const created = await world.connect().prepareFlags();
    expect(created).toEqual({ ok: true, value: { created: world.ourProperties() } });
    expect(world.ourProperties().length).toBeGreaterThan(0);
    expect(await world.connect().prepareFlags()).toEqual({ ok: true, value: { created: [] } });
  });

  test('writes a hundred, and one bad row does not hold up the others', async () => {
    const world = makeWorld({ contacts: 100, companies: 0, deals: 0 });
    await world.connect().prepareFlags();
    const ids = [...world.truth().contacts.keys()];
    const bad = ids[37] ?? '';
    world.rejectWrites(bad);
    const results = await world.connect().writeFlags(ids.map(flagFor), world.now());
    expect(results.map(({ recordId }) => recordId)).toEqual(ids);
    expect(results.filter(({ problem }) => problem !== null).map(({ recordId }) => recordId)).toEqual([bad]);
    expect(results[37]?.problem?.code).toBe('record_rejected');
    expect(ids.filter((id) => world.flagStatus(id) !== 'advocate')).toEqual([bad]);
  });

  test('names a record the vendor no longer has', async () => {
    const world = makeWorld({ contacts: 2, companies: 0, deals: 0 });
    await world.connect().prepareFlags();
    const [gone = '', here = ''] = world.truth().contacts.keys();
    world.removeContact(gone);
    const results = await world.connect().writeFlags([gone, here].map(flagFor), world.now());
    expect(results.map(({ problem }) => problem?.code ?? null)).toEqual(['not_found', null]);
    expect(world.flagStatus(here)).toBe('advocate');
  });
}

function inspectContract(makeWorld: MakeWorld): void {
  test('a changed property is named and left out while the others go on', async () => {
    const world = makeWorld({ contacts: 4, companies: 0, deals: 0 });
    const before = await world.connect().inspect([]);
    if (!before.ok) throw new Error(before.problem.message);
    expect(before.value.problems).toEqual([]);
    const changed = world.changePropertyType();
    const gone = before.value.mapped.find((property) => property !== changed) ?? '';
    world.dropProperty(gone);
    const after = await world.connect().inspect(before.value.mapped);
    if (!after.ok) throw new Error(after.problem.message);
    expect(after.value.mapped).not.toContain(changed);
    const problems = after.value.problems.map(({ property, code }) => [property, code]);
    expect(problems).toContainEqual([changed, 'property_type_changed']);
    expect(problems).toContainEqual([gone, 'property_missing']);
    const mirror = new Mirror();
    await backfillInto(mirror, world, null);
    expectSame(mirror, world);
  });

  test('a property never seen is no problem when it is not there', async () => {
    const world = makeWorld({ contacts: 0, companies: 0, deals: 0 });
    const before = await world.connect().inspect([]);
    if (!before.ok) throw new Error(before.problem.message);
    world.dropProperty(before.value.mapped[0] ?? '');
    const after = await world.connect().inspect(before.value.mapped.slice(1));
    expect(after).toEqual({ ok: true, value: { mapped: before.value.mapped.slice(1), problems: [] } });
  });
}

type Happening = {
  what: 'create' | 'rename' | 'remove' | 'restore' | 'merge' | 'pass';
  a: number;
  b: number;
};
const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom('create', 'rename', 'rename', 'remove', 'restore', 'merge', 'pass'),
  a: fc.nat(),
  b: fc.nat(),
});

function happen(world: CrmWorld, { what, a, b }: Happening, removed: Set<string>): void {
  const ids = [...world.truth().contacts.keys()];
  const one = ids[a % ids.length] ?? '';
  const other = ids[b % ids.length] ?? '';
  if (what === 'create') world.createContact(`Created ${a}`);
  else if (what === 'rename') world.renameContact(one, `Renamed ${a} ${b}`);
  else if (what === 'remove') {
    world.removeContact(one);
    removed.add(one);
  } else if (what === 'restore') {
    const back = [...removed][a % Math.max(1, removed.size)];
    if (back === undefined) return;
    world.restoreContact(back);
    removed.delete(back);
  } else if (what === 'merge' && one !== other) world.mergeContacts(one, other);
  else world.pass(a % 20_000);
}

async function backfillInto(
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
async function firstSteps(
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

async function pollInto(
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
async function sweepInto(mirror: Mirror, world: CrmWorld): Promise<void> {
  const met = new Set<string>();
  const connector = world.connect();
  for await (const { batch } of connector.backfill(null)) {
    mirror.apply(batch);
    for (const { id } of batch.contacts) met.add(id);
  }
  const unmet = [...mirror.contacts.keys()].filter((id) => !met.has(id));
  mirror.apply(await connector.read('contact', unmet));
}

function lost(mirror: Mirror, world: CrmWorld) {
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

function expectSame(mirror: Mirror, world: CrmWorld): void {
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

function flagFor(recordId: string): FlagWrite {
  const flag = {
    status: 'advocate' as const,
    propensity: 71,
    confidence: 0.6,
    reason: 'NPS 10',
    lastActAt: null,
  };
  return { recordId, flag };
}
