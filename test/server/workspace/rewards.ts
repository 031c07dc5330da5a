import { balances } from '#core/ledger/ledger.ts';
import type { Decision } from '#core/reward/decision.ts';
import type { RewardProposal } from '#core/reward/reward.ts';
import { batch, contact } from './crm.ts';
import { connectedWorkspace, CRM, value, type TestWorkspace } from './fixture.ts';

export const CALL: RewardProposal = {
  key: 'call 12',
  personId: '1',
  amount: 5000,
  currency: 'USD',
  act: 'Reference call',
  proof: 'recording 3',
  proposedBy: 'rep@acme.test',
};
export const REP = { id: 'U7', name: 'Rep' };
export const OLU = { id: 'U1', name: 'Olu' };
export const ANA = { id: 'U2', name: 'Ana' };

/** A connected workspace that knows two people. */
export function workspaceWithPerson(): TestWorkspace {
  const workspace = connectedWorkspace();
  workspace.ingest.apply(CRM, batch({ contacts: [contact('1'), contact('2')] }));
  return workspace;
}

/** What each account holds in dollars. */
export function held(workspace: TestWorkspace): Record<string, number> {
  const page = value(workspace.ledger.list({ limit: 99, cursor: null }));
  return balances(page.items).get('USD') ?? {};
}

/** A button pressed under the first reward, as it was first proposed. */
export const press = (decision: Decision, key: string, reason: string | null = null) => ({
  key,
  rewardId: 'R0001',
  revision: 1,
  decision,
  reason,
});
