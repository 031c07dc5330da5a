import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '#core/problem.ts';
import { payoutKey } from '#core/reward/payout.ts';
import { decide, expire, propose, settle, type Reward, type RewardProposal } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';
import { CALL, proposed } from './proposals.ts';

const approve = (by: string) => ({ decision: 'approve' as const, by });
const decline = (by: string, reason?: string | null) => ({ decision: 'decline' as const, by, reason });

function fault(result: Result<Reward>): string {
  if (result.ok) return result.value.state;
  const { code, field } = result.problem;
  return field === undefined ? code : `${code} ${field}`;
}

function done(result: Result<Reward>): Reward {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

describe('a proposal', () => {
  test('waits fourteen days for a decision', () => {
    expect(propose(CALL, 'R1', NOW)).toEqual({
      ok: true,
      value: {
        ...CALL,
        reportedBy: null,
        id: 'R1',
        state: 'proposed',
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
  ])('with a bad %s is refused: %j', (field, change) => {
    expect(fault(propose({ ...CALL, ...change }, 'R1', NOW))).toBe(`invalid_input ${field}`);
  });

  test('may be as large as the limit and as small as one unit', () => {
    expect(fault(propose({ ...CALL, amount: 10_000_000_000 }, 'R1', NOW))).toBe('proposed');
    expect(fault(propose({ ...CALL, amount: 1, proof: undefined }, 'R1', NOW))).toBe('proposed');
  });
});

describe('a decision', () => {
  const reward = proposed(NOW);

  test('approves, saying who and when', () => {
    const approved = done(decide(reward, { ...approve(' Boss@acme.com '), reason: ' ' }, NOW + DAY));
    expect(approved).toEqual({
      ...reward,
      state: 'approved',
      decidedBy: 'Boss@acme.com',
      decidedAt: NOW + DAY,
    });
  });

  test('declines with a reason, never without', () => {
    expect(fault(decide(reward, decline('boss'), NOW))).toBe('invalid_input reason');
    expect(fault(decide(reward, decline('boss', ' \n'), NOW))).toBe('invalid_input reason');
    expect(fault(decide(reward, decline('boss', 'x'.repeat(2001)), NOW))).toBe('invalid_input reason');
    expect(done(decide(reward, decline('boss', ' Not ours '), NOW))).toMatchObject({
      state: 'declined',
      reason: 'Not ours',
    });
  });

  test.each(['Rep@acme.com', ' REP@ACME.COM', 'ｒｅｐ@acme.com'])(
    'by the proposer (%j) approves nothing',
    (by) => {
      expect(fault(decide(reward, approve(by), NOW))).toBe('self_approval by');
    },
  );

  test('lets the proposer take the proposal back', () => {
    expect(fault(decide(reward, decline('rep@acme.com', 'Entered twice'), NOW))).toBe('declined');
  });

  test('needs somebody to take it', () => {
    expect(fault(decide(reward, approve(' '), NOW))).toBe('invalid_input by');
    expect(fault(decide(reward, approve('x'.repeat(201)), NOW))).toBe('invalid_input by');
  });

  test('comes once; the second person learns who decided and when', () => {
    const approved = done(decide(reward, approve('boss'), NOW));
    const second = decide(approved, decline('other', 'No'), NOW + DAY);
    expect(second).toMatchObject({
      ok: false,
      problem: { code: 'already_decided', message: 'boss approved this reward on 2026-11-22 12:00 UTC.' },
    });
    const declined = done(decide(reward, decline('boss', 'No'), NOW));
    expect(decide(declined, approve('other'), NOW)).toMatchObject({
      problem: { code: 'already_decided', message: 'boss declined this reward on 2026-11-22 12:00 UTC.' },
    });
  });

  test('comes too late from the end on', () => {
    expect(fault(decide(reward, approve('boss'), reward.expiresAt - 1))).toBe('approved');
    expect(fault(decide(reward, approve('boss'), reward.expiresAt))).toBe('expired');
  });
});

describe('the end of a reward', () => {
  const reward = proposed(NOW);
  const approved = done(decide(reward, approve('boss'), NOW));

  test('is expiry, not before its time and not after a decision', () => {
    expect(fault(expire(reward, reward.expiresAt - 1))).toBe('invalid_input now');
    const expired = done(expire(reward, reward.expiresAt));
    expect(expired).toEqual({ ...reward, state: 'expired' });
    expect(fault(expire(expired, reward.expiresAt + 1))).toBe('expired');
    expect(fault(decide(expired, approve('boss'), NOW))).toBe('expired');
    expect(fault(expire(approved, reward.expiresAt))).toBe('already_decided');
  });

  test('is payment, once, of what was approved only', () => {
    const paid = done(settle(approved, NOW + 40 * DAY));
    expect(paid).toEqual({ ...approved, state: 'paid' });
    expect(fault(settle(paid, NOW))).toBe('already_decided');
    expect(fault(settle(reward, NOW))).toBe('forbidden');
    expect(fault(settle(reward, reward.expiresAt))).toBe('expired');
    expect(fault(settle(done(decide(reward, decline('boss', 'No'), NOW)), NOW))).toBe('already_decided');
  });

  test('is one state, never left again, whatever is pressed or replayed in whatever order', () => {
    const step = fc.record({
      kind: fc.constantFrom('approve', 'decline', 'expire', 'settle'),
      by: fc.constantFrom('boss', 'other', 'rep@acme.com', ''),
      later: fc.integer({ min: 0, max: 20 }),
    });
    const allowed = [
      'proposed to approved',
      'proposed to declined',
      'proposed to expired',
      'approved to paid',
    ];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20, size: 'max' }), (steps) => {
        let current = reward;
        const moves: string[] = [];
        const approvals: { by: string; later: number }[] = [];
        for (const { kind, by, later } of steps) {
          const now = NOW + later * DAY;
          let result = kind === 'expire' ? expire(current, now) : settle(current, now);
          if (kind === 'approve') result = decide(current, approve(by), now);
          if (kind === 'decline') result = decide(current, decline(by, 'No'), now);
          if (!result.ok) continue;
          moves.push(`${current.state} to ${result.value.state}`);
          current = result.value;
          if (current.state === 'approved') approvals.push({ by, later });
        }
        expect(moves.filter((move) => !allowed.includes(move))).toEqual([]);
        expect(new Set(moves).size).toBe(moves.length);
        expect(approvals.filter(({ by, later }) => !['boss', 'other'].includes(by) || later >= 14)).toEqual(
          [],
        );
      }),
      { numRuns: 1000 },
    );
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
