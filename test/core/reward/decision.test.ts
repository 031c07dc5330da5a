import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Role } from '#core/member/role.ts';
import type { Result } from '#core/problem.ts';
import type { Standing, Step } from '#core/reward/approval.ts';
import { approveByPolicy, decide, expire, revise, settle, undo } from '#core/reward/decision.ts';
import { propose, REWARD_STATES, type Reward } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { NOW } from '../signals.ts';
import { CALL, proposed } from './proposals.ts';

const approve = (by: string) => ({ decision: 'approve' as const, by });
const decline = (by: string, reason?: string | null) => ({ decision: 'decline' as const, by, reason });
const as = (role: Role | null, delegators: Standing['delegators'] = []): Standing => ({ role, delegators });
const MANAGER = as('manager');

function fault(result: Result<Reward>): string {
  if (result.ok) return result.value.state;
  const { code, field } = result.problem;
  return field === undefined ? code : `${code} ${field}`;
}

function done(result: Result<Reward>): Reward {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

describe('a decision', () => {
  const reward = proposed(NOW);

  test('approves, saying who and when', () => {
    const approved = done(decide(reward, { ...approve(' Boss@acme.com '), reason: ' ' }, MANAGER, NOW + DAY));
    expect(approved).toEqual({
      ...reward,
      state: 'approved',
      approvals: [{ by: 'Boss@acme.com', onBehalfOf: null, step: 'approve', at: NOW + DAY }],
      decidedBy: 'Boss@acme.com',
      decidedAt: NOW + DAY,
    });
  });

  test('declines with a reason, never without', () => {
    expect(fault(decide(reward, decline('boss'), MANAGER, NOW))).toBe('invalid_input reason');
    expect(fault(decide(reward, decline('boss', ' \n'), MANAGER, NOW))).toBe('invalid_input reason');
    expect(fault(decide(reward, decline('boss', 'x'.repeat(2001)), MANAGER, NOW))).toBe(
      'invalid_input reason',
    );
    expect(done(decide(reward, decline('boss', ' Not ours '), MANAGER, NOW))).toMatchObject({
      state: 'declined',
      reason: 'Not ours',
    });
  });

  test.each(['Rep@acme.com', ' REP@ACME.COM', 'ｒｅｐ@acme.com'])(
    'by the proposer (%j) approves nothing',
    (by) => {
      expect(fault(decide(reward, approve(by), MANAGER, NOW))).toBe('self_approval by');
    },
  );

  test('lets the proposer take the proposal back', () => {
    expect(fault(decide(reward, decline('rep@acme.com', 'Entered twice'), MANAGER, NOW))).toBe('declined');
  });

  test('needs somebody to take it', () => {
    expect(fault(decide(reward, approve(' '), MANAGER, NOW))).toBe('invalid_input by');
    expect(fault(decide(reward, approve('x'.repeat(201)), MANAGER, NOW))).toBe('invalid_input by');
  });

  test('comes once; the second person learns who decided and when', () => {
    const approved = done(decide(reward, approve('boss'), MANAGER, NOW));
    const second = decide(approved, decline('other', 'No'), MANAGER, NOW + DAY);
    expect(second).toMatchObject({
      ok: false,
      problem: { code: 'already_decided', message: 'boss approved this reward on 2026-11-22 12:00 UTC.' },
    });
    const declined = done(decide(reward, decline('boss', 'No'), MANAGER, NOW));
    expect(decide(declined, approve('other'), MANAGER, NOW)).toMatchObject({
      problem: { code: 'already_decided', message: 'boss declined this reward on 2026-11-22 12:00 UTC.' },
    });
  });

  test('comes too late from the end on', () => {
    expect(fault(decide(reward, approve('boss'), MANAGER, reward.expiresAt - 1))).toBe('approved');
    expect(fault(decide(reward, approve('boss'), MANAGER, reward.expiresAt))).toBe('expired');
  });
});

describe('the end of a reward', () => {
  const reward = proposed(NOW);
  const approved = done(decide(reward, approve('boss'), MANAGER, NOW));

  test('is expiry, not before its time and not after a decision', () => {
    expect(fault(expire(reward, reward.expiresAt - 1))).toBe('invalid_input now');
    const expired = done(expire(reward, reward.expiresAt));
    expect(expired).toEqual({ ...reward, state: 'expired' });
    expect(fault(expire(expired, reward.expiresAt + 1))).toBe('expired');
    expect(fault(decide(expired, approve('boss'), MANAGER, NOW))).toBe('expired');
    expect(fault(expire(approved, reward.expiresAt))).toBe('already_decided');
  });

  test('is payment, once, of what was approved only', () => {
    const paid = done(settle(approved, NOW + 40 * DAY));
    expect(paid).toEqual({ ...approved, state: 'paid' });
    expect(fault(settle(paid, NOW))).toBe('already_decided');
    expect(fault(settle(reward, NOW))).toBe('forbidden');
    expect(fault(settle(reward, reward.expiresAt))).toBe('expired');
    expect(fault(settle(done(decide(reward, decline('boss', 'No'), MANAGER, NOW)), NOW))).toBe(
      'already_decided',
    );
  });
});

describe('a chain of approvals', () => {
  const chain: Step[] = ['approve', 'approve', 'approve_finance'];
  const reward: Reward = { ...proposed(NOW), chain };
  const one = done(decide(reward, approve('ana'), MANAGER, NOW));
  const two = done(decide(one, approve('ben'), MANAGER, NOW + 1));

  test('waits until everybody in it agreed, in order, each once', () => {
    expect([one.state, two.state]).toEqual(['proposed', 'proposed']);
    expect(fault(decide(one, approve('ana'), MANAGER, NOW))).toBe('already_decided');
    expect(fault(decide(one, approve('ANA '), as('owner'), NOW))).toBe('already_decided');
    expect(fault(decide(one, approve('fin'), as('finance'), NOW))).toBe('forbidden');
    expect(fault(decide(two, approve('cara'), MANAGER, NOW))).toBe('forbidden');
    expect(fault(decide(two, approve('rep@acme.com'), as('finance'), NOW))).toBe('self_approval by');
    const paidFor = done(decide(two, approve('fin'), as('finance'), NOW + 2));
    expect(paidFor).toMatchObject({ state: 'approved', decidedBy: 'fin', decidedAt: NOW + 2 });
    expect(paidFor.approvals.map(({ by, step }) => `${by} ${step}`)).toEqual([
      'ana approve',
      'ben approve',
      'fin approve_finance',
    ]);
  });

  test.each<[Role | null, string]>([
    ['owner', 'proposed'],
    ['admin', 'proposed'],
    ['manager', 'proposed'],
    ['finance', 'forbidden'],
    ['viewer', 'forbidden'],
    [null, 'forbidden'],
  ])('takes the first yes of an approver, of role %s: %s', (role, outcome) => {
    expect(fault(decide(reward, approve('zoe'), as(role), NOW))).toBe(outcome);
  });

  test('takes a delegate for whoever they stand in for, never twice for the same', () => {
    const cover = as(null, [{ actor: 'ana', role: 'manager' }]);
    expect(done(decide(reward, approve('dee'), cover, NOW)).approvals).toEqual([
      { by: 'dee', onBehalfOf: 'ana', step: 'approve', at: NOW },
    ]);
    expect(fault(decide(one, approve('dee'), cover, NOW))).toBe('forbidden');
    const own = as('viewer', [{ actor: 'rep@acme.com', role: 'manager' }]);
    expect(fault(decide(reward, approve('dee'), own, NOW))).toBe('forbidden');
    const finance = as(null, [{ actor: 'fin', role: 'finance' }]);
    expect(fault(decide(reward, approve('dee'), finance, NOW))).toBe('forbidden');
    expect(fault(decide(two, approve('dee'), finance, NOW))).toBe('approved');
  });

  test('is broken by one no of anybody in it, with words', () => {
    for (const decision of ['change', 'decline', 'feedback'] as const) {
      expect(fault(decide(two, { decision, by: 'fin' }, as('finance'), NOW))).toBe('invalid_input reason');
      expect(fault(decide(two, { decision, by: 'x', reason: 'No' }, as('viewer'), NOW))).toBe('forbidden');
      const ended = done(decide(two, { decision, by: 'fin', reason: 'No' }, as('finance'), NOW));
      expect(ended).toMatchObject({ decidedBy: 'fin', reason: 'No' });
    }
  });

  test('of nobody is policy itself', () => {
    expect(approveByPolicy({ ...reward, chain: [] }, NOW)).toMatchObject({
      state: 'approved',
      decidedBy: 'policy',
    });
    expect(approveByPolicy(reward, NOW)).toBe(reward);
    expect(approveByPolicy({ ...reward, chain: [], state: 'declined' }, NOW).state).toBe('declined');
  });
});

describe('a change that was asked for', () => {
  const reward = proposed(NOW);
  const asked = done(decide(reward, { decision: 'change', by: 'boss', reason: 'Half of it' }, MANAGER, NOW));
  const revision = { amount: 2500, currency: 'USD', act: 'Short call', proof: null, by: 'helper' };

  test('is proposed anew, and whoever changed it stands behind it, too', () => {
    const again = done(revise(asked, revision, NOW + DAY));
    expect(again).toMatchObject({ state: 'proposed', amount: 2500, revision: 2, revisedBy: 'helper' });
    expect(again).toMatchObject({ decidedBy: null, reason: null, approvals: [] });
    for (const by of ['helper', 'rep@acme.com']) {
      expect(fault(decide(again, approve(by), MANAGER, NOW + DAY))).toBe('self_approval by');
    }
  });

  test('leaves whoever ever made one standing behind it, whoever makes the next', () => {
    const twice = done(revise({ ...asked, revisers: ['helper'] }, { ...revision, by: 'second' }, NOW));
    expect(twice).toMatchObject({ revisedBy: 'second', revisers: ['helper', 'second'] });
    expect(fault(decide(twice, approve('helper'), MANAGER, NOW))).toBe('self_approval by');
  });

  test('is made once, in time, by somebody, to terms that can be kept', () => {
    expect(fault(revise(reward, revision, NOW))).toBe('forbidden');
    expect(fault(revise(done(revise(asked, revision, NOW)), revision, NOW))).toBe('forbidden');
    expect(fault(revise(asked, revision, asked.expiresAt))).toBe('expired');
    expect(fault(revise(asked, { ...revision, by: ' ' }, NOW))).toBe('invalid_input by');
    expect(fault(revise(asked, { ...revision, amount: 0.5 }, NOW))).toBe('invalid_input amount');
    expect(fault(revise(asked, { ...revision, act: 'NPS promoter' }, NOW))).toBe('invalid_input act');
  });

  test('leaves nothing to decide until then, and runs out', () => {
    expect(fault(decide(asked, approve('other'), MANAGER, NOW))).toBe('already_decided');
    expect(fault(expire(asked, asked.expiresAt))).toBe('expired');
  });
});

test('what was approved can be given up, what was paid taken back, with a reason, and nothing else', () => {
  const approved = done(decide(proposed(NOW), approve('boss'), MANAGER, NOW));
  const paid = done(settle(approved, NOW));
  expect(fault(undo(approved, 'Left the company'))).toBe('cancelled');
  expect(fault(undo(paid, 'Sent to the wrong person'))).toBe('reversed');
  expect(fault(undo(paid, ' '))).toBe('invalid_input reason');
  for (const state of REWARD_STATES) {
    if (state === 'approved' || state === 'paid') continue;
    expect(fault(undo({ ...approved, state }, 'why'))).toBe('forbidden');
  }
});

test('a reward follows its states only, whatever is pressed or replayed in whatever order', () => {
  const step = fc.record({
    kind: fc.constantFrom('approve', 'change', 'decline', 'feedback', 'expire', 'settle', 'revise', 'undo'),
    by: fc.constantFrom('boss', 'other', 'fin', 'rep@acme.com', ''),
    role: fc.constantFrom<(Role | null)[]>('owner', 'manager', 'finance', 'viewer', null),
    later: fc.integer({ min: 0, max: 20 }),
  });
  const open = ['approved', 'change_requested', 'declined', 'noted', 'expired'].map(
    (to) => `proposed to ${to}`,
  );
  const allowed = new Set([
    ...open,
    'proposed to proposed',
    'change_requested to proposed',
    'change_requested to expired',
    'approved to paid',
    'approved to cancelled',
    'paid to reversed',
  ]);
  const chains = fc.constantFrom<Step[][]>(
    ['approve'],
    ['approve', 'approve'],
    ['approve', 'approve_finance'],
  );
  fc.assert(
    fc.property(chains, fc.array(step, { maxLength: 25, size: 'max' }), (chain, steps) => {
      let current: Reward = { ...done(propose(CALL, 'R1', NOW)), chain };
      for (const { kind, by, role, later } of steps) {
        const now = NOW + later * DAY;
        const before = current;
        let result: Result<Reward>;
        if (kind === 'expire') result = expire(current, now);
        else if (kind === 'settle') result = settle(current, now);
        else if (kind === 'undo') result = undo(current, 'why');
        else if (kind === 'revise') result = revise(current, { ...CALL, amount: later + 1, by }, now);
        else result = decide(current, { decision: kind, by, reason: 'why' }, as(role), now);
        if (!result.ok) continue;
        current = result.value;
        expect(allowed).toContain(`${before.state} to ${current.state}`);
        const given = current.approvals.map((each) => each.by);
        expect(new Set(given).size).toBe(given.length);
        expect(given).not.toContain('rep@acme.com');
        const isJustApproved = before.state === 'proposed' && current.state === 'approved';
        expect(!isJustApproved || later < 14).toBe(true);
        expect(!isJustApproved || current.approvals.map((each) => each.step).join() === chain.join()).toBe(
          true,
        );
      }
    }),
    { numRuns: 20_000 },
  );
});
