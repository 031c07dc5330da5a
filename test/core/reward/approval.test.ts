import { describe, expect, test } from 'vitest';
import type { Role } from '#core/member/role.ts';
import { approvalBy, approvers, maySay, nextStep, selfApproval, waitsFor } from '#core/reward/approval.ts';
import type { Reward } from '#core/reward/reward.ts';
import { NOW } from '../signals.ts';
import { proposed } from './proposals.ts';

const yes = (by: string, onBehalfOf: string | null = null) => {
  return { by, onBehalfOf, step: 'approve' as const, at: NOW };
};
const reward: Reward = { ...proposed(NOW), chain: ['approve', 'approve_finance'] };

describe('a step', () => {
  test('is the first nobody gave, and none at the end', () => {
    expect(nextStep(reward)).toBe('approve');
    expect(nextStep({ ...reward, approvals: [yes('ana')] })).toBe('approve_finance');
    expect(nextStep({ ...reward, approvals: [yes('ana'), yes('fin')] })).toBeNull();
    expect(waitsFor('approve')).not.toBe(waitsFor('approve_finance'));
  });

  test('is given in their own right before it is given for another', () => {
    const delegators = [{ actor: 'ben', role: 'manager' as Role }];
    const own = approvalBy(reward, 'ana', { role: 'manager', delegators }, NOW);
    expect(own).toMatchObject({ value: { by: 'ana', onBehalfOf: null } });
    const cover = approvalBy(reward, 'ana', { role: 'viewer', delegators }, NOW);
    expect(cover).toMatchObject({ value: { by: 'ana', onBehalfOf: 'ben' } });
  });

  test('says what role it lacks', () => {
    const nobody = { role: null, delegators: [] };
    expect(approvalBy(reward, 'x', nobody, NOW)).toMatchObject({
      problem: { code: 'forbidden', message: expect.stringContaining('manager') },
    });
    expect(approvalBy({ ...reward, approvals: [yes('ana')] }, 'x', nobody, NOW)).toMatchObject({
      problem: { code: 'forbidden', message: expect.stringContaining('Finance') },
    });
    expect(JSON.stringify(approvalBy(reward, 'x', nobody, NOW))).not.toContain('Ask an owner');
  });

  test('tells finance that a manager comes first, and that it is theirs then', () => {
    const finance = { role: 'finance' as const, delegators: [] };
    const told = (of: Reward) => approvalBy(of, 'fin', finance, NOW);
    expect(told(reward)).toMatchObject({
      problem: { code: 'forbidden', message: 'First a manager must approve this, then you.' },
    });
    expect(told({ ...reward, chain: ['approve', 'approve', 'approve_finance'] })).toMatchObject({
      problem: { message: 'First two managers must approve this, then you.' },
    });
    expect(told({ ...reward, chain: ['approve'] })).toMatchObject({
      problem: { message: expect.stringContaining('you are not one') },
    });
  });

  test('is past where none is left', () => {
    const done = { ...reward, approvals: [yes('ana'), yes('fin')] };
    expect(approvalBy(done, 'x', { role: 'owner', delegators: [] }, NOW)).toMatchObject({
      problem: { code: 'already_decided' },
    });
  });
});

test.each<[Role | null, boolean]>([
  ['owner', true],
  ['admin', true],
  ['manager', true],
  ['finance', true],
  ['viewer', false],
  [null, false],
])('%s may say no: %s', (role, may) => {
  expect(maySay({ role, delegators: [] })).toBe(may);
  expect(maySay({ role: null, delegators: role === null ? [] : [{ actor: 'x', role }] })).toBe(may);
});

test('who agreed is told by name, and for whom', () => {
  expect(approvers([yes('slack:U1:Ana'), yes('slack:U2:Ben', 'slack:U3:Cara')])).toBe('Ana, Ben for Cara');
  expect(selfApproval({ reportedBy: null }).message).not.toBe(selfApproval({ reportedBy: 'x' }).message);
});
