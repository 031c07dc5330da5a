import { expect, test } from 'vitest';
import { deciderFor, enteredBy } from '#server/principal.ts';
import { ADMIN } from '#test/server/admin.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const KEY = { ...ADMIN, actor: 'key:a1:Import', role: 'manager' } as const;

test('the admin token decides as itself alone, whatever names are given with it', () => {
  expect(value(deciderFor(ADMIN, ' Admin', 'by'))).toBe('admin');
  for (const named of ['max', 'slack:U1:Olu', 'olu@acme.test', 'key:a1:Import', ''])
    expect(problem(deciderFor(ADMIN, named, 'principal'))).toMatchObject({
      code: 'forbidden',
      field: 'principal',
    });
});

test('a key decides as itself, whoever is named', () => {
  expect(value(deciderFor(KEY, 'admin', 'by'))).toBe('key:a1:Import');
  expect(enteredBy(KEY, 'key:a1:Import')).toBeNull();
});

test('what the token proposes under a name is written down as its doing, and its own it cannot approve', () => {
  const { rewards, all } = workspaceWithPerson();
  const propose = (key: string, proposedBy: string) =>
    value(rewards.create({ ...CALL, key, proposedBy }, enteredBy(ADMIN, proposedBy)));
  propose('a', 'x');
  propose('b', 'admin');
  const approve = { decision: 'approve', by: value(deciderFor(ADMIN, 'admin', 'by')) } as const;
  expect(value(rewards.decide('R0001', approve)).decidedBy).toBe('admin');
  expect(problem(rewards.decide('R0002', approve)).code).toBe('self_approval');
  const written = all(`SELECT actor, detail FROM audit WHERE action = 'reward.proposed' ORDER BY id`);
  expect(written).toEqual([
    { actor: 'admin', detail: 'as x: Reference call' },
    { actor: 'admin', detail: 'Reference call' },
  ]);
});
