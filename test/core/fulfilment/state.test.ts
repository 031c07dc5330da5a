import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  follow,
  FULFILMENT_STATES,
  isUnderWay,
  isVoid,
  standing,
  type ProviderState,
} from '#core/fulfilment/state.ts';

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

const events = fc.array(fc.record({ state: told, at: fc.integer({ min: 1, max: 5 }) }), { maxLength: 8 });

test('whatever is repeated, and in whatever order it comes, it stands where each event once would put it', () => {
  fc.assert(
    fc.property(events, fc.infiniteStream(fc.nat()), (said, random) => {
      const shuffled = [...said, ...said]
        .map((each) => ({ each, by: random.next().value ?? 0 }))
        .toSorted((a, b) => a.by - b.by)
        .map(({ each }) => each);
      const once = said.filter((a, n) => said.findIndex((b) => b.at === a.at && b.state === a.state) === n);
      expect(standing(shuffled)).toBe(standing(once));
    }),
  );
});

test('what is delivered leaves that only by a later failure, by running out, or as its money came back', () => {
  fc.assert(
    fc.property(events, fc.record({ state: told, at: fc.integer({ min: 1, max: 5 }) }), (said, next) => {
      fc.pre(standing(said) === 'delivered');
      const after = standing([...said, next]);
      const arrived = Math.max(...said.filter(({ state }) => state === 'delivered').map(({ at }) => at));
      const isLaterFailure = next.state === 'failed' && next.at > arrived;
      // After a failure it may have been sent again.
      const ways = [...(isLaterFailure ? ['failed', 'sent'] : []), 'delivered', 'unclaimed', 'returned'];
      expect(ways).toContain(after);
      expect(standing([...said, next, ...said])).toBe(after);
    }),
  );
});
