import { payoutKey } from '#core/reward/payout.ts';

/** The key a reward's `number`th order goes under; the first is the reward's own, and every retry repeats it. */
export function orderKey(rewardId: string, number: number): string {
  return number === 1 ? payoutKey(rewardId) : `${payoutKey(rewardId)}:${number}`;
}

/** The reward an order was made for, read from its key; null where the key is none of ours. */
export function rewardOf(key: string | null): string | null {
  return /^reward:([^:]{1,60}):payout(?::[1-9]\d{0,3})?$/.exec(key ?? '')?.[1] ?? null;
}
