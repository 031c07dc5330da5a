import { rewardFor } from '#core/reward/rule.ts';
import { proposeReward } from './rewards.ts';
import type { PersonSignal } from './scoring.ts';
import type { Store } from './store.ts';

/** Proposes the reward each new act earns under the rules; a person still decides. */
export function proposeForActs(store: Store, signals: readonly PersonSignal[]): void {
  for (const signal of signals) {
    const earned = rewardFor(signal, store.now());
    if (earned === null) continue;
    proposeReward(store, {
      key: `rule:${signal.key}`,
      personId: String(signal.personId),
      ...earned,
      proof: signal.source,
      proposedBy: `rule:${signal.type}`,
    });
  }
}
