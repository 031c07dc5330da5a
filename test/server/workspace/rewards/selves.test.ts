import { expect, test } from 'vitest';
import { QUEUES } from '#server/workspace/rewards/queue.ts';
import { problem, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const ANA = 'slack:U0ANAORTIZ:Ana';
const DANA = 'slack:U0DANAWHIT:Dana';
const EMAIL = 'ana.ortiz@northwind.example';

function setUp(): TestWorkspace {
  const w = workspaceWithPerson();
  const add = `INSERT INTO member (slack_team, slack_user, email, name, role, state, created_at)
    VALUES ('T1', ?, ?, ?, 'manager', 'active', 0)`;
  w.store.sql.run(add, 'U0ANAORTIZ', EMAIL, 'Ana Ortíz');
  w.store.sql.run(add, 'U0DANAWHIT', 'dana@northwind.example', 'Dana Whitlock');
  w.store.sql.run(
    `INSERT INTO api_key (id, name, role, hash, created_by, created_at)
     VALUES ('5e4a36b0ca1e', 'Import', 'manager', 'x', ?, 0)`,
    ANA,
  );
  return w;
}

/** Whether the queue offers the first reward to somebody. */
function isOffered(w: TestWorkspace, actor: string): boolean | undefined {
  const pages = QUEUES.map((queue) => value(w.rewards.queue({ actor, queue, limit: 9, cursor: null })));
  return pages.flatMap(({ items }) => items)[0]?.mayApprove;
}

const HERS = [
  'Ana.Ortiz+x@northwind.example',
  '<ana.ortiz@northwind.example>',
  'Ana Ortiz <ana.ortiz@northwind.example>',
  'Ana Ortiz',
  'Оrtiz, ANA',
  'Ana',
  '@ana',
  'ana.ortiz',
  '<@U0ANAORTIZ|ana>',
  ' Key:5e4a36b0ca1e',
  `${EMAIL}.`,
  `\u200b${EMAIL}`,
  `${EMAIL}\u200b`,
  `mailto:${EMAIL}`,
  'slack: U0ANAORTIZ :Ana',
];

test.each(HERS)('a proposal by %j is hers, however she is spelled', (proposedBy) => {
  for (const change of [{ proposedBy }, { proposedBy: 'rule:x', reportedBy: proposedBy }]) {
    const w = setUp();
    value(w.rewards.create({ ...CALL, ...change }));
    for (const by of [ANA, EMAIL]) {
      expect(problem(w.rewards.decide('R0001', { decision: 'approve', by })).code).toBe('self_approval');
      expect(isOffered(w, by)).toBe(false);
    }
    expect(isOffered(w, DANA)).toBe(true);
    value(w.rewards.decide('R0001', { decision: 'approve', by: DANA }));
  }
});

test.each(['Sales', 'Susana Ortiz', 'Ana Maria', 'dana@northwind.example', 'slack:U0OTHER1:Ana Ortiz'])(
  'a proposal by %j is not hers',
  (proposedBy) => {
    const w = setUp();
    value(w.rewards.create({ ...CALL, proposedBy }));
    expect(isOffered(w, ANA)).toBe(true);
    value(w.rewards.decide('R0001', { decision: 'approve', by: ANA }));
  },
);

test('whoever decides by a name in free words is who bears it', () => {
  const w = setUp();
  value(w.rewards.create({ ...CALL, proposedBy: EMAIL }));
  expect(isOffered(w, 'Ana Ortiz')).toBe(false);
  expect(problem(w.rewards.decide('R0001', { decision: 'approve', by: 'Ana Ortiz' })).code).toBe(
    'self_approval',
  );
});

test('a second yes under another name of hers is no second yes', () => {
  const w = setUp();
  value(w.rewards.create({ ...CALL, amount: 60_000 }));
  value(w.rewards.decide('R0001', { decision: 'approve', by: 'Ana Ortiz' }));
  expect(isOffered(w, ANA)).toBe(false);
  expect(problem(w.rewards.decide('R0001', { decision: 'approve', by: ANA })).code).toBe('already_decided');
  value(w.rewards.decide('R0001', { decision: 'approve', by: DANA }));
});
