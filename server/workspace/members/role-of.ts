import { slackUserOf } from '#core/actor/actor.ts';
import { isRole, sharedRole, type Role } from '#core/member/role.ts';
import { normalizeEmail } from '#core/person/person.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import { memberOf } from './rows.ts';

const DEFAULT_ROLE = 'member.slack_default_role';

/** Actors no person or program signs in as: rules, and CRM users whose e-mail nobody told. */
const WITHOUT_ROLE = /^(rule|hubspot|salesforce):/;

/**
 * What an actor (see `core/actor/actor.ts`) may do here, or null where they may do nothing: a Slack user or an e-mail
 * as their member, a colleague in Slack who is none as the workspace's default for them, an API key as its role as far as its maker's goes now. `admin`, and any
 * other name its bearer gives, is an owner only until one has signed in.
 */
export function roleOf(store: Store, actor: string): Role | null {
  const slack = slackUserOf(actor);
  if (slack !== null) {
    const known = roleOfRow(store, 'slack_user = ?', slack);
    if (known !== undefined) return known;
    return isStranger(store, slack) ? null : slackDefaultRole(store);
  }
  const key = /^key:(\w+)/.exec(actor.trim())?.[1];
  if (key !== undefined) return roleOfKey(store, key);
  if (WITHOUT_ROLE.test(actor.trim())) return null;
  const email = normalizeEmail(actor);
  const member = email === null ? undefined : roleOfRow(store, 'email = ?', email);
  if (member !== undefined) return member;
  return isBootstrapping(store) ? 'owner' : null;
}

/** Whether `ADMIN_TOKEN` still stands for an owner: no active one has signed in with Slack. */
export function isBootstrapping({ sql }: Store): boolean {
  const query = `SELECT 1 FROM member WHERE role = 'owner' AND state = 'active' AND signed_in_at IS NOT NULL`;
  return first(sql, query) === undefined;
}

/** What a Slack user may do who is no member yet. */
export function slackDefaultRole({ sql }: Store): Role {
  const row = first<{ value: string }>(sql, 'SELECT value FROM setting WHERE name = ?', DEFAULT_ROLE);
  return row !== undefined && isRole(row.value) ? row.value : 'viewer';
}

/** Whether Slack says that a user is a guest or an app, or knows nobody of that id: the default is for colleagues. */
function isStranger({ sql }: Store, slackUser: string): boolean {
  const query = `SELECT 1 FROM slack_user WHERE id = ? AND state = 'stranger'`;
  return first(sql, query, slackUser) !== undefined;
}

/** Sets what Slack users may do who are no members yet. */
export function setDefaultSlackRole(store: Store, role: Role, by: string): void {
  store.sql.run(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    DEFAULT_ROLE,
    role,
  );
  note(store, by, 'member.default_role', 'setting:members', role);
}

/** Undefined where there is no such member; null where they are disabled. */
function roleOfRow({ sql }: Store, where: string, value: string): Role | null | undefined {
  const row = first<{ role: Role; state: string }>(
    sql,
    `SELECT role, state FROM member WHERE ${where}`,
    value,
  );
  if (row === undefined) return undefined;
  return row.state === 'active' ? row.role : null;
}

function roleOfKey(store: Store, id: string): Role | null {
  const query = 'SELECT role, created_by AS createdBy FROM api_key WHERE id = ? AND revoked_at IS NULL';
  const row = first<{ role: Role; createdBy: string }>(store.sql, query, id);
  const makers = row === undefined ? null : roleOfMaker(store, row.createdBy);
  return row === undefined || makers === null ? null : sharedRole(row.role, makers);
}

/**
 * The role of whoever made a key, as it is now; null where they are disabled or gone. What `admin` made only looks on
 * from when an owner has signed in: no human answers for it.
 */
export function roleOfMaker(store: Store, createdBy: string): Role | null {
  if (createdBy === 'admin') return isBootstrapping(store) ? 'owner' : 'viewer';
  if (createdBy.startsWith('key:')) return roleOf(store, createdBy);
  const member = memberOf(store, createdBy);
  return member?.state === 'active' ? member.role : null;
}
