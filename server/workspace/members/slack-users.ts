import { displayName, normalizeEmail } from '#core/person/person.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import type { Store } from '#server/workspace/store.ts';
import { SELECT_MEMBER, type MemberRow } from './rows.ts';

/** A person of one connected Slack. */
export interface SlackPlace {
  /** The account that is connected: a team, or the organisation where the app is installed in all of it. */
  team: string;
  id: string;
}

/** What Slack tells of a person. */
export interface SlackProfile {
  name: string;
  /** Null where Slack does not tell it, or its owner never confirmed it. */
  email: string | null;
  image: string | null;
  timeZone: string | null;
}

/** Whether a Slack user is known to be a member; see the table. */
export type SlackUserState = 'waiting' | 'joined' | 'unmatched' | 'conflict' | 'stranger';

/** Somebody of Slack who is no member yet, and why. */
export interface SlackException extends SlackPlace {
  name: string;
  email: string | null;
  /**
   * `unmatched`: no member has their e-mail; `conflict`: the member who has it is another Slack user; `stranger`: a guest,
   * an app, or nobody Slack knows.
   */
  state: 'unmatched' | 'conflict' | 'stranger';
  seenAt: number;
}

/** Notes a Slack user who acted or was named. One seen for the first time is looked up later, off the path of the press. */
export function noteSlackUser(store: Store, { team, id, name }: SlackPlace & { name: string }): void {
  const known = first(store.sql, 'SELECT 1 FROM slack_user WHERE team = ? AND id = ?', team, id);
  if (known !== undefined) return;
  keep(store, { team, id }, { name, email: null }, 'waiting');
  lookUp(store, { team, id });
}

/** Whether Slack has told who a user is, so that they are known to be of the company or not. */
export function isToldBySlack({ sql }: Store, { team, id }: SlackPlace): boolean {
  const query = `SELECT 1 FROM member WHERE slack_user = ?2
    UNION ALL SELECT 1 FROM slack_user WHERE team = ?1 AND id = ?2 AND state <> 'waiting'`;
  return first(sql, query, team, id) !== undefined;
}

/** What a user is called: as the member they are, else as Slack told; null where neither is known. */
export function nameInSlack({ sql }: Store, id: string): string | null {
  const query = `SELECT name FROM member WHERE slack_user = ?1
    UNION ALL SELECT name FROM slack_user WHERE id = ?1 AND state IN ('unmatched', 'conflict')`;
  return first<{ name: string }>(sql, query, id)?.name ?? null;
}

/** Keeps what Slack told of a user; null where it knows no such person of its own: apps and guests are none. */
export function keepTold(
  store: Store,
  { team, id }: SlackPlace,
  name: string,
  profile: SlackProfile | null,
): void {
  if (profile !== null) return void joinByProfile(store, { team, id }, profile);
  if (isToldBySlack(store, { team, id })) return;
  const query = 'SELECT name FROM slack_user WHERE team = ? AND id = ?';
  const seen = first<{ name: string }>(store.sql, query, team, id);
  keep(store, { team, id }, { name: seen?.name ?? name, email: null }, 'stranger');
}

/** Asks Slack who this user is. */
export function lookUp(store: Store, { team, id }: SlackPlace): void {
  const target = `slack-${team}`;
  enqueue(store, { id: `lookup:${target}:${id}`, kind: 'lookup', target, subject: `user:${id}` });
}

/** Asks every connected Slack which of its users has a new member's e-mail. */
export function lookUpMember(store: Store, memberId: number): void {
  const slacks = store.sql.all<{ id: string }>(`SELECT id FROM connection WHERE vendor = 'slack'`);
  for (const { id: target } of slacks) {
    const subject = `member:${memberId}`;
    enqueue(store, { id: `lookup:${target}:${subject}`, kind: 'lookup', target, subject });
  }
}

/**
 * Joins a Slack user to the member they are: the one who has that user already, else the one with their e-mail who has
 * none. Gives the member's id, or what keeps it from being told.
 */
export function joinByProfile(
  store: Store,
  place: SlackPlace,
  profile: SlackProfile,
): { memberId: number } | { state: 'unmatched' | 'conflict' } {
  const { sql } = store;
  const own = first<MemberRow>(sql, `${SELECT_MEMBER} WHERE slack_user = ?`, place.id);
  if (own !== undefined) {
    const state = own.slackTeam === place.team ? 'joined' : 'conflict';
    keep(store, place, profile, state);
    if (state === 'conflict') return { state };
    refresh(store, own.id, profile);
    return { memberId: own.id };
  }
  const email = normalizeEmail(profile.email ?? '');
  const named = email === null ? undefined : first<MemberRow>(sql, `${SELECT_MEMBER} WHERE email = ?`, email);
  if (named === undefined || named.slackUser !== null) {
    const state = named === undefined ? 'unmatched' : 'conflict';
    keep(store, place, profile, state);
    return { state };
  }
  joinTo(store, place, named.id, 'slack');
  keep(store, place, profile, 'joined');
  refresh(store, named.id, profile);
  return { memberId: named.id };
}

/** Writes down that this Slack user is that member. */
export function joinTo(store: Store, { team, id }: SlackPlace, memberId: number, by: string): void {
  store.sql.run('UPDATE member SET slack_team = ?, slack_user = ? WHERE id = ?', team, id, memberId);
  store.sql.run(`UPDATE slack_user SET state = 'joined' WHERE team = ? AND id = ?`, team, id);
  note(store, by, 'member.joined', `member:${memberId}`, `Slack user ${id}`);
}

/** Slack people who are no members, the last seen first. */
export function listExceptions({ sql }: Store, limit: number): SlackException[] {
  return sql.all<SlackException>(
    `SELECT team, id, name, email, state, seen_at AS seenAt FROM slack_user
     WHERE state IN ('unmatched', 'conflict', 'stranger') ORDER BY seen_at DESC, id LIMIT ?`,
    limit,
  );
}

/** Keeps what is known of a Slack user. */
export function keep(
  { sql, now }: Store,
  { team, id }: SlackPlace,
  { name, email }: Pick<SlackProfile, 'name' | 'email'>,
  state: SlackUserState,
): void {
  sql.run(
    `INSERT INTO slack_user (team, id, name, email, state, seen_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (team, id) DO UPDATE SET name = excluded.name, email = excluded.email, state = excluded.state`,
    team,
    id,
    displayName(name, email, id),
    normalizeEmail(email ?? ''),
    state,
    now(),
  );
}

/** A member is called as Slack calls them; their e-mail follows unless another member has it. */
function refresh({ sql }: Store, memberId: number, { name, email, image, timeZone }: SlackProfile): void {
  const address = normalizeEmail(email ?? '');
  sql.run(
    `UPDATE member SET name = ?, image = coalesce(?, image), time_zone = coalesce(?, time_zone),
       email = CASE WHEN ?4 IS NULL OR EXISTS (SELECT 1 FROM member AS other WHERE other.email = ?4 AND other.id <> ?5)
         THEN email ELSE ?4 END
     WHERE id = ?5`,
    displayName(name, address, String(memberId)),
    image,
    timeZone,
    address,
    memberId,
  );
}
