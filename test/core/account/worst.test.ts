import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKey } from '#core/account/member.ts';
import { worstOf } from '#core/account/worst.ts';
import { anyOrder } from '../signals.ts';
import { anyMembers, member } from './members.ts';

describe('the worst key person', () => {
  test('is the lowest of those of whom enough is known', () => {
    const low = member('2', { title: 'CEO', propensity: 10 });
    const people = [
      member('1', { onDeal: true, propensity: 70 }),
      low,
      member('3', { title: 'CFO', propensity: 0, known: false }),
      member('4', { title: 'Engineer', propensity: 0 }),
    ];
    expect(worstOf(people)).toBe(low);
  });

  test('is whoever was dissatisfied before all others, little as may be known of them', () => {
    const unhappy = member('2', { title: 'CEO', propensity: 90, known: false, unhappy: true });
    expect(worstOf([member('1', { onDeal: true, propensity: 0 }), unhappy])).toBe(unhappy);
    expect(worstOf([member('3', { unhappy: true, title: 'Engineer' })])).toBeNull();
  });

  test('is nobody where no key person is known well enough', () => {
    expect(worstOf([])).toBeNull();
    expect(worstOf([member('1'), member('2', { title: 'CEO', known: false })])).toBeNull();
  });

  test('is one of the key people, the same in whichever order they come', () => {
    fc.assert(
      fc.property(
        anyMembers.chain((members) => fc.tuple(fc.constant(members), anyOrder(members))),
        ([members, shuffled]) => {
          const worst = worstOf(members);
          expect(worstOf(shuffled)).toEqual(worst);
          expect(worst === null || isKey(worst)).toBe(true);
        },
      ),
      { numRuns: 20_000 },
    );
  });
});
