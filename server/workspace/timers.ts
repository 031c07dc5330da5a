import { dispatch } from './outbox/dispatch.ts';
import type { Doors } from './outbox/doors.ts';
import { nextDue } from './outbox/outbox.ts';
import { NEXT_IMPORT, stepImports } from './imports/steps.ts';
import { runSweep } from './models/sweep.ts';
import { NEXT_SWEEP } from './models/sweep-state.ts';
import { NEXT_REVIEW, reviewTiers } from './scoring/rescore.ts';
import { endRests, NEXT_REST_END } from './asks/rests.ts';
import { endFraudHolds } from './fraud/lapses.ts';
import { NEXT_LAPSE } from './fraud/rows.ts';
import { followFulfilments, NEXT_FULFILMENT_CHECK } from './fulfilment/follow.ts';
import { NEXT_ORDER_REMINDER, proposeReminders } from './fulfilment/reminders.ts';
import { endHolds, NEXT_HOLD_END } from './gates/holds.ts';
import { NEXT_POINTS, runPoints } from './points/timers.ts';
import { NEXT_ESCALATION, NEXT_REMINDER, runEscalations, runReminders } from './rewards/reminders.ts';
import { NEXT_RULE_HOLD, proposeHeld } from './rewards/acts.ts';
import { expireRewards, NEXT_EXPIRY } from './rewards/states.ts';
import { nextDigest, runDigests } from './slack/digests.ts';
import type { Store } from './store.ts';

/** What waits for its time, in the order it is done: SQL for when it is next due (`?1` is now), and what is done then. */
const TIMERS: readonly { next: string; run: (store: Store) => void }[] = [
  { next: NEXT_EXPIRY, run: expireRewards },
  { next: NEXT_RULE_HOLD, run: proposeHeld },
  { next: NEXT_LAPSE, run: endFraudHolds },
  { next: NEXT_REMINDER, run: runReminders },
  { next: NEXT_ESCALATION, run: runEscalations },
  { next: NEXT_ORDER_REMINDER, run: proposeReminders },
  { next: NEXT_POINTS, run: runPoints },
  { next: NEXT_IMPORT, run: stepImports },
  { next: NEXT_REVIEW, run: reviewTiers },
  { next: NEXT_REST_END, run: endRests },
  { next: NEXT_HOLD_END, run: endHolds },
];

/** One statement for all: the timers in their order, then what has turns of its own. */
const TIMES = `SELECT json_array(${[...TIMERS.map(({ next }) => next), NEXT_SWEEP, NEXT_FULFILMENT_CHECK]
  .map((next) => `(${next})`)
  .join(', ')}) AS times`;

/** Does whatever waited for its time: proposals that run out, tiers that decay, rests and holds that end, deliveries that are due. */
export async function runTimers(store: Store, doors: Doors): Promise<void> {
  const times = timesOf(store);
  for (const [place, { run }] of TIMERS.entries()) {
    if ((times[place] ?? Infinity) <= store.now()) run(store);
  }
  runDigests(store);
  await runSweep(store);
  await Promise.all([dispatch(store, doors), followFulfilments(store, doors)]);
}

/** When there is next something to do (epoch milliseconds; the past means now), or null. */
export function nextTimer(store: Store): number | null {
  const times = [...timesOf(store), nextDue(store), nextDigest(store)].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

function timesOf({ sql, now }: Store): (number | null)[] {
  return sql
    .all<{ times: string }>(TIMES, now())
    .flatMap(({ times }) => JSON.parse(times) as (number | null)[]);
}
