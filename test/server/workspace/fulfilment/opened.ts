import { readConfig } from '#server/config.ts';
import { Secrets } from '#server/connection/secrets.ts';
import { openVault } from '#server/connection/vault.ts';
import { openProvider } from '#server/fulfilment/providers.ts';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import { Fulfilments } from '#server/workspace/fulfilment/fulfilments.ts';
import { keptProviders } from '#server/workspace/fulfilment/settings.ts';
import { SANDBOX_API_KEY } from '#test/sandbox/tremendous/tremendous.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { CALL, OLU, press, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const config = value(
  readConfig({
    PUBLIC_URL: 'https://groundswell.test',
    ENCRYPTION_KEY: 'a'.repeat(64),
    ADMIN_TOKEN: 'token-of-the-test-admin',
    HUBSPOT_CLIENT_ID: 'h',
    HUBSPOT_CLIENT_SECRET: 'h',
    SLACK_CLIENT_ID: 's',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: 's',
  }),
);
export const KEY = { apiKey: SANDBOX_API_KEY, webhookKey: 'private-key-of-the-webhook' };
export const SET = { environment: 'sandbox', campaign: 'C1', fundingSource: 'balance' };
export const by = 'finance@acme.test';

/** Doors that lead to the real providers, over what is kept in the store. */
class ProviderDoors extends FakeDoors {
  override usualProvider: ProviderName = 'manual';
  override usualAddress: string | null = null;
  readonly kept;

  constructor(workspace: TestWorkspace, secrets: Secrets) {
    super();
    this.kept = keptProviders(workspace.store, secrets);
  }

  override async pay(order: Parameters<FakeDoors['pay']>[0]) {
    const door = await this.provider(order.provider, order.edition);
    return door.ok ? door.value.order(order) : door;
  }

  override provider(name: ProviderName, edition: number | null) {
    return openProvider({ name, edition }, this.kept, config);
  }
}

/** A workspace with an approved reward of $50, and what fulfils it. */
export async function opened({ tremendous = false } = {}) {
  const workspace = workspaceWithPerson();
  const vault = openVault(config.ENCRYPTION_KEY, 'the workspace');
  const secrets = new Secrets(workspace.store.sql, () => vault);
  const doors = new ProviderDoors(workspace, secrets);
  const fulfilment = new Fulfilments(workspace.store, { doors, secrets, config });
  if (tremendous) {
    value(await fulfilment.saveProvider('tremendous', { settings: SET, secrets: KEY, by }));
    value(fulfilment.choose([{ programme: '', kind: '', provider: 'tremendous' }], by));
  }
  value(workspace.rewards.create(CALL));
  await workspace.tick(doors);
  value(workspace.slack.decide(OLU, press('approve', 'p1')));
  return { workspace, doors, fulfilment, stateOf: () => value(workspace.rewards.get('R0001')).state };
}
