import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SyncCursor } from '#connectors/connector.ts';
import type { CrmWorld, MakeWorld } from './crm-world.ts';
import { backfillInto, expectSame, firstSteps, lost, pollInto, sweepInto } from './follow.ts';
import { Mirror } from './mirror.ts';

const MINUTE = 60_000;

/** Many worlds in one test; a busy machine is no failure. */
const PATIENCE = 60_000;

/** Polls keep up with the account, whatever happens in it. */
export function pollContract(makeWorld: MakeWorld): void {
  describe('poll', () => {
    test(
      'finds nothing lost whatever happens, and only departures are left to the sweep',
      { timeout: PATIENCE },
      async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(happening, { maxLength: 25 }),
            fc.nat({ max: 6 }),
            fc.nat({ max: 30_000 }),
            async (happenings, before, lag) => {
              const world = makeWorld({ contacts: 620, companies: 20, deals: 20 });
              world.lag(lag);
              const mirror = new Mirror();
              const gone: Departures = { removed: new Set(), absorbed: new Map() };
              const started = await firstSteps(mirror, world, null, 1 + before);
              for (const one of happenings) happen(world, one, gone);
              let cursor = started === 'ended' ? null : await backfillInto(mirror, world, started);
              for (const one of happenings) {
                happen(world, one, gone);
                world.pass(MINUTE);
                cursor = await pollInto(mirror, world, cursor);
              }
              world.pass(5 * MINUTE);
              cursor = await pollInto(mirror, world, cursor);
              const missed = lost(mirror, world);
              expect(missed.outdated).toEqual([]);
              expect(missed.unknown).toEqual([]);
              expect(missed.ghosts.filter((id) => !gone.removed.has(id))).toEqual([]);
              await sweepInto(mirror, world);
              expectSame(mirror, world);
            },
          ),
          { numRuns: 20 },
        );
      },
    );

    test('finds more changes than one query of the vendor can give', { timeout: PATIENCE }, async () => {
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

/** What a poll may leave to the sweep, for the vendor announces it nowhere a poll looks. */
interface Departures {
  removed: Set<string>;
  /** By survivor: whom it absorbed. Not every vendor hands the list on when the survivor is absorbed in turn. */
  absorbed: Map<string, string[]>;
}

function happen(world: CrmWorld, { what, a, b }: Happening, { removed, absorbed }: Departures): void {
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
    // Who was absorbed lies in no recycle bin.
    if (world.truth().contacts.has(back)) removed.delete(back);
  } else if (what === 'merge' && one !== other) {
    const survivor = world.mergeContacts(one, other);
    for (const id of absorbed.get(other) ?? []) removed.add(id);
    const earlier = [one, other].flatMap((id) => [id, ...(absorbed.get(id) ?? [])]);
    absorbed.set(
      survivor,
      earlier.filter((id) => id !== survivor),
    );
  }
  if (what === 'pass') world.pass(a % 20_000);
}
