import { describe, expect, test } from 'vitest';
import type { Result } from '#core/problem.ts';
import { payoutKey } from '#core/reward/payout.ts';
import { propose, type Reward, type RewardProposal } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';
import { CALL } from './proposals.ts';

function fault(result: Result<Reward>): string {
  if (result.ok) return result.value.state;
  const { code, field } = result.problem;
  return field === undefined ? code : `${code} ${field}`;
}

describe('a proposal', () => {
  test('waits fourteen days for a decision', () => {
    expect(propose(CALL, 'R1', NOW)).toEqual({
      ok: true,
      value: {
        ...CALL,
        reportedBy: null,
        revisedBy: null,
        revisers: [],
        id: 'R1',
        programme: 'general',
        kind: 'money',
        item: null,
        source: 'api',
        state: 'proposed',
        chain: ['approve'],
        approvals: [],
        revision: 1,
        holder: 'general',
        funding: 'open',
        decidedBy: null,
        decidedAt: null,
        reason: null,
        createdAt: NOW,
        expiresAt: NOW + 14 * DAY,
      },
    });
  });

  test.each<[string, Partial<RewardProposal>]>([
    ['amount', { amount: 0 }],
    ['amount', { amount: -5000 }],
    ['amount', { amount: 49.99 }],
    ['amount', { amount: NaN }],
    ['amount', { amount: Infinity }],
    ['amount', { amount: 10_000_000_001 }],
    ['currency', { currency: 'usd' }],
    ['currency', { currency: 'XXX' }],
    ['currency', { currency: 'DEM' }],
    ['currency', { currency: '' }],
    ['act', { act: ' ' }],
    ['act', { act: 'x'.repeat(201) }],
    ['proposedBy', { proposedBy: '\n' }],
    ['proposedBy', { proposedBy: 'x'.repeat(201) }],
    ['personId', { personId: '' }],
    ['key', { key: '' }],
    ['key', { key: 'x'.repeat(301) }],
    ['proof', { proof: 'x'.repeat(2001) }],
    ['programme', { programme: 'General' }],
    ['programme', { programme: 'a/2026-11' }],
    ['currency', { currency: 'points:' }],
    ['amount', { currency: 'points:stars', amount: 0 }],
    ['amount', { currency: 'thanks', amount: 1 }],
  ])('with a bad %s is refused: %j', (field, change) => {
    expect(fault(propose({ ...CALL, ...change }, 'R1', NOW))).toBe(`invalid_input ${field}`);
  });

  test('may be as large as the limit and as small as one unit', () => {
    expect(fault(propose({ ...CALL, amount: 10_000_000_000 }, 'R1', NOW))).toBe('proposed');
    expect(fault(propose({ ...CALL, amount: 1, proof: undefined }, 'R1', NOW))).toBe('proposed');
  });

  test.each([
    ['USD', 5000, 'money'],
    ['points:stars', 40, 'points'],
    ['thanks', 0, 'thanks'],
  ] as const)('in %s of %d is %s', (currency, amount, kind) => {
    expect(propose({ ...CALL, currency, amount }, 'R1', NOW)).toMatchObject({ value: { kind } });
  });
});

test('a payout has one key for good', () => {
  expect(payoutKey('R7')).toBe('reward:R7:payout');
});

test('nothing is proposed for a feeling', () => {
  const input = { key: 'k', personId: '1', amount: 500, currency: 'USD', proposedBy: 'zoe' };
  const refused = propose({ ...input, act: 'Five-star review' }, 'R1', 0);
  expect(refused).toMatchObject({ ok: false, problem: { code: 'invalid_input', field: 'act' } });
  expect(propose({ ...input, act: 'Public review' }, 'R1', 0).ok).toBe(true);
});
