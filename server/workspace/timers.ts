import { dispatch } from './outbox/dispatch.ts';
import type { Doors } from './outbox/doors.ts';
import { nextDue } from './outbox/outbox.ts';
import { nextImport, stepImports } from './imports/steps.ts';
import { nextSweep, runSweep } from './models/sweep.ts';
import { nextReview, reviewTiers } from './scoring/rescore.ts';
import { endRests, nextRestEnd } from './asks/rests.ts';
import { endHolds, nextHoldEnd } from './gates/holds.ts';
import { expireRewards, nextExpiry } from './rewards/states.ts';
import type { Store } from './store.ts';

/** Does whatever waited for its time: proposals that run out, tiers that decay, rests and holds that end, deliveries that are due. */
export async function runTimers(store: Store, doors: Doors): Promise<void> {
  expireRewards(store);
  stepImports(store);
  reviewTiers(store);
  endRests(store);
  endHolds(store);
  await runSweep(store);
  await dispatch(store, doors);
}

/** When there is next something to do (epoch milliseconds; the past means now), or null. */
export function nextTimer(store: Store): number | null {
  const times = [
    nextDue(store),
    nextExpiry(store),
    nextReview(store),
    nextRestEnd(store),
    nextHoldEnd(store),
    nextSweep(store),
    nextImport(store),
  ].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}
