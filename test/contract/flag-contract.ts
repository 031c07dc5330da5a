import { describe, expect, test } from 'vitest';
import type { AdvocateFlag, FlagWrite } from '#core/crm/flag.ts';
import type { MakeWorld } from './crm-world.ts';

/** Flags reach their records, each on its own. */
export function flagContract(makeWorld: MakeWorld): void {
  describe('flags', () => {
    test('makes our properties ready, and asking again changes nothing', async () => {
      const world = makeWorld({ contacts: 1, companies: 0, deals: 0 });
      expect((await world.connect().prepareFlags()).ok).toBe(true);
      const ready = world.ourProperties();
      expect(ready.length).toBeGreaterThan(0);
      expect(await world.connect().prepareFlags()).toEqual({ ok: true, value: { created: [] } });
      expect(world.ourProperties()).toEqual(ready);
    });

    test('writes a hundred, and one bad row does not hold up the others', async () => {
      const world = makeWorld({ contacts: 100, companies: 0, deals: 0 });
      await world.connect().prepareFlags();
      const ids = [...world.truth().contacts.keys()];
      const bad = ids[37] ?? '';
      world.rejectWrites(bad);
      const results = await world.connect().writeFlags(ids.map(flagFor), world.now());
      expect(results.map(({ recordId }) => recordId)).toEqual(ids);
      expect(results.filter(({ problem }) => problem !== null).map(({ recordId }) => recordId)).toEqual([
        bad,
      ]);
      expect(results[37]?.problem?.code).toBe('record_rejected');
      expect(ids.filter((id) => world.flagStatus(id) !== 'advocate')).toEqual([bad]);
    });

    test('reads back what it wrote, and nothing where nothing was written', async () => {
      const world = makeWorld({ contacts: 3, companies: 0, deals: 0 });
      const [full = '', bare = '', untouched = ''] = world.truth().contacts.keys();
      expect(await world.connect().readFlags([full])).toEqual(new Map([[full, null]]));
      await world.connect().prepareFlags();
      const flags: [string, AdvocateFlag][] = [
        [
          full,
          { ...FLAG, status: 'resting', nextAskAt: Date.UTC(2026, 11, 24), lastActAt: Date.UTC(2026, 4, 1) },
        ],
        [bare, { ...FLAG, status: 'do_not_ask', propensity: null }],
      ];
      const writes = flags.map(([recordId, flag]) => ({ recordId, flag }));
      const written = await world.connect().writeFlags(writes, world.now());
      expect(written.map(({ problem }) => problem)).toEqual([null, null]);
      const carried = await world.connect().readFlags([untouched, bare, full]);
      for (const [id, flag] of flags) expect(carried.get(id)).toMatchObject(flag);
      expect(carried.get(untouched)).toBe(null);
      const updatedAt = carried.get(full)?.updatedAt ?? 0;
      expect(Math.abs(updatedAt - world.now())).toBeLessThan(1_000);
    });

    test('clears what no longer holds', async () => {
      const world = makeWorld({ contacts: 1, companies: 0, deals: 0 });
      await world.connect().prepareFlags();
      const [id = ''] = world.truth().contacts.keys();
      const busy = { ...FLAG, nextAskAt: Date.UTC(2026, 11, 24), lastActAt: Date.UTC(2026, 4, 1) };
      for (const flag of [busy, { ...FLAG, propensity: null }])
        await world.connect().writeFlags([{ recordId: id, flag }], world.now());
      expect((await world.connect().readFlags([id])).get(id)).toMatchObject({ ...FLAG, propensity: null });
    });

    test('empties what it wrote, whatever is gone or was never written', async () => {
      const world = makeWorld({ contacts: 4, companies: 0, deals: 0 });
      const [one = '', gone = '', bare = '', kept = ''] = world.truth().contacts.keys();
      const cleared = async (ids: string[]) =>
        (await world.connect().clearFlags(ids)).map(({ recordId, problem }) => [recordId, problem]);
      expect(await cleared([one])).toEqual([[one, null]]);
      await world.connect().prepareFlags();
      await world.connect().writeFlags([one, gone, kept].map(flagFor), world.now());
      world.removeContact(gone);
      for (let times = 0; times < 2; times += 1) {
        expect(await cleared([one, gone, bare])).toEqual([one, gone, bare].map((id) => [id, null]));
      }
      expect([one, bare, kept].map((id) => world.flagStatus(id) || null)).toEqual([null, null, 'advocate']);
      expect(await world.connect().readFlags([one])).toEqual(new Map([[one, null]]));
      world.rejectWrites(kept);
      expect((await world.connect().clearFlags([kept]))[0]?.problem?.code).toBe('record_rejected');
    });

    test('names everything of its own', async () => {
      const world = makeWorld({ contacts: 0, companies: 0, deals: 0 });
      await world.connect().prepareFlags();
      const names = world.connect().ownedNames().join('\n');
      expect(world.ourProperties().filter((property) => !names.includes(property))).toEqual([]);
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
  });
}

const FLAG: AdvocateFlag = {
  status: 'advocate',
  propensity: 71,
  confidence: 0.6,
  reason: 'NPS 10',
  nextAskAt: null,
  lastActAt: null,
};

function flagFor(recordId: string): FlagWrite {
  return { recordId, flag: FLAG };
}
