import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  approve,
  balances,
  entriesFor,
  grantBudget,
  isBalanced,
  payout,
  release,
  reserve,
  type LedgerTransaction,
} from '#core/ledger/ledger.ts';
import { decide, expire, settle, type Reward } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { proposed } from '../reward/proposals.ts';
import { NOW } from '../signals.ts';

const reward = proposed(NOW);

describe('a movement of money', () => {
  test('names its cause and both its accounts', () => {
    expect(grantBudget('2026-Q4', 'EUR', 100_000, NOW)).toEqual({
      id: 'budget:2026-Q4',
      at: NOW,
      kind: 'budget',
      reference: '2026-Q4',
      entries: [
        { account: 'funding', currency: 'EUR', amount: -100_000 },
        { account: 'budget', currency: 'EUR', amount: 100_000 },
      ],
    });
  });

  test.each([
    [reserve, 'reward:R1:reserve', 'reserve', 'budget', 'reserved'],
    [approve, 'reward:R1:approve', 'approve', 'reserved', 'payable'],
    [release, 'reward:R1:release', 'release', 'reserved', 'budget'],
    [payout, 'reward:R1:payout', 'payout', 'payable', 'paid'],
  ] as const)('for a reward: %o', (build, id, kind, from, to) => {
    expect(build(reward, NOW)).toEqual({
      id,
      at: NOW,
      kind,
      reference: 'R1',
      entries: [
        { account: from, currency: 'USD', amount: -5000 },
        { account: to, currency: 'USD', amount: 5000 },
      ],
    });
  });

  test('follows each change of a reward, and nothing else', () => {
    const at = (state: Reward['state']): Reward => ({ ...reward, state });
    const states = ['proposed', 'approved', 'declined', 'expired', 'paid'] as const;
    const moves = [null, ...states].flatMap((from) =>
      states.flatMap((to) => {
        const moved = entriesFor(from === null ? null : at(from), at(to), NOW);
        return moved === null ? [] : [`${from} to ${to}: ${moved.kind}`];
      }),
    );
    expect(moves).toEqual([
      'null to proposed: reserve',
      'proposed to approved: approve',
      'proposed to declined: release',
      'proposed to expired: release',
      'approved to paid: payout',
    ]);
  });
});

describe('balance', () => {
  const entry = (currency: string, amount: number) => ({ account: 'budget' as const, currency, amount });
  const of = (...entries: LedgerTransaction['entries']) =>
    isBalanced({ id: 'x', at: NOW, kind: 'budget', reference: 'x', entries });

  test('is zero in every currency, in whole units', () => {
    expect(of(entry('USD', 5), entry('USD', -5), entry('EUR', 1), entry('EUR', -1))).toBe(true);
    expect(of(entry('USD', 5), entry('EUR', -5))).toBe(false);
    expect(of(entry('USD', 5), entry('USD', -4))).toBe(false);
    expect(of(entry('USD', 0.5), entry('USD', -0.5))).toBe(false);
    expect(of(entry('USD', NaN), entry('USD', 1))).toBe(false);
    expect(of()).toBe(false);
  });
});

describe('any history of rewards', () => {
  const kinds = ['approve', 'decline', 'expire', 'settle', 'replay'] as const;
  const start = fc.record({
    amount: fc.integer({ min: 1, max: 10_000_000_000 }),
    currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
  });
  const step = fc.record({
    index: fc.nat(7),
    kind: fc.constantFrom(...kinds),
    by: fc.constantFrom('boss', 'other', 'rep@acme.com'),
    at: fc.integer({ min: 0, max: 20 }).map((days) => NOW + days * DAY),
  });
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function advance(current: Reward, { kind, by, at }: Step): Reward {
    if (kind === 'replay') return current;
    let result = kind === 'expire' ? expire(current, at) : settle(current, at);
    if (kind === 'approve' || kind === 'decline')
      result = decide(current, { decision: kind, by, reason: 'why' }, at);
    return result.ok ? result.value : current;
  }

  const histories = fc.tuple(
    fc.array(start, { minLength: 1, maxLength: 8, size: 'max' }),
    fc.array(step, { maxLength: 80, size: 'max' }),
  );

  function play([starts, steps]: [{ amount: number; currency: string }[], Step[]]) {
    const rewards = starts.map((change, n) => proposed(NOW, change, `R${n}`));
    const ledger: LedgerTransaction[] = [grantBudget('start', 'USD', 1_000_000, NOW)];
    for (const opened of rewards) ledger.push(entriesFor(null, opened, NOW)!);
    for (const one of steps) {
      const before = rewards[one.index % rewards.length]!;
      const after = advance(before, one);
      const moved = entriesFor(before, after, one.at);
      if (moved !== null) ledger.push(moved);
      if (one.kind === 'replay') ledger.push(ledger[one.index % ledger.length]!);
      rewards[one.index % rewards.length] = after;
    }
    return { rewards, ledger };
  }

  test('sums to zero in each transaction and in each currency', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { ledger } = play(history);
        expect(ledger.every(isBalanced)).toBe(true);
        for (const held of balances(ledger).values()) {
          expect(held.funding + held.budget + held.reserved + held.payable + held.paid).toBe(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('holds exactly what the rewards say: reserved while open, payable once approved, paid once', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { rewards, ledger } = play(history);
        const held = balances(ledger);
        for (const currency of new Set(rewards.map((one) => one.currency))) {
          const total = (state: Reward['state']) =>
            rewards.reduce(
              (sum, r) => sum + (r.currency === currency && r.state === state ? r.amount : 0),
              0,
            );
          expect(held.get(currency)).toMatchObject({
            reserved: total('proposed'),
            payable: total('approved'),
            paid: total('paid'),
          });
        }
        const distinct = [...new Map(ledger.map((tx) => [tx.id, tx])).values()];
        for (const { id, state } of rewards) {
          const of = distinct.filter((tx) => tx.reference === id).map((tx) => tx.kind);
          expect(of.filter((kind) => kind === 'payout')).toHaveLength(state === 'paid' ? 1 : 0);
          expect(of.filter((kind) => kind === 'approve' || kind === 'release')).toHaveLength(
            state === 'proposed' ? 0 : 1,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
