import { describe, expect, it } from 'vitest';
import { leftNow } from '#server/console/handlers/overview.tsx';
import { OverviewPage, type OverviewData } from '#server/console/pages/overview.tsx';
import { markup } from '#test/server/console/markup.ts';

const spent = { reserved: 0, payable: 0, paid: 0 };
const budget = (holder: string, currency: string, amount: number, left: number) => ({
  ...spent,
  holder,
  currency,
  amount,
  left,
});
const data: OverviewData = {
  now: Date.UTC(2026, 10, 23),
  connections: [],
  census: { none: 1, candidate: 0, advocate: 0, champion: 0 },
  newest: [],
  waiting: [],
  waitingCount: 0,
  moves: 0,
  parked: 0,
  retried: 0,
  budget: [],
};
const page = (change: Partial<OverviewData>) => markup(OverviewPage({ data: { ...data, ...change } }));

describe('the budget left', () => {
  it('tells what is used up most first, of this month and of what stands', () => {
    const budgets = [
      budget('general', 'EUR', 200_000, 200_000),
      budget('club/2026-10', 'KWD', 9, 0),
      budget('general', 'USD', 500_000, 238_666),
      budget('club/2026-11', 'USD', 1000, 500),
    ];
    expect(leftNow(budgets, '2026-11')).toEqual([
      { currency: 'USD', amount: 239_166 },
      { currency: 'EUR', amount: 200_000 },
    ]);
  });

  it('names three currencies, or two and how many more there are', async () => {
    const [usd, eur, jpy, kwd] = ['USD', 'EUR', 'JPY', 'KWD'].map((currency) => ({ currency, amount: 5000 }));
    const three = await page({ budget: [usd!, eur!, jpy!] });
    expect(three).toContain('¥5,000');
    expect(three).not.toContain('more currenc');
    const four = await page({ budget: [usd!, eur!, jpy!, kwd!] });
    expect(four).toContain('$50.00');
    expect(four).toContain('and 2 more currencies');
    expect(four).not.toContain('¥5,000');
  });
});

it('what is tried again is not said to arrive', async () => {
  expect(await page({})).toContain('Everything arrives');
  const html = await page({ retried: 1 });
  expect(html).not.toContain('Everything arrives');
  expect(html).toContain('1 failed and is tried again');
});
