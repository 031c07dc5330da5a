import { isSameActor } from '#core/actor/actor.ts';
import { PERMISSIONS, type Permission } from '#core/member/role.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { keyHolder } from './api-keys.ts';
import { isAllowed } from './routes/permissions.ts';
import type { Services } from './services.ts';
import { holdsToken } from './session.ts';
import type { Principal } from './workspace/members/sign-in.ts';

/** What the admin token may do for ever: set things up. Deciding, and saying who may, is for people. */
const SETTING_UP: readonly Permission[] = ['view', 'propose', 'configure', 'manage_money'];

/**
 * Who calls the API: the admin token, or a key. The token is asked about in the workspace only where it would have to
 * stand for an owner. Null for any other bearer.
 */
export async function callerOf(
  services: Services,
  workspaceId: string,
  bearer: string,
  asked: Parameters<typeof isAllowed>[1],
): Promise<Principal | null> {
  if (!(await holdsToken(bearer, services.config.ADMIN_TOKEN)))
    return keyHolder(services, workspaceId, bearer);
  const token: Principal = {
    actor: 'admin',
    name: 'Admin token',
    role: null,
    memberId: null,
    permissions: SETTING_UP,
  };
  if (isAllowed(token, asked)) return token;
  const isOwner = await services.workspace(workspaceId).members.bootstrapping();
  return isOwner ? { ...token, permissions: PERMISSIONS } : token;
}

/** Who acts: a program as itself; the admin token for whomever it names, since nobody else speaks for them yet. */
export function actorFor({ role, actor }: Principal, named: string): string {
  return role === null ? named : actor;
}

/**
 * Who decides: as `actorFor`, but the admin token as itself alone, since two names given with it are no two people.
 * Fails with `forbidden` at the field.
 */
export function deciderFor(principal: Principal, named: string, field: string): Result<string> {
  if (principal.role !== null || isSameActor(named, principal.actor)) return ok(principal.actor);
  return refuse(
    'forbidden',
    `The admin token decides as “${principal.actor}”, and for nobody else.`,
    `Send “${principal.actor}”, or decide with the API key of a member.`,
    field,
  );
}

/** Whose token it was, where a proposal came in under a name that was given with it; else null. */
export function enteredBy({ role, actor }: Principal, named: string): string | null {
  return role === null && !isSameActor(named, actor) ? actor : null;
}
