import { describe, expect, test } from 'vitest';
import { slackActor } from '#core/actor/actor.ts';
import { DAY } from '#core/time.ts';
import { NOW, value } from '#test/server/workspace/fixture.ts';
import { ANA, CALL, OLU, press, workspaceWithPerson } from '#test/server/workspace/rewards.ts';
import { addMember } from '#test/server/workspace/slack-members.ts';

const BEN = { id: 'U6', name: 'Ben' };

describe('what is held', () => {
  test('stands apart from what may be approved, which is counted as the console counts it', () => {
    const workspace = workspaceWithPerson();
    addMember(workspace, ANA, 'manager');
    for (const key of ['a', 'b', 'c']) value(workspace.rewards.create({ ...CALL, key, act: `Call ${key}` }));
    workspace.store.sql.run('DELETE FROM fraud_hold');
    workspace.store.sql.run(
      `INSERT INTO fraud_hold (reward_id, code, reason, evidence, placed_at, expected_by, state)
       VALUES ('R0001', 'velocity', 'Four in a week.', '[]', ?, ?, 'open')`,
      NOW,
      NOW + DAY,
    );
    const { waiting } = value(workspace.slack.home(ANA));
    expect(waiting.shown.map(({ rewardId }) => rewardId)).toEqual(['R0002', 'R0003']);
    expect(waiting.held).toMatchObject([{ rewardId: 'R0001', held: 'On hold: Four in a week.' }]);
    const actor = slackActor(ANA.id, ANA.name);
    const { counts } = value(workspace.rewards.queue({ actor, queue: 'mine', limit: 9, cursor: null }));
    expect(waiting).toMatchObject({ total: counts.mine, heldTotal: counts.held });
  });

  test('is nothing to a viewer, whom nobody asks', () => {
    const workspace = workspaceWithPerson();
    addMember(workspace, BEN, 'viewer');
    addMember(workspace, ANA, 'manager');
    expect(value(workspace.slack.home(BEN)).mayDecide).toBe(false);
    expect(value(workspace.slack.home(ANA)).mayDecide).toBe(true);
  });
});

describe('a change that was asked for', () => {
  test('is made by whoever the proposal names by e-mail, and by nobody else', () => {
    const workspace = workspaceWithPerson();
    for (const each of [ANA, BEN, OLU]) addMember(workspace, each, 'manager');
    workspace.store.sql.run(
      `UPDATE member SET email = 'ben@acme.test', name = 'Ben Ray' WHERE slack_user = 'U6'`,
    );
    value(workspace.rewards.create({ ...CALL, proposedBy: 'ben@acme.test' }));
    expect(value(workspace.slack.home(ANA)).waiting.shown[0]?.proposedBy).toBe('Ben Ray');
    value(workspace.slack.decide(ANA, { ...press('change', 'p1', 'Less'), revision: 1 }));
    expect(value(workspace.slack.revisionForm(BEN, 'R0001'))).toMatchObject({
      askedBy: 'Ana',
      asked: 'Less',
    });
    expect(workspace.slack.revisionForm(OLU, 'R0001').ok).toBe(false);
  });
});

describe('the form of a proposal', () => {
  test('offers what the catalogue has at its price, and proposes it', () => {
    const workspace = workspaceWithPerson();
    addMember(workspace, OLU, 'manager');
    const { items } = value(workspace.slack.proposeForm(OLU));
    const item = workspace.catalogue.list().find(({ kind, acts }) => kind === 'gift_card' && acts === null);
    expect(items.map(({ id }) => id)).toContain(item?.id);
    const draft = { personId: '1', act: 'Reference call', currency: 'USD', programme: null, note: '' };
    const asked = { ...draft, key: 'k', amount: null, item: item?.id ?? '', permalink: null };
    value(workspace.slack.propose(OLU, asked));
    expect(value(workspace.rewards.get('R0001'))).toMatchObject({ item: item?.id, amount: item?.price });
    value(workspace.catalogue.archive(item?.id ?? '', true, 'ana'));
    expect(value(workspace.slack.proposeForm(OLU)).items.map(({ id }) => id)).not.toContain(item?.id);
  });

  test('begins with the one currency in use, and asks where there are several, whatever was used last', () => {
    const workspace = workspaceWithPerson();
    expect(value(workspace.slack.proposeForm(OLU))).toMatchObject({ currencies: ['USD'], currency: 'USD' });
    value(workspace.budgets.set('general', 'CHF', 1e6, 'ana'));
    expect(value(workspace.slack.proposeForm(OLU))).toMatchObject({ currencies: ['CHF'], currency: 'CHF' });
    value(workspace.budgets.set('growth', 'USD', 1e6, 'ana'));
    value(workspace.budgets.set('general', 'USD', 1e6, 'ana'));
    value(workspace.rewards.create({ ...CALL, key: 'x' }));
    expect(value(workspace.slack.proposeForm(OLU))).toMatchObject({
      currencies: ['CHF', 'USD'],
      currency: null,
    });
  });
});
