import { describe, expect, test } from 'vitest';
import type { FlagWrite } from '#core/crm/flag.ts';
import type { MakeWorld } from './crm-world.ts';

/** Flags reach their records, each on its own. */
export function flagContract(makeWorld: MakeWorld): void {
  describe('flags', () => {
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
      expect(results.filter(({ problem }) => problem !== null).map(({ recordId }) => recordId)).toEqual([
        bad,
      ]);
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
  });
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
