import { PERMISSIONS, type Permission } from '#core/member/role.ts';
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
