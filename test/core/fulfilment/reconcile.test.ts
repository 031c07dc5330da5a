import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderKey } from '#core/fulfilment/key.ts';
import { reconcile, type Booked, type ListedOrder } from '#core/fulfilment/reconcile.ts';

const PERIOD = { from: 1_000, to: 2_000 };
const booked = (rewardId: string, rest: Partial<Booked> = {}): Booked => ({
  rewardId,
  amount: 5000,
  currency: 'USD',
  at: 1_500,
  ...rest,
});
const listed = (rewardId: string, rest: Partial<ListedOrder> = {}): ListedOrder => ({
  reference: `O-${rewardId}`,
  key: orderKey(rewardId, 1),
  amount: 5000,
  currency: 'USD',
  paid: true,
  at: 1_500,
  ...rest,
});
const kinds = (ours: Booked[], theirs: ListedOrder[]) =>
  reconcile(ours, theirs, PERIOD).map(({ kind, rewardId }) => [kind, rewardId]);

test('books that agree differ in nothing, whatever the amounts and however they are ordered', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 20 }), (ids) => {
      const ours = ids.map((id) => booked(`R${id}`, { amount: id }));
      const theirs = ids.map((id) => listed(`R${id}`, { amount: id })).toReversed();
      expect(reconcile(ours, theirs, PERIOD)).toEqual([]);
    }),
  );
});

test.each<[string, Booked[], ListedOrder[]]>([
  ['missing_at_provider', [booked('R1')], []],
  ['void_at_provider', [booked('R1')], [listed('R1', { paid: false })]],
  ['unknown_to_us', [], [listed('R1')]],
  ['other_amount', [booked('R1')], [listed('R1', { amount: 4999 })]],
  ['other_currency', [booked('R1')], [listed('R1', { currency: 'EUR' })]],
  ['double', [booked('R1')], [listed('R1'), listed('R1', { key: orderKey('R1', 2), reference: 'O2' })]],
  ['double', [booked('R1')], [listed('R1'), listed('R1', { reference: 'O2' })]],
])('tells of %s', (kind, ours, theirs) => {
  expect(kinds(ours, theirs)).toEqual([[kind, 'R1']]);
});

test('an order that is none of ours is told without a reward', () => {
  const theirs = [listed('R1', { key: 'somebody else' }), listed('R2', { key: null })];
  expect(kinds([], theirs)).toEqual([
    ['unknown_to_us', null],
    ['unknown_to_us', null],
  ]);
});

test('an order that is void, or waits for a yes, is no payment', () => {
  expect(kinds([], [listed('R1', { paid: false })])).toEqual([]);
  const anew = [listed('R1', { paid: false }), listed('R1', { key: orderKey('R1', 2), reference: 'O2' })];
  expect(kinds([booked('R1')], anew)).toEqual([]);
});

test('the two sides of midnight agree, and what lies outside the period is not told', () => {
  expect(kinds([booked('R1', { at: 1_999 })], [listed('R1', { at: 2_001 })])).toEqual([]);
  expect(kinds([booked('R1', { at: 2_001 })], [listed('R2', { at: 999 })])).toEqual([]);
});

test('says what both sides have, and where to look', () => {
  const [one] = reconcile([booked('R1')], [listed('R1', { amount: 1 })], PERIOD);
  expect(one).toEqual({
    kind: 'other_amount',
    rewardId: 'R1',
    references: ['O-R1'],
    ours: { amount: 5000, currency: 'USD' },
    theirs: { amount: 1, currency: 'USD' },
  });
});
