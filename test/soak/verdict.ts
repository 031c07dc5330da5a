import { balancesOf, controlsOf, everyItem } from '#test/e2e/controls.ts';
import type { Reward, Transaction } from '#test/e2e/shapes.ts';
import { askState } from '#test/e2e/state-files.ts';
import { apiOf, until, type Vendors } from '#test/support/running.ts';
import type { Load } from './load.ts';

const PATIENCE = 240_000;
const WON: ReadonlySet<string> = new Set(['approved', 'paid']);

/** What was lost or doubled, once everything that was to leave has left; nothing is good news. */
export async function verdict(vendors: Vendors, folder: string, load: Load): Promise<string[]> {
  const waiting = () =>
    askState(folder, 'delivery', `SELECT id FROM delivery WHERE kind = 'payout' AND state <> 'sent'`).length;
  await until(async () => waiting() === 0, 'every payout to leave', PATIENCE);
  const api = { api: apiOf(vendors.appUrl) };
  const rewards = await everyItem<Reward>(api, '/rewards?limit=200');
  const books = await everyItem<Transaction>(api, '/ledger?limit=200');
  const { payouts } = await controlsOf(vendors).paid();
  return [
    ...load.surprises,
    ...lostProposals(load, rewards),
    ...lostDecisions(load, rewards),
    ...lostSignals(load, folder),
    ...brokenPayments(rewards, payouts),
    ...brokenBooks(rewards, books),
  ];
}

function lostProposals({ proposed }: Load, rewards: readonly Reward[]): string[] {
  const kept = new Map(rewards.map((reward) => [reward.key, reward]));
  const twice = rewards.length - kept.size;
  const lost = [...proposed].flatMap(([key, { id, amount }]) => {
    const reward = kept.get(key);
    return reward?.id === id && reward.amount === amount ? [] : [`${key} was taken as ${id} and is lost`];
  });
  return twice === 0 ? lost : [...lost, `${twice} proposals are there twice`];
}

/** Who was told yes finds their decision, and nobody beside them was told yes. */
function lostDecisions({ decided }: Load, rewards: readonly Reward[]): string[] {
  const kept = new Map(rewards.map((reward) => [reward.id, reward]));
  return [...decided].flatMap(([id, decisions]) => {
    const reasons = new Set(decisions.map(({ reason }) => reason));
    if (reasons.size > 1) return [`${id} was decided ${reasons.size} times`];
    const reward = kept.get(id);
    const [{ decision, reason }] = decisions as [(typeof decisions)[0]];
    const stands = decision === 'approve' ? WON.has(reward?.state ?? '') : reward?.state === 'declined';
    return stands && reward?.reason === reason
      ? []
      : [`${decision} of ${id} was taken and is ${reward?.state}`];
  });
}

function lostSignals({ signals }: Load, folder: string): string[] {
  const kept = new Set(
    askState<{ key: string }>(folder, 'signal', 'SELECT key FROM signal').map(({ key }) => key),
  );
  return [...signals].filter((key) => !kept.has(key)).map((key) => `signal ${key} was taken and is lost`);
}

/** Every approved reward is paid, by one order at the desk, and nothing else is. */
function brokenPayments(
  rewards: readonly Reward[],
  payouts: readonly { key: string; amount: number }[],
): string[] {
  const broken: string[] = [];
  const orders = Map.groupBy(payouts, ({ key }) => key);
  for (const [key, same] of orders) if (same.length > 1) broken.push(`${key} was paid ${same.length} times`);
  for (const { id, state, amount } of rewards) {
    const [order] = orders.get(`reward:${id}:payout`) ?? [];
    if (state === 'approved') broken.push(`${id} is approved and was never paid`);
    if ((order === undefined) === (state === 'paid'))
      broken.push(`${id} is ${state} and the desk paid ${order?.amount}`);
    if (order !== undefined && order.amount !== amount) broken.push(`${id} was paid another sum`);
  }
  const known = new Set(rewards.map(({ id }) => `reward:${id}:payout`));
  for (const key of orders.keys()) if (!known.has(key)) broken.push(`${key} was paid for nothing`);
  return broken;
}

const MOVES: Partial<Record<Reward['state'], string>> = {
  proposed: 'reserve',
  paid: 'approve payout reserve',
  declined: 'release reserve',
};

/** Each movement is in the books once, and what they add up to is what the rewards are worth. */
function brokenBooks(rewards: readonly Reward[], books: readonly Transaction[]): string[] {
  const broken: string[] = [];
  const moves = Map.groupBy(books, ({ reference }) => reference);
  for (const { id, state } of rewards) {
    const kinds = (moves.get(id) ?? []).map(({ kind }) => kind).toSorted();
    if (kinds.join(' ') !== MOVES[state]) broken.push(`${id} is ${state} with ${kinds.join(' ')}`);
  }
  const worth = (state: Reward['state']) =>
    rewards.filter((reward) => reward.state === state).reduce((sum, { amount }) => sum + amount, 0);
  const held = balancesOf(books);
  for (const [account, amount] of Object.entries({
    paid: worth('paid'),
    reserved: worth('proposed'),
    payable: 0,
  })) {
    if ((held[account] ?? 0) !== amount)
      broken.push(`${account} is ${held[account]} and should be ${amount}`);
  }
  return broken;
}
