import { ok, refuse, type Result } from '#core/problem.ts';
import type { CardKeys } from './connection/card-access.ts';
import type { Services } from './services.ts';

/**
 * New keys for the card of a Salesforce organisation, in place of the old ones. HubSpot's card needs none: HubSpot
 * itself signs for it. Fails with `not_found`.
 */
export async function issueCardKeys(
  services: Services,
  workspaceId: string,
  id: string,
  by: string,
): Promise<Result<CardKeys>> {
  const { connections } = services.workspace(workspaceId);
  const account = (await connections.list()).find((each) => each.id === id);
  if (account?.vendor !== 'salesforce') {
    return refuse(
      'not_found',
      'There is no such Salesforce connection.',
      'List connections to find the id; other CRMs need no keys.',
    );
  }
  const keys = await services.connection(id).card.issue();
  await services.workspace(workspaceId).connections.noteKeys(id, by);
  return ok(keys);
}
