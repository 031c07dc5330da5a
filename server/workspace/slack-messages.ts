import type { SlackMessage } from '#slack-app/blocks/layout.ts';
import { advocateAlert, advocateDigest } from '#slack-app/features/advocate-alert/blocks.ts';
import { rewardApproval } from '#slack-app/features/reward-approval/blocks.ts';
import { first } from '#server/storage/sql.ts';
import { alertChannel, approvalChannel, type Channel } from './channels.ts';
import type { Delivery } from './outbox.ts';
import { findPerson } from './people.ts';
import { listPeople } from './people-list.ts';
import { advocateView, alertState, rewardView, toAdvocateView } from './slack-views.ts';
import type { Store } from './store.ts';

/** A message drawn as things stand now. With a `ts` it replaces the one already posted. */
export interface Outgoing {
  subject: string;
  channel: string;
  ts: string | null;
  message: SlackMessage;
}

/** The approval message of a reward; null where no channel is left to send it to. */
export function rewardMessageFor(store: Store, rewardId: string): Outgoing | null {
  const view = rewardView(store, rewardId);
  return view.ok
    ? place(store, `reward:${rewardId}`, approvalChannel(store), rewardApproval(view.value))
    : null;
}

/** The alert about a new advocate; null once they are no advocate any more, or asked to be left alone. */
export function alertFor(store: Store, personId: string): Outgoing | null {
  const view = advocateView(store, personId);
  const person = findPerson(store, personId);
  if (!view.ok || !person.ok) return null;
  const subject = `alert:${personId}`;
  const outgoing = place(
    store,
    subject,
    alertChannel(store),
    advocateAlert(view.value, alertState(store, personId)),
  );
  const { tier, snoozedUntil } = person.value;
  const stillNews = (tier === 'advocate' || tier === 'champion') && (snoozedUntil ?? 0) <= store.now();
  return outgoing !== null && (outgoing.ts !== null || stillNews) ? outgoing : null;
}

/** One message for alerts that fell due together. */
export function advocateDigestFor(store: Store, alerts: readonly Delivery[]): Outgoing | null {
  const views = [...new Set(alerts.map((alert) => alert.subject))].flatMap((personId) => {
    const view = advocateView(store, personId);
    return view.ok ? [view.value] : [];
  });
  const best = views.toSorted((a, b) => b.propensity - a.propensity);
  const message = advocateDigest(best, best.length, `${store.publicUrl}/console/advocates`);
  return place(store, `digest:${alerts[0]!.id}`, alertChannel(store), message);
}

/** The message that ends a first sync: how many advocates were found, the best of them by name. */
export function digestFor(store: Store, connection: string): Outgoing | null {
  const best = listPeople(store, { q: null, tier: null, sort: '-propensity', limit: 50, cursor: null });
  if (!best.ok) return null;
  const advocates = best.value.items.filter(
    (person) => person.tier === 'advocate' || person.tier === 'champion',
  );
  const total = first<{ n: number }>(
    store.sql,
    `SELECT count(*) AS n FROM person WHERE tier IN ('advocate', 'champion') AND removed_at IS NULL`,
  )!.n;
  if (total === 0) return null;
  const views = advocates.slice(0, 10).map((person) => toAdvocateView(store, person));
  const message = advocateDigest(views, total, `${store.publicUrl}/console/advocates`);
  return place(store, `digest:${connection}`, alertChannel(store), message);
}

function place(
  { sql }: Store,
  subject: string,
  channel: Channel | null,
  message: SlackMessage,
): Outgoing | null {
  if (channel === null) return null;
  const posted = first<{ channel: string; ts: string }>(
    sql,
    'SELECT channel, ts FROM message WHERE subject = ? AND connection = ?',
    subject,
    channel.connection,
  );
  return { subject, channel: posted?.channel ?? channel.id, ts: posted?.ts ?? null, message };
}
