import type { SyncProgress } from './connection/crm-sync.ts';
import type { Services } from './services.ts';
import type { Vendor } from './workspace/connections.ts';

export interface ConnectionStatus extends SyncProgress {
  id: string;
  vendor: Vendor;
  name: string;
}

/** The workspace's connections with where each stands. */
export async function listConnections(services: Services, workspaceId: string): Promise<ConnectionStatus[]> {
  const accounts = await services.workspace(workspaceId).connections.list();
  return Promise.all(
    accounts.map(async ({ id, vendor, name }) => ({
      id,
      vendor,
      name,
      ...(await services.connection(id).sync.progress()),
    })),
  );
}
