import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { problem, SLACK, value } from '#test/server/workspace/fixture.ts';
import { ANA, CALL, OLU, workspaceWithPerson } from '#test/server/workspace/rewards.ts';
import { addMember } from '#test/server/workspace/slack-members.ts';

const TEAM = SLACK.replace('slack-', '');
const DRAFT = {
  key: 'proposal:T1:U1:V1',
  personId: '1',
  act: 'Spoke at our event',
  amount: '1,250.50',
  currency: 'USD',
  item: null,
  programme: null,
  note: 'A full room',
  permalink: 'https://acme.slack.com/archives/C1/p1',
};

describe('what waits for somebody', () => {
  test('is what they may approve, and never their own proposal', () => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create(CALL));
    value(workspace.slack.propose(OLU, DRAFT));
    const own = value(workspace.slack.home(OLU)).waiting;
    expect(own.shown.map(({ act }) => act)).toEqual(['Reference call']);
    expect(value(workspace.slack.home(ANA)).waiting.total).toBe(2);
    expect(value(workspace.slack.rewards(ANA)).waiting.shown[0]).toMatchObject({
      rewardId: 'R0001',
      revision: 1,
      amount: 5000,
      held: null,
      url: 'https://groundswell.test/console/rewards/R0001',
    });
  });

  test('is nothing once it is decided, and then told as decided', () => {
    const workspace = workspaceWithPerson();
    value(workspace.rewards.create(CALL));
    value(
      workspace.slack.decide(ANA, {
        key: 'p',
        rewardId: 'R0001',
        revision: 1,
        decision: 'decline',
        reason: 'No.',
      }),
    );
    const told = value(workspace.slack.rewards(ANA));
    expect(told.waiting).toEqual({ shown: [], total: 0, held: [], heldTotal: 0 });
    expect(told.decided).toMatchObject([{ outcome: 'declined', by: 'Ana', amount: 5000 }]);
  });

  test('shows what is left of this month and of what runs on, and not of other months', () => {
    const workspace = workspaceWithPerson();
    for (const [holder, amount] of [
      ['general', 100_000],
      ['general/2026-11', 50_000],
      ['general/2026-12', 70_000],
    ] as const)
      value(workspace.budgets.set(holder, 'USD', amount, 'admin'));
    const { budgets } = value(workspace.slack.home(ANA));
    expect(budgets.map(({ name }) => name).toSorted()).toEqual([
      'general, November 2026',
      'general, standing',
    ]);
    expect(budgets.map(({ left }) => left).toSorted((a, b) => a - b)).toEqual([50_000, 100_000]);
  });
});

describe('handing over', () => {
  test('lasts until the end of the day, is shown, and ends when it is taken back', () => {
    const workspace = workspaceWithPerson();
    addMember(workspace, OLU, 'viewer');
    value(workspace.slack.setDelegate(ANA, TEAM, { to: 'U1', lastDay: '2026-11-30' }));
    const { delegate } = value(workspace.slack.home(ANA));
    expect(delegate?.until).toBe(Date.UTC(2026, 11, 1));
    expect(value(workspace.slack.home(OLU))).toMatchObject({
      standsInFor: [{ name: 'Ana', until: Date.UTC(2026, 11, 1) }],
      digest: { hour: 9 },
      mayDecide: true,
      mayDelegate: false,
    });
    value(workspace.slack.clearDelegate(ANA));
    expect(value(workspace.slack.home(OLU))).toMatchObject({ standsInFor: [], digest: { hour: null } });
    expect(value(workspace.slack.home(ANA)).delegate).toBeNull();
  });

  test.each([
    [{ to: 'U1', lastDay: '2026-11-01' }, 'until'],
    [{ to: 'U1', lastDay: '2027-11-30' }, 'until'],
    [{ to: 'U1', lastDay: 'tomorrow' }, 'until'],
    [{ to: 'U2', lastDay: '2026-11-30' }, 'to'],
    [{ to: '<@U1>', lastDay: '2026-11-30' }, 'to'],
    [{ to: 'U3', lastDay: '2026-11-30' }, 'to'],
  ])('%o is refused at its field', (delegate, field) => {
    const workspace = workspaceWithPerson();
    expect(problem(workspace.slack.setDelegate(ANA, TEAM, delegate))).toMatchObject({ field });
  });
});

describe('the morning digest', () => {
  test('comes at nine until somebody says otherwise', () => {
    const workspace = workspaceWithPerson();
    const hour = () => value(workspace.slack.home(ANA)).digest.hour;
    expect(hour()).toBe(9);
    value(workspace.slack.setDigest(ANA, { enabled: true, hour: 7 }));
    expect(hour()).toBe(7);
    value(workspace.slack.setDigest(ANA, { enabled: false, hour: null }));
    expect(hour()).toBeNull();
    expect(value(workspace.slack.home(OLU)).digest.hour).toBe(9);
    expect(problem(workspace.slack.setDigest(ANA, { enabled: true, hour: 24 })).code).toBe('invalid_input');
  });
});

describe('a proposal from Slack', () => {
  test('is a reward like any other, once however often it is sent', () => {
    const workspace = workspaceWithPerson();
    const first = value(workspace.slack.propose(OLU, DRAFT));
    expect(value(workspace.slack.propose(OLU, DRAFT))).toEqual(first);
    expect(value(workspace.rewards.get('R0001'))).toMatchObject({
      amount: 125_050,
      proposedBy: 'slack:U1:Olu',
      proof: `${DRAFT.permalink} A full room`,
      source: 'slack',
    });
    expect(workspace.rewards.counts().proposed).toBe(1);
  });

  test.each([
    [{ amount: '12.345' }, 'amount'],
    [{ amount: '-5' }, 'amount'],
    [{ amount: null }, 'amount'],
    [{ currency: 'XXX' }, 'currency'],
    [{ personId: '999' }, 'personId'],
    [{ act: ' ' }, 'act'],
  ])('with %o is refused at its field', (change, field) => {
    const workspace = workspaceWithPerson();
    const refused = workspace.slack.propose(OLU, { ...DRAFT, ...change });
    expect(problem(refused)).toMatchObject({ field });
  });

  test('finds people by a few letters, and offers the usual currency', () => {
    const workspace = workspaceWithPerson();
    expect(value(workspace.slack.proposeForm(OLU)).currencies).toEqual(['USD']);
    expect(value(workspace.slack.findPeople(OLU, 'zzzz'))).toEqual([]);
    expect(
      value(workspace.slack.findPeople(OLU, ''))
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['1', '2']);
  });
});

describe('a message Slack would not take', () => {
  test('is counted for a week where an admin sees it', () => {
    const workspace = workspaceWithPerson();
    workspace.connections.noteReplaced(SLACK, 'Reward: /blocks has no elements');
    workspace.connections.noteReplaced(SLACK, 'Reward: /text is empty');
    expect(workspace.connections.replacedMessages()).toMatchObject([
      { connection: SLACK, count: 2, last: 'Reward: /text is empty' },
    ]);
    workspace.clock.now += 8 * DAY;
    expect(workspace.connections.replacedMessages()).toEqual([]);
  });
});
