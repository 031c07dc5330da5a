import type { CrmVendor } from '#core/crm/crm.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Connection } from '#server/connection/connection.ts';
import type { Services } from '#server/services.ts';

const VENDORS: Record<CrmVendor, string> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** A CRM account somebody connected, and the way to it. */
export interface Door {
  connectionId: string;
  connection: DurableObjectStub<Connection>;
}

/**
 * Accounts the directory has told of: each has a connection, which itself knows whether it still stands and for whom.
 * The directory only keeps strangers from making one for every account they name.
 */
const known = new Set<string>();
const MOST_KNOWN = 10_000;

/** The door of a CRM account. Fails with `not_connected` where nobody of ours ever connected it. */
export async function doorOf(services: Services, vendor: CrmVendor, account: string): Promise<Result<Door>> {
  const connectionId = `${vendor}-${account}`;
  if (!known.has(connectionId)) {
    if ((await services.directory.ownerOf(connectionId)) === null) {
      return refuse(
        'not_connected',
        `This ${VENDORS[vendor]} account is not connected to Groundswell.`,
        'Ask your Groundswell admin to connect it.',
      );
    }
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(connectionId);
  }
  return ok({ connectionId, connection: services.connection(connectionId) });
}
