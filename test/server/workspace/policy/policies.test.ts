import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '#core/policy/policy.ts';
import { DAY } from '#core/time.ts';
import { NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { ANA, CALL, OLU, press, workspaceWithPerson } from '#test/server/workspace/rewards.ts';
import { addMember, changeRole } from '#test/server/workspace/slack-members.ts';

const strict: Policy = {
  ...DEFAULT_POLICY,
  expireAfterDays: 5,
  rules: [
    {
      name: 'Two for all',
      currency: 'USD',
      sources: null,
      programmes: null,
      trust: null,
      bands: [{ upTo: null, managers: 2, finance: false }],
    },
  ],
};
const automatic: Policy = {
  ...DEFAULT_POLICY,
  rules: [
    {
      ...strict.rules[0]!,
      name: 'Small ones',
      bands: [
        { upTo: 5000, managers: 0, finance: false },
        { upTo: null, managers: 1, finance: false },
      ],
    },
  ],
};

describe('a policy', () => {
  test('holds for what is proposed after it; what waits keeps its chain', () => {
    const { policies, rewards } = workspaceWithPerson();
    const before = value(rewards.create(CALL));
    expect(value(policies.publish(strict, 0, 'Auditors asked', 'ana'))).toMatchObject({ version: 1 });
    const after = value(rewards.create({ ...CALL, key: 'b' }));
    expect([before.chain, after.chain]).toEqual([['approve'], ['approve', 'approve']]);
    expect(after.expiresAt).toBe(NOW + 5 * DAY);
    expect(value(rewards.get('R0001')).chain).toEqual(['approve']);
  });

  test('is published over the version it is a change of, with a note, and only if it differs', () => {
    const { policies } = workspaceWithPerson();
    value(policies.publish(strict, 0, 'Auditors asked', 'ana'));
    expect(problem(policies.publish(automatic, 0, 'Mine', 'ben')).code).toBe('already_published');
    expect(problem(policies.publish(automatic, 1, ' ', 'ben')).field).toBe('note');
    expect(problem(policies.publish(strict, 1, 'Again', 'ben')).field).toBe('policy');
    expect(problem(policies.publish({ rules: 1 }, 1, 'Bad', 'ben')).code).toBe('invalid_input');
    expect(policies.current()).toEqual({ version: 1, policy: strict });
    expect(policies.versions().map(({ version, note }) => [version, note])).toEqual([
      [1, 'Auditors asked'],
      [0, ''],
    ]);
  });

  test('that leaves small ones to nobody still has the first of a person looked at', () => {
    const { policies, rewards, slack } = workspaceWithPerson();
    value(policies.publish(automatic, 0, 'Less work', 'ana'));
    expect(value(rewards.create(CALL)).state).toBe('proposed');
    value(slack.decide(OLU, press('approve', 'p1')));
    const second = value(rewards.create({ ...CALL, key: 'b' }));
    expect(second).toMatchObject({ state: 'approved', decidedBy: 'policy', approvals: [] });
    expect(value(rewards.create({ ...CALL, key: 'c', amount: 5001 })).state).toBe('proposed');
  });

  test('leaves nothing to nobody that is held or has no money', () => {
    const { policies, rewards, slack, budgets, signals } = workspaceWithPerson();
    value(policies.publish(automatic, 0, 'Less work', 'ana'));
    value(rewards.create(CALL));
    value(slack.decide(OLU, press('approve', 'p1')));
    value(budgets.set('general', 'USD', 100, 'ana'));
    value(signals.record({ key: 'act', personId: '1', type: 'reference_call', occurredAt: NOW - DAY }));
    expect(value(rewards.get('R0002'))).toMatchObject({
      state: 'proposed',
      funding: 'none',
      chain: ['approve'],
    });
  });
});

test('a policy is tried on the rewards of the last days, each with what was known of its person then', () => {
  const { policies, rewards, slack, clock } = workspaceWithPerson();
  value(rewards.create(CALL));
  value(slack.decide(OLU, press('approve', 'p1')));
  clock.now += 40 * DAY;
  value(rewards.create({ ...CALL, key: 'b' }));
  const { before, after, changed } = value(policies.simulate(automatic, 90));
  expect([before.one, after.one, after.automatic]).toEqual([2, 1, 1]);
  expect(changed.map(({ reward }) => reward.id)).toEqual(['R0002']);
  expect(value(policies.simulate(automatic, 30))).toMatchObject({ rewards: 1 });
  expect(problem(policies.simulate({}, 90)).code).toBe('invalid_input');
});

describe('a delegate', () => {
  const dee = { id: 'U9', name: 'Dee' };
  const AWAY = 'slack:U1:Olu';

  test('decides for who is away, until the day, and the message says for whom', () => {
    const workspace = workspaceWithPerson();
    const { delegations, members, rewards, slack, policies } = workspace;
    value(policies.publish(strict, 0, 'Auditors asked', 'ana'));
    members.seen({ team: 'T1', ...dee });
    value(members.addSlackUser({ team: 'T1', id: dee.id }, 'viewer', 'admin'));
    value(rewards.create(CALL));
    expect(problem(slack.decide(dee, press('approve', 'p0'))).code).toBe('forbidden');
    value(delegations.set(AWAY, 'slack:U9:Dee', NOW + 3 * DAY));
    expect(delegations.of(AWAY)).toMatchObject({ delegate: 'slack:U9:Dee' });
    value(slack.decide(dee, press('approve', 'p1')));
    expect(value(rewards.get('R0001')).approvals).toMatchObject([{ by: 'slack:U9:Dee', onBehalfOf: AWAY }]);
    expect(problem(slack.decide(OLU, press('approve', 'p2'))).code).toBe('already_decided');
    value(slack.decide(ANA, press('approve', 'p3')));
    value(rewards.create({ ...CALL, key: 'b' }));
    workspace.pass(3);
    expect(problem(slack.decide(dee, { ...press('approve', 'p4'), rewardId: 'R0002' })).code).toBe(
      'forbidden',
    );
  });

  test('is named by who decides, for another, for days ahead, one at a time', () => {
    const workspace = workspaceWithPerson();
    const { delegations } = workspace;
    for (const user of [dee, ANA]) addMember(workspace, user, 'viewer');
    expect(problem(delegations.set('rule:call', 'slack:U9:Dee', NOW + DAY)).code).toBe('forbidden');
    expect(problem(delegations.set(AWAY, 'slack:U1:Somebody', NOW + DAY)).field).toBe('to');
    for (const until of [NOW, NOW + 91 * DAY, Number.NaN]) {
      expect(problem(delegations.set(AWAY, 'slack:U9:Dee', until)).field).toBe('until');
    }
    value(delegations.set(AWAY, 'slack:U9:Dee', NOW + DAY));
    value(delegations.set(AWAY, 'slack:U2:Ana', NOW + DAY));
    expect(delegations.list()).toMatchObject([{ principal: AWAY, delegate: 'slack:U2:Ana' }]);
    expect([delegations.clear(AWAY), delegations.clear(AWAY)]).toEqual([true, false]);
    expect(delegations.of(AWAY)).toBeNull();
  });

  test('named by e-mail is the member in Slack who has it, and acts', () => {
    const workspace = workspaceWithPerson();
    const { delegations, rewards, slack } = workspace;
    addMember(workspace, dee, 'viewer');
    workspace.store.sql.run(`UPDATE member SET email = 'dee@acme.example' WHERE slack_user = 'U9'`);
    value(rewards.create(CALL));
    expect(value(delegations.set(AWAY, ' Dee@acme.example', NOW + DAY)).delegate).toBe('slack:U9:Dee');
    value(slack.decide(dee, press('approve', 'p1')));
    expect(value(rewards.get('R0001')).approvals).toMatchObject([{ by: 'slack:U9:Dee', onBehalfOf: AWAY }]);
  });

  test('is an active member, when named and when they decide', () => {
    const workspace = workspaceWithPerson();
    const { delegations, rewards } = workspace;
    const set = (to: string) => delegations.set(AWAY, to, NOW + DAY);
    for (const to of ['slack:U9:Dee', 'dee@acme.example', 'dee']) expect(problem(set(to)).field).toBe('to');
    addMember(workspace, dee, 'viewer');
    value(set('slack:U9:Dee'));
    changeRole(workspace, dee, null);
    expect(problem(set('slack:U9:Dee')).field).toBe('to');
    value(rewards.create(CALL));
    const approve = { decision: 'approve', by: 'slack:U9:Dee' } as const;
    expect(problem(rewards.decide('R0001', approve)).code).toBe('forbidden');
  });
});

describe('a key', () => {
  const dee = { id: 'U9', name: 'Dee' };
  const MARCUS = 'slack:U1:Olu';
  const key = (name: string) => `key:${name}:Program`;

  /** A manager with two keys, a colleague, and a reward that takes two managers. */
  function keyed(role: 'manager' | 'owner' = 'manager') {
    const workspace = workspaceWithPerson();
    const { policies, rewards, store } = workspace;
    value(policies.publish(strict, 0, 'Auditors asked', 'ana'));
    addMember(workspace, OLU, role);
    addMember(workspace, dee, 'viewer');
    for (const id of ['a1', 'b2'])
      store.sql.run(
        `INSERT INTO api_key (id, name, role, hash, created_by, created_at) VALUES (?, 'Program', 'manager', ?, ?, 1)`,
        id,
        `hash-of-${id}`,
        MARCUS,
      );
    value(rewards.create(CALL));
    const approve = (by: string) => rewards.decide('R0001', { decision: 'approve', by });
    return { ...workspace, approve };
  }

  test('gives what is its maker’s, so that one person’s two yeses stay one', () => {
    const { delegations, approve } = keyed();
    expect(value(delegations.set(key('a1'), 'slack:U9:Dee', NOW + DAY)).principal).toBe(MARCUS);
    expect(delegations.of(MARCUS)).toEqual(delegations.of(key('b2')));
    value(approve(key('b2')));
    expect(problem(approve('slack:U9:Dee')).code).toBe('forbidden');
    expect(problem(approve(key('a1'))).code).toBe('already_decided');
    expect(delegations.clear(key('b2'))).toBe(true);
    expect(delegations.list()).toEqual([]);
  });

  test('names neither its maker nor another key of theirs', () => {
    const { delegations } = keyed();
    for (const to of [MARCUS, key('b2'), key('a1')])
      expect(problem(delegations.set(key('a1'), to, NOW + DAY)).field).toBe('to');
  });

  test('hands on no more than it may decide itself', () => {
    const { delegations } = keyed('owner');
    expect(problem(delegations.set(key('a1'), 'slack:U9:Dee', NOW + DAY)).code).toBe('forbidden');
  });

  test('that gave something before is read as its maker', () => {
    const { delegations, approve, store } = keyed();
    for (const [principal, to] of [
      [key('a1'), 'slack:U9:Dee'],
      [key('b2'), MARCUS],
    ] as const)
      store.sql.run(
        'INSERT INTO delegation VALUES (?, ?, ?, ?, ?, 1)',
        principal,
        principal,
        to,
        to,
        NOW + DAY,
      );
    expect(delegations.list()).toEqual([{ principal: MARCUS, delegate: 'slack:U9:Dee', until: NOW + DAY }]);
    store.sql.run(
      `UPDATE reward SET approvals = json_array(json_object('by', ?, 'onBehalfOf', ?, 'step', 'approve', 'at', 1))`,
      'slack:U9:Dee',
      key('a1'),
    );
    expect(problem(approve(key('b2'))).code).toBe('already_decided');
    expect(problem(approve(MARCUS)).code).toBe('already_decided');
  });
});
