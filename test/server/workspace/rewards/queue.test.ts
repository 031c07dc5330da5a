import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { DEFAULT_POLICY } from '#core/policy/policy.ts';
import type { RewardProposal } from '#core/reward/reward.ts';
import { QUEUES, type QueueQuery } from '#server/workspace/rewards/queue.ts';
import { NOW, problem, value, walk, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { STARS } from '#test/server/workspace/points/programmes.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const MANAGER = 'slack:U1:Olu';
const ALL: Omit<QueueQuery, 'actor' | 'queue'> = { limit: 50, cursor: null };

const propose = (workspace: TestWorkspace, key: string, change: Partial<RewardProposal> = {}) =>
  value(workspace.rewards.create({ ...CALL, key, ...change }));

const idsIn = (workspace: TestWorkspace, query: Partial<QueueQuery> = {}) => {
  const page = value(workspace.rewards.queue({ ...ALL, actor: MANAGER, queue: 'mine', ...query }));
  return page.items.map(({ reward }) => reward.id);
};

function member(workspace: TestWorkspace, id: number, role: string, email: string): void {
  workspace.store.sql.run(
    `INSERT INTO member (id, slack_team, slack_user, email, name, role, state, created_at)
     VALUES (?, 'T1', ?, ?, ?, ?, 'active', ?)`,
    id,
    `U${id}`,
    email,
    `Member ${id}`,
    role,
    NOW,
  );
}

describe('a queue', () => {
  test('has every reward once, by what it waits for', () => {
    const workspace = workspaceWithPerson();
    propose(workspace, 'waits');
    propose(workspace, 'own', { proposedBy: MANAGER });
    propose(workspace, 'declined');
    propose(workspace, 'change');
    propose(workspace, 'held', { proposedBy: 'c1@acme.test' });
    value(workspace.rewards.decide('R0003', { decision: 'decline', by: MANAGER, reason: 'No' }));
    value(workspace.rewards.decide('R0004', { decision: 'change', by: MANAGER, reason: 'Less' }));
    const names = Object.fromEntries(QUEUES.map((queue) => [queue, idsIn(workspace, { queue })]));
    expect(names).toEqual({
      mine: ['R0001'],
      others: ['R0002'],
      held: ['R0005'],
      change: ['R0004'],
      history: ['R0003'],
    });
    const { counts, items } = value(workspace.rewards.queue({ ...ALL, actor: MANAGER, queue: 'held' }));
    expect(counts).toEqual({ mine: 1, others: 1, held: 1, change: 1, history: 1 });
    expect(items[0]).toMatchObject({ person: 'Contact 1', step: 'approve', shortage: null });
  });

  test('is asked of whoever stands in for a manager until that ends, but not for what is the manager’s own', () => {
    const workspace = workspaceWithPerson();
    member(workspace, 1, 'manager', 'olu@acme.test');
    member(workspace, 8, 'viewer', 'vic@acme.test');
    propose(workspace, 'theirs');
    propose(workspace, 'of the manager', { proposedBy: 'olu@acme.test' });
    const vic = 'slack:U8:Member 8';
    expect(idsIn(workspace, { actor: vic })).toEqual([]);
    value(workspace.delegations.set('slack:U1:Member 1', vic, NOW + DAY));
    expect(idsIn(workspace, { actor: vic })).toEqual(['R0001']);
    workspace.pass(2);
    expect(idsIn(workspace, { actor: vic })).toEqual([]);
  });

  test('says that a budget is short as long as it is', () => {
    const workspace = workspaceWithPerson();
    propose(workspace, 'a');
    workspace.store.sql.run(`UPDATE reward SET funding = 'none' WHERE id = 'R0001'`);
    value(workspace.budgets.set('growth', 'EUR', 100, 'admin'));
    const shortage = () =>
      value(workspace.rewards.queue({ ...ALL, actor: MANAGER, queue: 'mine' })).items[0]?.shortage;
    expect(shortage()).toBe('There is no budget in USD.');
    value(workspace.budgets.set('general', 'USD', 9000, 'admin'));
    expect(shortage()).toBeNull();
  });

  test('is narrowed, sorted across currencies, and paged without gaps', () => {
    const workspace = workspaceWithPerson();
    value(workspace.points.put(STARS, 'ana'));
    const amounts = [
      { amount: 5000, currency: 'USD' },
      { amount: 4000, currency: 'JPY' },
      { amount: 40, currency: 'points:stars' },
      { amount: 0, currency: 'thanks', source: 'slack' as const },
    ];
    for (const [n, each] of amounts.entries()) {
      propose(workspace, `k${n}`, {
        ...each,
        act: `Act ${n}`,
        programme: n === 0 ? 'growth' : 'general',
        proposedBy: 'zoe',
      });
      workspace.clock.now += 1;
    }
    expect(idsIn(workspace, { sort: 'largest' })).toEqual(['R0002', 'R0001', 'R0003', 'R0004']);
    expect(idsIn(workspace, { sort: 'newest' })).toEqual(['R0004', 'R0003', 'R0002', 'R0001']);
    expect(idsIn(workspace, { over: 45 })).toEqual(['R0001', 'R0002']);
    expect(idsIn(workspace, { programme: 'growth' })).toEqual(['R0001']);
    expect(idsIn(workspace, { currency: 'JPY' })).toEqual(['R0002']);
    expect(idsIn(workspace, { source: 'slack' })).toEqual(['R0004']);
    expect(idsIn(workspace, { q: 'act 2' })).toEqual(['R0003']);
    expect(idsIn(workspace, { q: 'contact 1' })).toHaveLength(4);
    for (const sort of ['oldest', 'newest', 'largest', 'soonest'] as const) {
      const paged = walk((cursor) =>
        workspace.rewards.queue({ ...ALL, actor: MANAGER, queue: 'mine', limit: 1, sort, cursor }),
      );
      expect(paged.map(({ reward }) => reward.id)).toEqual(idsIn(workspace, { sort }));
    }
    const made = workspace.rewards.queue({ ...ALL, actor: MANAGER, queue: 'mine', cursor: 'made-up' });
    expect(problem(made).code).toBe('invalid_input');
  });
});

/** Everything that may stand between somebody and their yes. */
const CASES: [string, (workspace: TestWorkspace) => void][] = [
  ['nothing', (w) => void propose(w, 'k')],
  ['a rep nobody knows in Slack', (w) => void propose(w, 'card:1')],
  ['a CRM user nobody knows', (w) => void propose(w, 'k', { proposedBy: 'hubspot:1:77' })],
  ['their own proposal', (w) => void propose(w, 'k', { proposedBy: 'slack:U1:Olu A.' })],
  ['their own, under their e-mail', (w) => void propose(w, 'k', { proposedBy: 'Olu@Acme.test' })],
  ['an act they told of', (w) => void propose(w, 'k', { proposedBy: 'rule:x', reportedBy: 'olu@acme.test' })],
  [
    'a proposal of theirs found out later',
    (w) => {
      propose(w, 'card:1');
      w.store.sql.run(`UPDATE reward SET proposer_slack = 'U1'`);
    },
  ],
  [
    'that they receive it',
    (w) => {
      w.store.sql.run(`UPDATE member SET email = 'c1@acme.test' WHERE id = 1`);
      propose(w, 'k');
    },
  ],
  [
    'that they nominated the person',
    (w) => {
      const nomination = { type: 'nomination' as const, occurredAt: NOW, value: null, source: 'console' };
      value(w.signals.record({ ...nomination, key: 'n', personId: '1', reportedBy: 'olu@acme.test' }));
      propose(w, 'k');
    },
  ],
  [
    'that they let its act in with a key of theirs, told by somebody else',
    (w) => {
      w.store.sql.run(`UPDATE member SET role = 'owner' WHERE id = 1`);
      value(w.apiKeys.create({ id: 'k1', hash: 'h', name: 'Import', role: 'manager' }, MANAGER));
      const talk = {
        type: 'speaking',
        key: 's',
        personId: '1',
        occurredAt: NOW,
        reportedBy: 'rep@acme.test',
      };
      value(w.signals.record(talk, 'key:k1:Import'));
    },
  ],
  [
    'that they let a nomination in',
    (w) => {
      const nomination = { type: 'nomination', key: 'n', personId: '1', occurredAt: NOW };
      value(w.signals.record({ ...nomination, reportedBy: 'rep@acme.test' }, MANAGER));
      propose(w, 'k');
    },
  ],
  [
    'a change they made',
    (w) => {
      propose(w, 'k');
      value(w.rewards.decide('R0001', { decision: 'change', by: 'slack:U2:Ana', reason: 'Less' }));
      const { act, currency } = CALL;
      value(w.rewards.revise('R0001', { act, currency, amount: 4000, proof: null, by: 'slack:U1:Olu' }));
    },
  ],
  [
    'a change they made before another one',
    (w) => {
      propose(w, 'k');
      const { act, currency } = CALL;
      for (const by of ['slack:U1:Olu', 'rep@acme.test']) {
        value(w.rewards.decide('R0001', { decision: 'change', by: 'slack:U2:Ana', reason: 'Less' }));
        value(w.rewards.revise('R0001', { act, currency, amount: 4000, proof: null, by }));
      }
    },
  ],
  [
    'that their yes was given',
    (w) => {
      propose(w, 'k', { amount: 60_000 });
      value(w.rewards.decide('R0001', { decision: 'approve', by: MANAGER }));
    },
  ],
  [
    'that finance comes next',
    (w) => {
      propose(w, 'k', { amount: 300_000 });
      for (const by of ['slack:U2:Ana', 'slack:U3:Cy'])
        value(w.rewards.decide('R0001', { decision: 'approve', by }));
    },
  ],
  [
    'that its time ran out',
    (w) => {
      propose(w, 'k');
      w.pass(DEFAULT_POLICY.expireAfterDays + 1);
    },
  ],
];

test.each(CASES)('a queue and a decision agree on who may approve: %s', (_, prepare) => {
  const workspace = workspaceWithPerson();
  member(workspace, 1, 'manager', 'olu@acme.test');
  member(workspace, 4, 'finance', 'fin@acme.test');
  member(workspace, 8, 'viewer', 'vic@acme.test');
  prepare(workspace);
  value(workspace.delegations.set('slack:U2:Ana', 'slack:U8:Member 8', workspace.clock.now + DAY));
  const { sql } = workspace.store;
  for (const actor of [
    MANAGER,
    'slack:U4:Member 4',
    'slack:U8:Member 8',
    'slack:U2:Ana',
    'admin',
    'olu@acme.test',
  ]) {
    const [row] = QUEUES.flatMap((queue) => value(workspace.rewards.queue({ ...ALL, actor, queue })).items);
    sql.run('SAVEPOINT asked');
    const decided = workspace.rewards.decide('R0001', { decision: 'approve', by: actor });
    const isHeld = !decided.ok && decided.problem.code === 'on_hold';
    expect(row?.mayApprove, actor).toBe(decided.ok || isHeld);
    sql.run('ROLLBACK TO asked');
  }
});
