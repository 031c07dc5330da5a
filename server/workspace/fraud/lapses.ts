import { lapseHold } from '#core/fraud/hold.ts';
import { note } from '#server/workspace/trail/note.ts';
import { showReward } from '#server/workspace/rewards/messages.ts';
import type { Store } from '#server/workspace/store.ts';
import { endHold, lapsedHolds } from './rows.ts';

/** Ends the holds nobody looked at in time, and draws their rewards again: they can be decided now. */
export function endFraudHolds(store: Store): void {
  for (const hold of lapsedHolds(store)) {
    store.sql.transaction(() => {
      const lapsed = lapseHold(hold, store.now());
      if (lapsed === null) return;
      endHold(store, lapsed);
      note(store, 'groundswell', 'fraud.lapsed', `reward:${hold.rewardId}`, hold.code);
      showReward(store, hold.rewardId);
    });
  }
}
