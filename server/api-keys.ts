import type { Result } from '#core/problem.ts';
import type { Services } from './services.ts';
import { randomToken, sha256 } from './tokens.ts';
import type { ApiKey } from './workspace/members/api-keys.ts';
import type { Principal } from './workspace/members/sign-in.ts';

/** Makes a key, `gw_<id>_<secret>`. It is told this once: only the SHA-256 of its secret is kept. */
export async function createApiKey(
  services: Services,
  workspaceId: string,
  wanted: { name: string; role: string; by: string },
): Promise<Result<{ kept: ApiKey; key: string }>> {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const secret = randomToken();
  const { name, role, by } = wanted;
  const made = { id, hash: await sha256(secret), name, role };
  const kept = await services.workspace(workspaceId).apiKeys.create(made, by);
  return kept.ok ? { ok: true, value: { kept: kept.value, key: `gw_${id}_${secret}` } } : kept;
}

/** Who calls with this key; null where it is none of ours, wrong or revoked. */
export async function keyHolder(
  services: Services,
  workspaceId: string,
  bearer: string,
): Promise<Principal | null> {
  const [, id, secret] = /^gw_([0-9a-f]{12})_([\w-]{43})$/.exec(bearer) ?? [];
  if (id === undefined || secret === undefined) return null;
  return services.workspace(workspaceId).apiKeys.principal(id, await sha256(secret));
}
