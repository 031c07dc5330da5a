import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Top } from '#core/score/top.ts';

test('holds the best of any number, in order, equals as they were added, and never more than it was told', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 1, max: 8 }), (values, most) => {
      const items = values.map((value, id) => ({ value, id }));
      const order = (a: (typeof items)[number], b: (typeof items)[number]) => b.value - a.value;
      const top = new Top(most, order);
      for (const item of items) {
        top.add(item);
        expect(top.items.length).toBeLessThanOrEqual(most);
      }
      expect(top.items).toEqual(items.toSorted(order).slice(0, most));
    }),
  );
});
