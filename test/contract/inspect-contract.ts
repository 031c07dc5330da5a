import { describe, expect, test } from 'vitest';
import type { MakeWorld } from './crm-world.ts';
import { backfillInto, expectSame } from './follow.ts';
import { Mirror } from './mirror.ts';

/** What the account no longer offers is named, and the rest goes on. */
export function inspectContract(makeWorld: MakeWorld): void {
  describe('inspect', () => {
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
  });
}
