import { isSameActor, tokenActor } from '#core/actor/actor.ts';
import { cleanLine } from '#core/claimed.ts';
import { PERMISSIONS, type Permission } from '#core/member/role.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { keyHolder } from './api-keys.ts';
import type { AppEnv } from './app-env.ts';
import { isAllowed } from './routes/permissions.ts';
import type { Services } from './services.ts';
import { holdsToken } from './session.ts';
import type { Principal } from './workspace/members/sign-in.ts';

/** What the admin token may do for ever: set things up. What moves or governs money or people is for people. */
const SETTING_UP: readonly Permission[] = ['view', 'propose', 'configure'];

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

/** Who did something, for the record: a program as itself; the admin token as `admin`, and as whom where a name was given. */
export function actorFor({ role, actor }: Principal, named: string): string {
  const name = cleanLine(named);
  return role !== null || name === '' || isSameActor(name, actor) ? actor : tokenActor(name);
}

/**
 * Who proposes: a program as itself; the admin token for whomever it names, and then `from` says whose token it was,
 * else null.
 */
export function proposerFor(
  { role, actor }: Principal,
  named: string,
): { proposedBy: string; from: string | null } {
  if (role !== null) return { proposedBy: actor, from: null };
  return { proposedBy: named, from: isSameActor(named, actor) ? null : actor };
}

/**
 * Who decides, where one human must not count as two: the caller alone, under whatever name of theirs. Fails with
 * `forbidden` at the field where somebody else is named.
 */
export async function deciderFor(
  { services, workspaceId, principal }: AppEnv['Variables'],
  named: string,
  field: string,
): Promise<Result<string>> {
  const { role, actor } = principal;
  if (isSameActor(named, actor)) return ok(actor);
  if (role === null)
    return refuse(
      'forbidden',
      `The admin token decides as “${actor}”, and for nobody else.`,
      `Send “${actor}”, or decide with the API key of a member.`,
      field,
    );
  if (await services.workspace(workspaceId).members.isOneHuman(named, actor)) return ok(actor);
  return refuse(
    'forbidden',
    'This API key decides for whoever made it, and for nobody else.',
    `Send “${actor}” or the e-mail of whoever made the key.`,
    field,
  );
}
