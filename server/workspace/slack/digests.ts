import { isSameActor, slackActor } from '#core/actor/actor.ts';
import { isZone, wallClockOf } from '#core/import/zone.ts';
import type { Role } from '#core/member/role.ts';
import { maySay } from '#core/reward/approval.ts';
import { DAY } from '#core/time.ts';
import type { DigestView } from '#slack-app/features/digest/view.ts';
import { first } from '#server/storage/sql.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { standIns } from '#server/workspace/policy/delegations.ts';
import type { Store } from '#server/workspace/store.ts';
import { addressOf } from './addresses.ts';
import { digestPeople } from './digest-people.ts';
import { CHOSEN_HOUR, hourChosen } from './digest-hour.ts';
import { budgetsNow, standsInFor } from './home.ts';
import { waitingFor } from './waiting.ts';

const HOUR = 3_600_000;
/** A digest that could not be sent by then is left out: the next one tells the same. */
const LATEST = 2 * HOUR;
const WAITING_SHOWN = 5;

interface Reader {
  id: number;
  user: string;
  name: string;
  /** Whether they decide, in their own right or for somebody who is away. */
  decides: boolean;
  zone: string | null;
  hour: string | null;
}

/** Has each morning's digest sent to whoever wants one, once for each working day of theirs. */
export function runDigests(store: Store): void {
  const now = store.now();
  store.sql.transaction(() => {
    for (const reader of readersOf(store)) {
      for (const { date, at } of morningsOf(store, reader)) {
        if (at <= now && now < at + LATEST) queueDigest(store, reader, date);
      }
    }
  });
}

/** When the next digest is to be sent, or null. */
export function nextDigest(store: Store): number | null {
  const now = store.now();
  const times = readersOf(store).flatMap((reader) => morningsOf(store, reader).map(({ at }) => at));
  const next = Math.min(...times.filter((at) => at > now));
  return Number.isFinite(next) ? next : null;
}

/** Active members who are somebody in Slack. */
function readersOf(store: Store): Reader[] {
  const standing = standIns(store);
  return store.sql
    .all<Omit<Reader, 'decides'> & { role: Role }>(
      `SELECT id, slack_user AS user, name, role, time_zone AS zone, ${CHOSEN_HOUR} AS hour FROM member
       WHERE state = 'active' AND slack_user IS NOT NULL ORDER BY id`,
    )
    .map(({ role, ...reader }) => {
      const actor = slackActor(reader.user, reader.name);
      const decides = maySay({ role, delegators: [] }) || standing.some((each) => isSameActor(each, actor));
      return { ...reader, decides };
    });
}

/** The mornings around now on which somebody wants a digest, as local dates and instants. */
function morningsOf(store: Store, { decides, zone, hour: chosen }: Reader): { date: string; at: number }[] {
  const hour = hourChosen(chosen, () => decides);
  if (hour === null) return [];
  const clock = clockOf(zone);
  const today = Math.floor(store.now() / DAY) * DAY;
  // A weekend lies between at most three days without one.
  return [-1, 0, 1, 2, 3, 4].flatMap((days) => {
    const day = today + days * DAY;
    if (!isWorkingDay(day)) return [];
    return [{ date: new Date(day).toISOString().slice(0, 10), at: clock(day + hour * HOUR) }];
  });
}

const clocks = new Map<string, (wall: number) => number>();

/** Reading a zone's rules takes longer than all else here, and they are the same for everybody. */
function clockOf(zone: string | null): (wall: number) => number {
  const name = zone !== null && isKnown(zone) ? zone : 'UTC';
  const clock = clocks.get(name) ?? wallClockOf(name);
  clocks.set(name, clock);
  return clock;
}

function isKnown(zone: string): boolean {
  return clocks.has(zone) || isZone(zone);
}

function isWorkingDay(day: number): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

function queueDigest(store: Store, { id, user }: Reader, date: string): void {
  const subject = `digest:${id}:${date}`;
  if (first(store.sql, 'SELECT 1 FROM delivery WHERE id = ?', subject) !== undefined) return;
  const address = addressOf(store, user);
  if (address !== null) enqueue(store, { id: subject, kind: 'notice', target: address.connection, subject });
}

const DAY_WORDS = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** A digest as things stand; null where whoever it was for reads none any more. */
export function digestDrawn(
  store: Store,
  subject: string,
): { user: string; view: DigestView; named: string[] } | null {
  const [, id = '', date = ''] = subject.split(':');
  const reader = readersOf(store).find((each) => String(each.id) === id);
  if (reader === undefined) return null;
  const actor = slackActor(reader.user, reader.name);
  const day = Date.parse(date);
  // Mondays tell of the weekend, too.
  const since = store.now() - (new Date(day).getUTCDay() === 1 ? 3 : 1) * DAY;
  const people = digestPeople(store, since);
  const view: DigestView = {
    day: DAY_WORDS.format(day).replace(' ', ', '),
    waiting: reader.decides
      ? waitingFor(store, actor, WAITING_SHOWN)
      : { shown: [], total: 0, held: [], heldTotal: 0 },
    standsInFor: standsInFor(store, actor),
    ...people.groups,
    budgets: budgetsNow(store),
    consoleUrl: `${store.publicUrl}/console`,
  };
  return { user: reader.user, view, named: people.named };
}
