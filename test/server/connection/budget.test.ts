import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBudget } from '#server/connection/budget.ts';

const WINDOW = 10_000;
const RATE = 20;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22) });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the rate budget', () => {
  test('is never overrun, wherever between its start and its answer the vendor counts a call', async () => {
    const delays = fc.array(fc.record({ there: fc.nat({ max: 2_000 }), back: fc.nat({ max: 2_000 }) }), {
      minLength: 3 * RATE,
      maxLength: 4 * RATE,
    });
    await fc.assert(
      fc.asyncProperty(delays, fc.constantFrom('call' as const, 'search' as const), async (trips, budget) => {
        const counted = await countedBy(trips, budget);
        const [limit, window] = budget === 'call' ? [RATE, WINDOW] : [5, 1_000];
        const gaps = counted.slice(limit).map((at, index) => at - (counted[index] ?? at));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(window);
      }),
      { numRuns: 40 },
    );
  });

  test('is used up: a vendor who answers at once is called as often as it allows', async () => {
    const counted = await countedBy(
      Array.from({ length: 3 * RATE }, () => ({ there: 0, back: 0 })),
      'call',
    );
    const first = counted[0] ?? 0;
    expect(counted.filter((at) => at < first + 2 * WINDOW + 500).length).toBeGreaterThanOrEqual(3 * RATE - 2);
  });

  test('after a restart waits until what a former life called no longer counts', async () => {
    const lastCallAt = Date.now() - 3_000;
    const spend = createBudget(RATE, lastCallAt, Date.now, () => undefined);
    const calledAt = spend('call', async () => Date.now());
    await vi.runAllTimersAsync();
    expect((await calledAt) - lastCallAt).toBeGreaterThanOrEqual(WINDOW + 1_000);
  });

  test('goes on after a call that fails', async () => {
    const spend = createBudget(RATE, 0, Date.now, () => undefined);
    const failed = Array.from({ length: RATE + 5 }, () =>
      spend('call', () => Promise.reject(new Error('503'))),
    );
    const settled = Promise.allSettled([...failed, spend('call', async () => 'fine')]);
    await vi.runAllTimersAsync();
    expect((await settled).at(-1)).toEqual({ status: 'fulfilled', value: 'fine' });
  });
});

/** When the vendor counted each call, in the order of its own clock. */
async function countedBy(
  trips: { there: number; back: number }[],
  budget: 'call' | 'search',
): Promise<number[]> {
  const spend = createBudget(RATE, 0, Date.now, () => undefined);
  const counted: number[] = [];
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const calls = trips.map(({ there, back }) =>
    spend(budget, async () => {
      await sleep(there);
      counted.push(Date.now());
      await sleep(back);
    }),
  );
  await vi.runAllTimersAsync();
  await Promise.all(calls);
  return counted.toSorted((a, b) => a - b);
}
