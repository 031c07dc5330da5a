import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grantBudget } from '#core/ledger/budget.ts';
import { balances, isBalanced, type LedgerTransaction } from '#core/ledger/ledger.ts';
import {
  approve,
  cancel,
  entriesFor,
  giveBack,
  payout,
  release,
  reserve,
  reverse,
} from '#core/ledger/reward.ts';
import { decide, expire, revise, settle, undo } from '#core/reward/decision.ts';
import { REWARD_STATES, type Reward } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { proposed } from '../reward/proposals.ts';
import { NOW } from '../signals.ts';

const MANAGER = { role: 'manager', delegators: [] } as const;
const reward: Reward = { ...proposed(NOW), funding: 'budget', holder: 'general/2026-11' };

describe('a movement of money', () => {
  test.each([
    [reserve, 'reward:R1:reserve', 'reserve', 'budget', 'reserved'],
    [approve, 'reward:R1:approve', 'approve', 'reserved', 'payable'],
    [release, 'reward:R1:release', 'release', 'reserved', 'budget'],
    [payout, 'reward:R1:payout', 'payout', 'payable', 'paid'],
    [cancel, 'reward:R1:cancel', 'cancel', 'payable', 'budget'],
    [reverse, 'reward:R1:reverse', 'reverse', 'payable', 'budget'],
  ] as const)('for a reward: %o', (build, id, kind, from, to) => {
    const holder = 'general/2026-11';
    expect(build(reward, NOW)).toEqual({
      id,
      at: NOW,
      kind,
      reference: 'R1',
      entries: [
        { account: from, holder, currency: 'USD', amount: -5000 },
        { account: to, holder, currency: 'USD', amount: 5000 },
      ],
    });
  });

  test('comes from the open purse where no budget is set, and is keyed anew when proposed anew', () => {
    const again: Reward = { ...reward, funding: 'open', revision: 2 };
    expect(reserve(again, NOW)).toMatchObject({
      id: 'reward:R1:reserve:2',
      entries: [{ account: 'funding', holder: '' }, { account: 'reserved' }],
    });
    expect(release(again, NOW)).toMatchObject({
      id: 'reward:R1:release:2',
      entries: [{ account: 'reserved' }, { account: 'funding', holder: '' }],
    });
  });

  test('follows each change of a reward, and nothing else', () => {
    const at = (state: Reward['state']): Reward => ({ ...reward, state });
    const moves = [null, ...REWARD_STATES].flatMap((from) =>
      REWARD_STATES.flatMap((to) => {
        const moved = entriesFor(from === null ? null : at(from), at(to), NOW);
        return moved === null ? [] : [`${from} to ${to}: ${moved.kind}`];
      }),
    );
    expect(moves.toSorted()).toEqual([
      'approved to cancelled: cancel',
      'approved to paid: payout',
      'change_requested to proposed: reserve',
      'null to proposed: reserve',
      'paid to reversed: reverse',
      'proposed to approved: approve',
      'proposed to change_requested: release',
      'proposed to declined: release',
      'proposed to expired: release',
      'proposed to noted: release',
    ]);
  });

  test('is none where there is no money: points, thanks, and what no budget holds yet', () => {
    for (const change of [{ kind: 'points' }, { kind: 'thanks' }, { funding: 'none' }] as const) {
      expect(entriesFor(null, { ...reward, ...change }, NOW)).toBeNull();
    }
  });
});

describe('any history of rewards', () => {
  const kinds = [
    'approve',
    'change',
    'decline',
    'feedback',
    'expire',
    'settle',
    'revise',
    'undo',
    'replay',
  ] as const;
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
    if (kind === 'undo') result = undo(current, 'why');
    if (kind === 'revise') result = revise(current, { ...current, amount: current.amount + 7, by }, at);
    if (kind === 'approve' || kind === 'change' || kind === 'decline' || kind === 'feedback')
      result = decide(current, { decision: kind, by, reason: 'why' }, MANAGER, at);
    return result.ok ? result.value : current;
  }

  const histories = fc.tuple(
    fc.array(start, { minLength: 1, maxLength: 8, size: 'max' }),
    fc.array(step, { maxLength: 80, size: 'max' }),
  );

  function play([starts, steps]: [{ amount: number; currency: string }[], Step[]]) {
    const rewards = starts.map((change, n) => proposed(NOW, change, `R${n}`));
    const ledger: LedgerTransaction[] = [grantBudget('start', 'general', 'USD', 1_000_000, NOW)];
    for (const opened of rewards) ledger.push(entriesFor(null, opened, NOW)!);
    for (const one of steps) {
      const before = rewards[one.index % rewards.length]!;
      const after = advance(before, one);
      const moved = entriesFor(before, after, one.at);
      // Nothing paid is taken back before it came back.
      if (after.state === 'reversed' && before.state === 'paid') ledger.push(giveBack(before, 1, one.at));
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
          expect(Object.values(held).reduce((sum, amount) => sum + amount, 0)).toBe(0);
        }
      }),
      { numRuns: 5000 },
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
          const { reserved = 0, payable = 0, paid = 0 } = held.get(currency)!;
          expect({ reserved, payable, paid }).toEqual({
            reserved: total('proposed'),
            payable: total('approved'),
            paid: total('paid'),
          });
        }
        const distinct = [...new Map(ledger.map((tx) => [tx.id, tx])).values()];
        for (const { id, state, revision } of rewards) {
          const times = (wanted: string) =>
            distinct.filter((tx) => tx.reference === id && tx.kind === wanted).length;
          expect(times('payout')).toBe(state === 'paid' || state === 'reversed' ? 1 : 0);
          expect(times('reserve')).toBe(revision);
          expect(times('approve') + times('release')).toBe(state === 'proposed' ? revision - 1 : revision);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
