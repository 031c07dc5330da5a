import { message, section, type SlackMessage } from '#slack-app/blocks/layout.ts';
import { mrkdwn } from '#slack-app/blocks/mrkdwn.ts';
import { advocateAlert, advocateDigest } from '#slack-app/features/advocate-alert/blocks.ts';
import { rewardApproval } from '#slack-app/features/reward-approval/blocks.ts';
import { first } from '#server/storage/sql.ts';
import { barredSql, ENDED } from '#server/workspace/asks/standing.ts';
import { alertChannel, approvalChannel, type Channel } from './channels.ts';
import { mentionsIn, type Named } from '#server/workspace/erasure/mentions.ts';
import type { Delivery } from '#server/workspace/outbox/outbox.ts';
import { findPerson } from '#server/workspace/people/people.ts';
import {
  PERSON_COLUMNS,
  rowToPerson,
  type PersonDetail,
  type PersonRow,
} from '#server/workspace/people/row.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { propensitySql } from '#server/workspace/people/pillar-columns.ts';
import { rewardView } from './reward-view.ts';
import { alertState, toAdvocateView } from './views.ts';
import type { Store } from '#server/workspace/store.ts';

/** A message drawn as things stand now. With a `ts` it replaces the one already posted. */
export interface Outgoing {
  /** What the message is about, where it may have to be drawn again. */
  subject: string | null;
  connection: string;
  channel: string;
  ts: string | null;
  message: SlackMessage;
  /** Whom a digest names, and how many it counts. */
  named?: Named;
}

/** The approval message of a reward; null where no channel is left to send it to. */
export function rewardMessageFor(store: Store, { subject, target }: Delivery): Outgoing | null {
  const { id, place } = placeIn(subject);
  const view = rewardView(store, id);
  if (!view.ok) return null;
  const drawn = rewardApproval(view.value);
  const about = `reward:${id}`;
  if (place !== null) return { subject: about, connection: target, ...place, message: drawn };
  return posted(store, about, target, drawn) ?? fresh(approvalChannel(store), about, target, drawn);
}

/** Whom or what a delivery is about; with where its message stands, where one certain message is meant. */
function placeIn(subject: string): { id: string; place: { channel: string; ts: string } | null } {
  const [id = '', channel, ts] = subject.split(':');
  return { id, place: channel === undefined || ts === undefined ? null : { channel, ts } };
}

/** Whether the team wants to hear of this person: an advocate, still here, not snoozed, and free to be asked at all. */
export function isNews(store: Store, personId: string): boolean {
  const person = findPerson(store, personId);
  return person.ok && isToldOf(store, person.value);
}

function isToldOf(store: Store, { tier, status, snoozedUntil }: PersonDetail): boolean {
  const isAdvocate = tier === 'advocate' || tier === 'champion';
  return isAdvocate && status !== 'do_not_ask' && status !== 'none' && (snoozedUntil ?? 0) <= store.now();
}

/** The alert about a new advocate; null once they are none any more, or asked to be left alone. */
export function alertFor(store: Store, { subject, target }: Delivery): Outgoing | null {
  const person = findPerson(store, subject);
  if (!person.ok || !isToldOf(store, person.value)) return null;
  const drawn = advocateAlert(toAdvocateView(store, person.value), alertState(store, person.value.id));
  return fresh(alertChannel(store), `alert:${subject}`, target, drawn);
}

/** The alert that was posted about a person, drawn again; a person who is gone leaves no name behind. */
export function redrawnAlertFor(store: Store, { subject, target }: Delivery): Outgoing | null {
  const { id, place } = placeIn(subject);
  const person = findPerson(store, id);
  const drawn = person.ok
    ? advocateAlert(toAdvocateView(store, person.value), alertState(store, person.value.id))
    : farewell();
  const about = `alert:${id}`;
  if (place !== null) return { subject: about, connection: target, ...place, message: drawn };
  return posted(store, about, target, drawn);
}

/** What is left of a message about somebody who is gone. */
export function farewell(): SlackMessage {
  const text = mrkdwn`This person is no longer among our contacts.`;
  return message(text, [section(text)]);
}

/** How many a digest names; the others are counted. */
const NAMED = 10;

/** One message for alerts that fell due together. */
export function advocateDigestFor(store: Store, alerts: readonly Delivery[]): Outgoing | null {
  const people = [...new Set(alerts.map((alert) => alert.subject))].flatMap((personId) => {
    const person = findPerson(store, personId);
    return person.ok ? [person.value] : [];
  });
  const best = people.toSorted((a, b) => (b.propensity ?? -1) - (a.propensity ?? -1));
  return digest(store, alerts[0]?.target ?? '', best.slice(0, NAMED), best.length);
}

/** The message that ends a CRM's first sync: how many advocates were found in it, the best of them by name. */
export function digestFor(store: Store, { subject, target }: Delivery): Outgoing | null {
  const now = store.now();
  const found = `FROM person WHERE tier IN ('advocate', 'champion') AND removed_at IS NULL AND NOT ${barredSql(now)} AND NOT ${ENDED} AND EXISTS
    (SELECT 1 FROM record WHERE person_id = person.id AND connection = ? AND record.removed_at IS NULL)`;
  const total = first<{ n: number }>(store.sql, `SELECT count(*) AS n ${found}`, subject)?.n ?? 0;
  if (total === 0) return null;
  const best = store.sql
    .all<PersonRow>(
      `SELECT ${PERSON_COLUMNS} ${found} ORDER BY ${propensitySql(currentModel(store).model, now)} DESC, id LIMIT ?`,
      subject,
      NAMED,
    )
    .map((row) => rowToPerson(store, row, now));
  return digest(store, target, best, total);
}

/** A posted digest drawn again: whoever is gone leaves no name behind. */
export function redrawnDigestFor(store: Store, { subject, target }: Delivery): Outgoing | null {
  const [channel = '', ts = ''] = subject.split(':');
  if (isPersonal(channel)) return { subject: null, connection: target, channel, ts, message: farewell() };
  const { ids, total } = mentionsIn(store, { connection: target, channel, ts });
  const found = ids.flatMap((id) => {
    const person = findPerson(store, id);
    return person.ok ? [person.value] : [];
  });
  const people = [...new Map(found.map((person) => [person.id, person])).values()];
  const drawn = drawDigest(store, people, total - (ids.length - people.length));
  return ids.length === 0 ? null : { subject: null, connection: target, channel, ts, message: drawn };
}

/** Whether a channel is one person's with us: what was said there was said once, and is taken back rather than drawn. */
function isPersonal(channel: string): boolean {
  return channel.startsWith('D');
}

function digest(store: Store, target: string, best: PersonDetail[], total: number): Outgoing | null {
  const shown = best.slice(0, NAMED);
  const outgoing = fresh(alertChannel(store), null, target, drawDigest(store, shown, total));
  return outgoing === null ? null : { ...outgoing, named: { ids: shown.map(({ id }) => id), total } };
}

function drawDigest(store: Store, shown: PersonDetail[], total: number): SlackMessage {
  const views = shown.map((person) => toAdvocateView(store, person));
  return advocateDigest(views, total, `${store.publicUrl}/console/advocates`);
}

/** As a new message; null where the channel meanwhile is another team's. */
function fresh(
  channel: Channel | null,
  subject: string | null,
  connection: string,
  drawn: SlackMessage,
): Outgoing | null {
  if (channel?.connection !== connection) return null;
  return { subject, connection, channel: channel.id, ts: null, message: drawn };
}

/** In place of the one posted last, or null where none was. */
function posted({ sql }: Store, subject: string, connection: string, drawn: SlackMessage): Outgoing | null {
  const before = first<{ channel: string; ts: string }>(
    sql,
    'SELECT channel, ts FROM message WHERE subject = ? AND connection = ? AND newest',
    subject,
    connection,
  );
  return before === undefined ? null : { subject, connection, ...before, message: drawn };
}
