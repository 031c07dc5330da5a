import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import type { Member } from './member.ts';
import { may, PERMISSIONS, type Role } from './role.ts';

/** Who changes a member: their role, and which member they are (null for a key or the admin token). */
export interface MemberManager {
  role: Role | null;
  memberId: string | null;
}

/** What somebody becomes. */
export type MemberChange = { role: Role } | { state: Member['state'] };

/**
 * Whether the change may be made: nobody changes their own role or state, only owners make or touch owners, and the
 * last active owner stays one. `owners` counts the active ones. Fails with `forbidden` or `last_owner`.
 */
export function checkChange(
  by: MemberManager,
  member: Pick<Member, 'id' | 'role' | 'state'>,
  change: MemberChange,
  owners: number,
): Result<null> {
  const barred = checkManager(by);
  if (barred !== null) return barred;
  if (by.memberId === member.id)
    return refuse(
      'forbidden',
      'Nobody changes their own role or access.',
      'Ask another owner or admin to do it.',
    );
  const makesOwner = 'role' in change && change.role === 'owner';
  if ((member.role === 'owner' || makesOwner) && by.role !== 'owner') return ownersOnly();
  const staysOwner = 'role' in change ? makesOwner && member.state === 'active' : change.state === 'active';
  const isActiveOwner = member.role === 'owner' && member.state === 'active';
  if (isActiveOwner && !staysOwner && owners <= 1)
    return refuse(
      'last_owner',
      'This is the last owner: without one nobody could manage the others.',
      'Make somebody else an owner first.',
    );
  return ok(null);
}

/** Whether somebody may be added with this role. Fails with `forbidden`. */
export function checkAddition(by: MemberManager, role: Role): Result<null> {
  const barred = checkManager(by);
  if (barred !== null) return barred;
  return role === 'owner' && by.role !== 'owner' ? ownersOnly() : ok(null);
}

/**
 * Whether Slack users who are no members may all have this role. Those are people nobody looked at, so none of them
 * manages others or money.
 */
export function checkDefaultRole(by: MemberManager, role: Role): Result<null> {
  const barred = checkManager(by);
  if (barred !== null) return barred;
  if (!may(role, 'configure') && !may(role, 'manage_money')) return ok(null);
  return refuse(
    'forbidden',
    `People nobody has looked at cannot all be ${role}s.`,
    'Choose manager or viewer, and give others their role by name.',
    'role',
  );
}

/** Whether a key of this role may be made: it does nothing its maker may not do. Fails with `forbidden`. */
export function checkKey(by: MemberManager, role: Role): Result<null> {
  const barred = checkManager(by);
  if (barred !== null) return barred;
  const { role: own } = by;
  if (own !== null && PERMISSIONS.every((permission) => !may(role, permission) || may(own, permission)))
    return ok(null);
  return refuse(
    'forbidden',
    `A key for ${role} could do what you may not.`,
    'Choose a role that may do no more than yours.',
    'role',
  );
}

function checkManager({ role }: MemberManager): Refusal | null {
  if (role !== null && may(role, 'manage_members')) return null;
  return refuse('forbidden', 'You may not manage people and keys.', 'Ask an owner or an admin.');
}

function ownersOnly(): Refusal {
  return refuse('forbidden', 'Only an owner makes or changes an owner.', 'Ask an owner to do it.', 'role');
}
