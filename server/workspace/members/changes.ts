import { hasUnseen, noText, wrong } from '#core/claimed.ts';
import { checkAddition, checkChange, type MemberManager } from '#core/member/managing.ts';
import type { Member } from '#core/member/member.ts';
import { isRole, type Role } from '#core/member/role.ts';
import { displayName, normalizeEmail } from '#core/person/person.ts';
import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import { roleOf } from './role-of.ts';
import { countOwners, memberOf, noMember, rowOf, toMember } from './rows.ts';
import { joinTo, lookUpMember, type SlackPlace, type SlackProfile } from './slack-users.ts';

const MAX_NAME = 200;

/** Who an actor is among members, with the role they have now. */
export function managerOf(store: Store, by: string): MemberManager {
  return { role: roleOf(store, by), memberId: memberOf(store, by)?.id ?? null };
}

/** Adds somebody by e-mail; their Slack user is joined at once where it waits among the exceptions. */
export function addByEmail(
  store: Store,
  wanted: { email: string; name: string | null; role: string },
  by: string,
): Result<Member> {
  const role = readRole(wanted.role);
  if (!role.ok) return role;
  const allowed = checkAddition(managerOf(store, by), role.value);
  if (!allowed.ok) return allowed;
  const email = normalizeEmail(wanted.email);
  if (email === null)
    return refuse('invalid_input', 'This is no e-mail address.', 'Type it as name@company.com.', 'email');
  const name = readName(wanted.name ?? '');
  if (!name.ok) return name;
  if (first(store.sql, 'SELECT 1 FROM member WHERE email = ?', email) !== undefined)
    return refuse('key_conflict', `${email} is a member already.`, 'Change their role in the list.', 'email');
  const profile = { name: name.value, email, image: null, timeZone: null };
  const id = insert(store, profile, role.value, by);
  const [seen, another] = store.sql.all<SlackPlace>(
    `SELECT team, id FROM slack_user WHERE email = ? AND state = 'unmatched'`,
    email,
  );
  // Two with one e-mail: a person says which.
  if (seen !== undefined && another === undefined) joinTo(store, seen, id, by);
  else lookUpMember(store, id);
  return read(store, id);
}

/** Makes a member of a Slack user nobody matched. */
export function addSlackUser(store: Store, place: SlackPlace, wanted: string, by: string): Result<Member> {
  const role = readRole(wanted);
  if (!role.ok) return role;
  const allowed = checkAddition(managerOf(store, by), role.value);
  if (!allowed.ok) return allowed;
  const seen = seenUser(store, place);
  if (!seen.ok) return seen;
  const { name, email } = seen.value;
  const taken =
    email !== null && first(store.sql, 'SELECT 1 FROM member WHERE email = ?', email) !== undefined;
  const id = insert(
    store,
    { name, email: taken ? null : email, image: null, timeZone: null },
    role.value,
    by,
  );
  joinTo(store, place, id, by);
  return read(store, id);
}

/** Says by hand which member a Slack user is. Whoever they are gets that member's role, so it is checked as a change of it. */
export function mapSlackUser(store: Store, place: SlackPlace, memberId: string, by: string): Result<Member> {
  const row = rowOf(store, memberId);
  if (row === undefined) return noMember(memberId);
  const allowed = checkAddition(managerOf(store, by), row.role);
  if (!allowed.ok) return allowed;
  const seen = seenUser(store, place);
  if (!seen.ok) return seen;
  if (row.slackUser !== null)
    return refuse(
      'key_conflict',
      `${row.name} is another Slack user already.`,
      'Choose a member without a Slack user, or give this one a role of their own.',
      'member',
    );
  joinTo(store, place, row.id, by);
  return read(store, row.id);
}

export function changeRole(store: Store, id: string, wanted: string, by: string): Result<Member> {
  const role = readRole(wanted);
  if (!role.ok) return role;
  const row = rowOf(store, id);
  if (row === undefined) return noMember(id);
  const allowed = checkChange(managerOf(store, by), toMember(row), { role: role.value }, countOwners(store));
  if (!allowed.ok) return allowed;
  if (row.role !== role.value) {
    store.sql.run('UPDATE member SET role = ? WHERE id = ?', role.value, row.id);
    note(store, by, 'member.role', `member:${row.id}`, `${row.role} to ${role.value}`);
  }
  return read(store, row.id);
}

/** Shuts somebody out, or lets them in again. Their sessions end at once. */
export function changeState(store: Store, id: string, state: Member['state'], by: string): Result<Member> {
  const row = rowOf(store, id);
  if (row === undefined) return noMember(id);
  const allowed = checkChange(managerOf(store, by), toMember(row), { state }, countOwners(store));
  if (!allowed.ok) return allowed;
  if (row.state !== state) {
    store.sql.run(
      'UPDATE member SET state = ?, session_version = session_version + 1 WHERE id = ?',
      state,
      row.id,
    );
    note(store, by, state === 'active' ? 'member.enabled' : 'member.disabled', `member:${row.id}`);
  }
  return read(store, row.id);
}

/**
 * Removes a member who was added by mistake: one who never signed in and did nothing here or in Slack. Fails as
 * `changeState` does, and with `forbidden` where there is something of theirs.
 */
export function removeMember(store: Store, id: string, by: string): Result<Member> {
  const row = rowOf(store, id);
  if (row === undefined) return noMember(id);
  const member = toMember(row);
  const allowed = checkChange(managerOf(store, by), member, { state: 'disabled' }, countOwners(store));
  if (!allowed.ok) return allowed;
  if (hasActed(store, member))
    return refuse(
      'forbidden',
      `${row.name} signed in, or is named in the books.`,
      'Disable them instead: what they did stays theirs.',
    );
  store.sql.run('DELETE FROM member WHERE id = ?', row.id);
  // Should they act after all, they are looked up as anybody is.
  store.sql.run('DELETE FROM slack_user WHERE id = ?', row.slackUser);
  note(store, by, 'member.removed', `member:${row.id}`, `${row.email ?? row.name} as ${row.role}`);
  return ok(member);
}

/** Whether somebody ever signed in, did something, or is named in what was done. */
function hasActed({ sql }: Store, { id, email, slackUser, signedInAt, lastSeenAt }: Member): boolean {
  if (signedInAt !== null || lastSeenAt !== null) return true;
  const names = [email, slackUser].filter((name) => name !== null);
  return names.some(
    (name) =>
      first(
        sql,
        `SELECT 1 FROM audit WHERE instr(lower(actor), ?1) > 0 OR (about <> ?2 AND instr(lower(detail), ?1) > 0)
         UNION ALL SELECT 1 FROM reward WHERE instr(lower(proposed_by), ?1) > 0 OR instr(lower(reported_by), ?1) > 0
         LIMIT 1`,
        name.toLowerCase(),
        `member:${id}`,
      ) !== undefined,
  );
}

/** Writes a new member down. */
export function insert(store: Store, profile: SlackProfile, role: Role, by: string): number {
  const { name, email, image, timeZone } = profile;
  const [made] = store.sql.all<{ id: number }>(
    // The id of a member who was removed is not given again: the trail tells of them under it.
    `INSERT INTO member (id, email, name, image, time_zone, role, state, created_at)
     VALUES (1 + max(coalesce((SELECT max(id) FROM member), 0),
       coalesce((SELECT max(CAST(substr(about, 8) AS INTEGER)) FROM audit WHERE action = 'member.removed'), 0)),
       ?, ?, ?, ?, ?, 'active', ?)
     RETURNING id`,
    email,
    displayName(name, email, '?'),
    image,
    timeZone,
    role,
    store.now(),
  );
  if (made === undefined) throw new Error('a member was written and has no id');
  note(store, by, 'member.added', `member:${made.id}`, `${email ?? name} as ${role}`);
  return made.id;
}

function read(store: Store, id: number): Result<Member> {
  const row = rowOf(store, String(id));
  return row === undefined ? noMember(String(id)) : ok(toMember(row));
}

function readRole(text: string): Result<Role> {
  if (isRole(text)) return ok(text);
  return refuse('invalid_input', 'There is no such role.', 'Choose one of the list.', 'role');
}

/** A name as somebody types it; empty where they leave it out. */
function readName(text: string): Result<string> {
  const name = text.trim();
  if (name.length > MAX_NAME) return noText('name', 'The name', name, MAX_NAME);
  return hasUnseen(name)
    ? wrong('name', 'The name has characters that nobody sees.', 'Type it anew, without them.')
    : ok(name);
}

/** A Slack user who waits for a member. */
function seenUser({ sql }: Store, { team, id }: SlackPlace): Result<{ name: string; email: string | null }> {
  const seen = first<{ name: string; email: string | null; state: string }>(
    sql,
    'SELECT name, email, state FROM slack_user WHERE team = ? AND id = ?',
    team,
    id,
  );
  if (
    seen === undefined ||
    seen.state === 'joined' ||
    first(sql, 'SELECT 1 FROM member WHERE slack_user = ?', id)
  )
    return gone();
  return ok(seen);
}

function gone(): Refusal {
  return refuse('not_found', 'Nobody of Slack waits under this id.', 'Reload the page of people.');
}
