import type { RewardProposal } from '#core/reward/reward.ts';
import { propose, type Reward } from '#core/reward/reward.ts';

export const CALL: RewardProposal = {
  key: 'call 12',
  personId: '7',
  amount: 5000,
  currency: 'USD',
  act: 'Reference call',
  proof: 'recording 3',
  proposedBy: 'Rep@acme.com',
};

/** The proposal for a reference call, opened at `now`. */
export function proposed(now: number, change: Partial<RewardProposal> = {}, id = 'R1'): Reward {
  const result = propose({ ...CALL, ...change }, id, now);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
