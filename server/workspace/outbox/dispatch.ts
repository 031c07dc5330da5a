import type { Doors } from './doors.ts';
import { sendFlags } from './dispatch-flags.ts';
import { sendMessages } from './dispatch-messages.ts';
import { sendNotices } from './dispatch-notices.ts';
import { sendPayouts } from './dispatch-payouts.ts';
import { sendLookups } from '#server/workspace/members/dispatch-lookups.ts';
import { sendClears } from '#server/workspace/erasure/clearing.ts';
import { sendForgets } from '#server/workspace/erasure/forgetting.ts';
import { dueLanes, dueOn, postpone, type Delivery, type Lane } from './outbox.ts';
import type { Store } from '#server/workspace/store.ts';

/** An alarm may take fifteen minutes, and all that waits for a time waits for it: what is left after this goes with the next. */
const LONGEST_TURN = 60_000;

/**
 * Sends what is due, until nothing is or the turn has been a long one. Each way out goes at its own pace: a slow one
 * holds up no other.
 */
export async function dispatch(store: Store, doors: Doors): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  const end = store.now() + LONGEST_TURN;
  for (;;) {
    for (const lane of store.now() < end ? dueLanes(store) : []) {
      // What empties our fields never overtakes a write into them.
      const name = `${lane.kind === 'clear' ? 'flag' : lane.kind}:${lane.target}`;
      if (busy.has(name)) continue;
      busy.set(
        name,
        sendDue(store, doors, lane).finally(() => busy.delete(name)),
      );
    }
    if (busy.size === 0) return;
    await Promise.race(busy.values());
  }
}

async function sendDue(store: Store, doors: Doors, lane: Lane): Promise<void> {
  const group = dueOn(store, lane);
  try {
    await send(store, doors, lane, group);
  } catch (error) {
    // A door that throws is a door that is shut: the deliveries stay ours and are tried again.
    const message = error instanceof Error ? error.message : String(error);
    console.error('delivery failed', lane.kind, message);
    for (const delivery of group) {
      postpone(store, delivery, { code: 'internal', message, remedy: 'It is tried again by itself.' }, 0);
    }
  }
}

function send(store: Store, doors: Doors, { kind, target }: Lane, group: Delivery[]): Promise<void> {
  if (kind === 'flag') return sendFlags(store, doors.crm(target), group);
  if (kind === 'clear') return sendClears(store, doors.crm(target), group);
  if (kind === 'forget') return sendForgets(store, doors.crm(target), group);
  if (kind === 'lookup') return sendLookups(store, doors.slack(target), group);
  if (kind === 'notice') return sendNotices(store, doors.slack(target), group);
  if (kind === 'payout') return sendPayouts(store, doors, group);
  return sendMessages(store, doors.slack(target), group);
}
