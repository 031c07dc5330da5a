import type { RewardWorld } from './world.ts';

const FINAL: ReadonlySet<string> = new Set(['paid', 'declined', 'noted', 'expired', 'cancelled', 'reversed']);

/** What must hold once nothing goes wrong any more and all work is done; gives what does not. */
export function losses(world: RewardWorld): string[] {
  return [...unfinished(world), ...lostProposals(world), ...unreconciled(world), ...world.rules.audit()];
}

/** Every proposal has come to its end. */
function unfinished({ rules }: RewardWorld): string[] {
  return rules.rewards
    .filter(({ state }) => !FINAL.has(state))
    .map(({ id, state }) => `${id} is ${state} for ever`);
}

/** Who was told that a proposal was taken finds it, once. */
function lostProposals({ disk, accepted }: RewardWorld): string[] {
  const rows = disk.all<{ key: string; id: string }>('SELECT key, id FROM reward');
  const kept = new Map(rows.map(({ key, id }) => [key, id]));
  return [...accepted]
    .filter(([key, id]) => kept.get(key) !== id)
    .map(([key, id]) => `${key} became ${id} and is ${kept.get(key)}`);
}

/** What the provider paid is what is booked as paid. */
function unreconciled({ vendors, rules }: RewardWorld): string[] {
  // What was ordered anew is one payment, and what was given up, came back or was taken back is none any more.
  const payments = new Map([...vendors.paid.values()].map(({ rewardId, amount }) => [rewardId, amount]));
  const kept = rules.rewards.filter(
    ({ state, order }) => state === 'paid' && order !== 'returned' && order !== 'cancelled',
  );
  const paid = kept.reduce((sum, { id }) => sum + (payments.get(id) ?? 0), 0);
  const booked = rules.totalOf('paid');
  return paid === booked ? [] : [`${paid} was paid and ${booked} is booked`];
}
