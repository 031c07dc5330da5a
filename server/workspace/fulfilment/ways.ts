import { readConfig } from '#server/config.ts';
import { Secrets } from '#server/connection/secrets.ts';
import { openVault, type Vault } from '#server/connection/vault.ts';
import type { Env } from '#server/env.ts';
import { openDoors } from '#server/workspace/outbox/open-doors.ts';
import type { Store } from '#server/workspace/store.ts';
import type { Ways } from './fulfilments.ts';
import { keptProviders } from './settings.ts';

/** Opens the ways out of a workspace, with the secrets its own vault sealed. Throws where the server has no config. */
export function openWays(env: Env, store: Store, tenant: string): Ways {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.problem.message);
  const { ENCRYPTION_KEY } = config.value;
  let vault: Promise<Vault> | null = null;
  const secrets = new Secrets(store.sql, () => (vault ??= openVault(ENCRYPTION_KEY, tenant)));
  return { config: config.value, secrets, doors: openDoors(env, keptProviders(store, secrets)) };
}
