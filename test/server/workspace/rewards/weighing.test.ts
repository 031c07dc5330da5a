import { expect, test } from 'vitest';
import { propose } from '#core/reward/reward.ts';
import { funded } from '#server/workspace/ledger/funding.ts';
import { openReward } from '#server/workspace/rewards/proposals.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const OLU = 'slack:U1:Olu';

/** A workspace with `left` cents of budget, and proposals of rules that found too little when they came. */
function lateRewards(left: number, ...amounts: number[]) {
  const workspace = workspaceWithPerson();
  value(workspace.budgets.set('general', 'USD', 100, 'admin'));
  const chosen = amounts.map((amount, at) => {
    const proposal = { ...CALL, key: `late ${at}`, amount };
    const late = value(propose(proposal, `R000${at + 1}`, workspace.clock.now));
    openReward(workspace.store, funded(workspace.store, late));
    return { id: late.id, revision: 1 };
  });
  // Raised behind their back: setting a budget holds money for what waits.
  workspace.store.sql.run(
    `UPDATE balance SET amount = ? WHERE account = 'budget' AND holder = 'general'`,
    left,
  );
  return { workspace, chosen };
}

test('each late reward takes of what those before it left, as the press would', () => {
  const { workspace, chosen } = lateRewards(7000, 5000, 4000, 2000);
  const weighed = workspace.rewards.weigh(chosen, OLU);
  expect(weighed.rewards.map(({ problem }) => problem?.message ?? null)).toEqual([
    null,
    'Only $20.00 of the budget is left after those before it.',
    null,
  ]);
  expect(weighed.budgets).toMatchObject([{ holder: 'general', currency: 'USD', left: 0 }]);
  expect(weighed.short).toMatchObject([{ left: 7000, asked: 11_000 }]);
  const pressed = workspace.rewards.decideAll(chosen, { decision: 'approve', by: OLU });
  expect(pressed.map(({ result }) => result.ok)).toEqual([true, false, true]);
});

test('what was changed since it was looked at is told, and nothing unknown weighs anything', () => {
  const { workspace, chosen } = lateRewards(9000, 5000);
  const { id } = chosen[0]!;
  const weighed = workspace.rewards.weigh([{ id, revision: 2 }, { id: 'R0099' }], OLU);
  expect(weighed.rewards).toMatchObject([{ problem: { code: 'changed_since' }, isFirst: true }]);
  expect([weighed.budgets, weighed.short]).toEqual([[], []]);
});
