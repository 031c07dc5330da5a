import type { ApiUsage } from '#connectors/connector.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Services } from './services.ts';

/** What an admin sets and needs to know of a connected Salesforce org. */
export interface SalesforceOrgSetup {
  id: string;
  name: string;
  /** Calls of the last 24 hours, of all apps; null until the org told. */
  usage: ApiUsage | null;
  /** Share (0 to 1) of the org's calls above which we stop. */
  share: number;
  /** Where outbound messages go: whoever knows it may tell us to look again. */
  webhookUrl: string;
}

/** Fails with `not_found`. */
export async function salesforceSetup(
  services: Services,
  workspaceId: string,
  id: string,
): Promise<Result<SalesforceOrgSetup>> {
  const accounts = await services.workspace(workspaceId).connections.list();
  const account = accounts.find((each) => each.id === id);
  if (account?.vendor !== 'salesforce') return unknown;
  const [{ usage, share }, address] = await Promise.all([
    services.connection(id).sync.usage(),
    services.connection(id).wakeUp.address(),
  ]);
  const origin = services.config.PUBLIC_URL.replace(/\/$/, '');
  const webhookUrl = `${origin}/webhooks/salesforce/${address}`;
  return ok({ id, name: account.name, usage, share, webhookUrl });
}

/** Sets how much of the org's calls may be used; audited. Fails with `not_found` and `invalid_input`. */
export async function setApiShare(
  services: Services,
  workspaceId: string,
  { id, share, by }: { id: string; share: number; by: string },
): Promise<Result<SalesforceOrgSetup>> {
  if (!(share >= 0.01 && share <= 1)) return outOfRange;
  const found = await salesforceSetup(services, workspaceId, id);
  if (!found.ok) return found;
  await services.connection(id).sync.setShare(share);
  await services.workspace(workspaceId).connections.noteShare(id, share, by);
  return ok({ ...found.value, share });
}

const unknown = refuse(
  'not_found',
  'There is no such Salesforce connection.',
  'List connections to find the id; other CRMs need no setting up.',
);
const outOfRange = refuse(
  'invalid_input',
  'The share is not a part of the calls.',
  'Send a share from 0.01 to 1; 1 is all of them.',
  'share',
);
