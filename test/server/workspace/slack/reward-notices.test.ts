import { expect, test } from 'vitest';
import { detailsView } from '#server/workspace/slack/reward-notices.ts';
import { batch, contact, told } from '#test/server/workspace/crm.ts';
import { CRM, value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

test('no feeling and no rating stands among the reasons beside a decision to pay', () => {
  const workspace = workspaceWithPerson();
  const signals = [
    told('1', 'nps', 1, 10),
    told('1', 'csat', 1, 5),
    told('1', 'review', 1, 5),
    told('1', 'case_study', 1),
    told('1', 'renewal', 1),
  ];
  workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals })] }));
  const reward = value(workspace.rewards.create(CALL));
  const { reasons } = detailsView(workspace.store, reward);
  expect(reasons.map(({ label }) => label).toSorted()).toEqual(['Case study', 'Renewal']);
});
