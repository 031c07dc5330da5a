import { memberActor } from '#core/member/member.ts';
import { PERMISSIONS, permissionsOf, type Permission, type Role } from '#core/member/role.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import { insert } from './changes.ts';
import { isBootstrapping } from './role-of.ts';
import { countOwners, rowOf } from './rows.ts';
import { joinByProfile, joinTo, keep, lookUp, type SlackPlace, type SlackProfile } from './slack-users.ts';

/** Who is at work in the console or the API, as the audit trail names them, and what they may do. */
export interface Principal {
  actor: string;
  name: string;
  /** Null for the admin token. */
  role: Role | null;
  /** The member they are; null for the admin token and for keys. */
  memberId: string | null;
  permissions: readonly Permission[];
}

/** The admin token as long as it stands for an owner. */
const BOOTSTRAP: Principal = {
  actor: 'admin',
  name: 'Admin token',
  role: null,
  memberId: null,
  permissions: PERMISSIONS,
};

/** Lasts how long nothing is written about somebody being there. */
const SEEN_EVERY = 10 * 60_000;

/**
 * Lets a Slack user in whom Slack has vouched for. Fails with `forbidden` where they are no member or disabled; whoever
 * is none is among the exceptions from then on.
 */
export function signIn(
  store: Store,
  place: SlackPlace,
  profile: SlackProfile,
): Result<{ memberId: string; version: number }> {
  const joined = joinByProfile(store, place, profile);
  if ('state' in joined) return stranger(profile, joined.state);
  const row = rowOf(store, String(joined.memberId));
  if (row === undefined) throw new Error('a member who has just been joined is gone');
  if (row.state === 'disabled') {
    note(store, memberActor(row), 'member.refused', `member:${row.id}`, 'disabled');
    return refuse(
      'forbidden',
      `${row.name} may not sign in any more.`,
      'Ask an owner or an admin to let you in again.',
    );
  }
  const now = store.now();
  store.sql.run('UPDATE member SET signed_in_at = ?, last_seen_at = ? WHERE id = ?', now, now, row.id);
  note(store, memberActor(row), 'member.signed_in', `member:${row.id}`);
  return ok({ memberId: String(row.id), version: row.sessionVersion });
}

/** Whose session this is, as they stand now; null where it is over. No member id is the admin token's. */
export function principalOf(store: Store, memberId: string, version: number): Principal | null {
  if (memberId === '') return isBootstrapping(store) ? BOOTSTRAP : null;
  const row = rowOf(store, memberId);
  if (row === undefined || row.state !== 'active' || row.sessionVersion !== version) return null;
  const now = store.now();
  if ((row.lastSeenAt ?? 0) <= now - SEEN_EVERY)
    store.sql.run('UPDATE member SET last_seen_at = ? WHERE id = ?', now, row.id);
  const { name, role } = row;
  return { actor: memberActor(row), name, role, memberId, permissions: permissionsOf(role) };
}

/** Whoever installed the Slack app owns the programme, unless somebody does already. */
export function installedBy(store: Store, place: SlackPlace): void {
  if (place.id === '') return;
  const known = first(store.sql, 'SELECT 1 FROM slack_user WHERE team = ? AND id = ?', place.team, place.id);
  if (known === undefined) keep(store, place, { name: '', email: null }, 'waiting');
  if (
    countOwners(store) === 0 &&
    first(store.sql, 'SELECT 1 FROM member WHERE slack_user = ?', place.id) === undefined
  ) {
    const name = `Slack user ${place.id}`;
    const id = insert(store, { name, email: null, image: null, timeZone: null }, 'owner', 'admin');
    joinTo(store, place, id, 'admin');
  }
  lookUp(store, place);
}

function stranger({ email }: SlackProfile, state: 'unmatched' | 'conflict'): Result<never> {
  const who = email ?? 'This Slack user';
  return state === 'unmatched'
    ? refuse(
        'forbidden',
        `${who} is no member here yet.`,
        'Ask an owner or an admin: you are now on their page “People and roles”, where they can let you in.',
      )
    : refuse(
        'forbidden',
        `${who} belongs to a member who signs in as another Slack user.`,
        'Ask an owner or an admin to say on “People and roles” who you are.',
      );
}
