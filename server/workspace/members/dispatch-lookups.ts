import type { SlackDoor } from '#server/workspace/outbox/doors.ts';
import { postpone, settle, type Delivery } from '#server/workspace/outbox/outbox.ts';
import type { Store } from '#server/workspace/store.ts';
import { rowOf } from './rows.ts';
import { joinByProfile, keepTold, lookUp } from './slack-users.ts';

/** Asks a Slack team who its users are, and which of them has a member's e-mail. */
export async function sendLookups(store: Store, door: SlackDoor, group: readonly Delivery[]): Promise<void> {
  for (const delivery of group) {
    const [kind, id = ''] = delivery.subject.split(':');
    if (kind === 'member') await findByEmail(store, door, delivery, id);
    else await findUser(store, door, delivery, id);
  }
}

async function findUser(store: Store, door: SlackDoor, delivery: Delivery, id: string): Promise<void> {
  const place = { team: teamOf(delivery), id };
  const found = await door.user(id);
  if (!found.ok) return postpone(store, delivery, found.problem, found.retryAfter);
  store.sql.transaction(() => {
    keepTold(store, place, id, found.value);
    settle(store, delivery);
  });
}

/** Whom it finds is then asked about in full. */
async function findByEmail(
  store: Store,
  door: SlackDoor,
  delivery: Delivery,
  memberId: string,
): Promise<void> {
  const row = rowOf(store, memberId);
  if (row === undefined || row.email === null || row.slackUser !== null) return settle(store, delivery);
  const found = await door.findUser(row.email);
  if (!found.ok) return postpone(store, delivery, found.problem, found.retryAfter);
  store.sql.transaction(() => {
    if (found.value !== null) {
      const place = { team: teamOf(delivery), id: found.value };
      joinByProfile(store, place, { name: row.name, email: row.email, image: null, timeZone: null });
      lookUp(store, place);
    }
    settle(store, delivery);
  });
}

function teamOf({ target }: Delivery): string {
  return target.replace(/^slack-/, '');
}
