import fc from 'fast-check';
import { expect, test } from 'vitest';
import { follow, FULFILMENT_STATES, isUnderWay, isVoid, type ProviderState } from '#core/fulfilment/state.ts';

const TOLD: ProviderState[] = ['ordered', 'sent', 'delivered', 'unclaimed', 'failed', 'returned'];
const told = fc.constantFrom(...TOLD);

test('what is told twice is told once', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FULFILMENT_STATES), told, (before, said) => {
      const once = follow(before, said);
      expect(follow(once, said)).toBe(once);
    }),
  );
});

test('steps without a failure end alike in whatever order they are told', () => {
  const steps = fc.array(fc.constantFrom<ProviderState>('ordered', 'sent', 'delivered', 'unclaimed'), {
    minLength: 1,
  });
  fc.assert(
    fc.property(steps, (said) => {
      const furthest = TOLD.findLast((state) => said.includes(state));
      expect(said.reduce<(typeof FULFILMENT_STATES)[number]>(follow, 'ordering')).toBe(furthest);
    }),
  );
});

test('what came back or is void stays so, whatever is told afterwards', () => {
  fc.assert(
    fc.property(fc.constantFrom('returned' as const, 'cancelled' as const), fc.array(told), (end, said) => {
      expect(said.reduce<(typeof FULFILMENT_STATES)[number]>(follow, end)).toBe(end);
    }),
  );
});

test.each<[string, ProviderState, string]>([
  ['delivered', 'sent', 'delivered'],
  ['delivered', 'failed', 'failed'],
  ['sent', 'returned', 'returned'],
  ['failed', 'ordered', 'failed'],
  ['failed', 'delivered', 'delivered'],
  ['ordering', 'delivered', 'delivered'],
])('%s and then %s is %s', (before, said, after) => {
  expect(follow(before as ProviderState, said)).toBe(after);
});

test('only what came back or was cancelled is void, only what was taken and has not arrived is under way', () => {
  expect(FULFILMENT_STATES.filter(isVoid)).toEqual(['returned', 'cancelled']);
  expect(FULFILMENT_STATES.filter(isUnderWay)).toEqual(['ordered', 'sent']);
});
