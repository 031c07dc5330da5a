import { slackUserOf } from '#core/actor/actor.ts';
import type { Member } from '#core/member/member.ts';
import { normalizeEmail } from '#core/person/person.ts';
import { refuse, type Refusal } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** A row of `member`, with what its session is checked by. */
export type MemberRow = Omit<Member, 'id'> & { id: number; sessionVersion: number };

export const SELECT_MEMBER = `SELECT id, slack_team AS slackTeam, slack_user AS slackUser, email, name, image,
  time_zone AS timeZone, role, state, session_version AS sessionVersion, created_at AS createdAt,
  signed_in_at AS signedInAt, last_seen_at AS lastSeenAt FROM member`;

export function toMember(row: MemberRow): Member {
  const {
    slackTeam,
    slackUser,
    email,
    name,
    image,
    timeZone,
    role,
    state,
    createdAt,
    signedInAt,
    lastSeenAt,
  } = row;
  const known = { slackTeam, slackUser, email, name, image, timeZone, role, state };
  return { ...known, id: String(row.id), createdAt, signedInAt, lastSeenAt };
}

/** The member with this id, or undefined. */
export function rowOf({ sql }: Store, id: string): MemberRow | undefined {
  return /^\d{1,15}$/.test(id)
    ? first<MemberRow>(sql, `${SELECT_MEMBER} WHERE id = ?`, Number(id))
    : undefined;
}

/** The member an actor is: by their Slack user, or by their e-mail; null where they are none. */
export function memberOf({ sql }: Store, actor: string): Member | null {
  const slack = slackUserOf(actor);
  const email = slack === null ? normalizeEmail(actor) : null;
  const column = slack === null ? 'email' : 'slack_user';
  const row = first<MemberRow>(sql, `${SELECT_MEMBER} WHERE ${column} = ?`, slack ?? email);
  return row === undefined ? null : toMember(row);
}

/** How many owners there are who may act. */
export function countOwners({ sql }: Store): number {
  const query = `SELECT count(*) AS n FROM member WHERE role = 'owner' AND state = 'active'`;
  return first<{ n: number }>(sql, query)?.n ?? 0;
}

export function noMember(id: string): Refusal {
  return refuse('not_found', `There is no member ${id.slice(0, 40)}.`, 'List the members to find the id.');
}
