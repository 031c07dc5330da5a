import type { Reward } from '#core/reward/reward.ts';
import { funded } from '#server/workspace/ledger/funding.ts';
import { balanceOf } from '#server/workspace/ledger/post.ts';
import { findReward } from './rows.ts';
import type { Store } from '#server/workspace/store.ts';

/** Rewards looked at together before they are approved. */
export interface Weighed {
  /** Those that still wait. */
  rewards: Reward[];
  /** Budgets that have less left than these rewards would still draw; integer minor units. */
  short: { holder: string; currency: string; left: number; asked: number }[];
}

/** What many rewards come to, and which budgets they would go over; unknown ids weigh nothing. */
export function weigh(store: Store, ids: readonly string[]): Weighed {
  const rewards = ids
    .map((id) => findReward(store, id))
    .flatMap((found) => (found.ok && found.value.state === 'proposed' ? [found.value] : []));
  const asked = new Map<string, { holder: string; currency: string; asked: number }>();
  for (const reward of rewards) {
    // What a budget holds for a reward already is not in what is left of it.
    if (reward.kind !== 'money' || reward.funding !== 'none') continue;
    const { holder } = funded(store, reward);
    const key = `${reward.currency} ${holder}`;
    const before = asked.get(key)?.asked ?? 0;
    asked.set(key, { holder, currency: reward.currency, asked: before + reward.amount });
  }
  const short = [...asked.values()]
    .map((each) => ({ ...each, left: Math.max(0, balanceOf(store, each.currency, 'budget', each.holder)) }))
    .filter((each) => each.left < each.asked);
  return { rewards, short };
}
