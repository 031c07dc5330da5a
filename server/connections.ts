import type { SyncProgress } from './connection/crm-sync.ts';
import type { Services } from './services.ts';
import type { Vendor } from './workspace/connections.ts';
import type { WriteBackState } from './workspace/flags/write-back.ts';

export interface ConnectionStatus extends SyncProgress {
  id: string;
  vendor: Vendor;
  name: string;
  /** Whether flags are written to it; null where it takes none. */
  writeBack: WriteBackState | null;
  heldFlags: number;
}

/** The workspace's connections with where each stands. */
export async function listConnections(services: Services, workspaceId: string): Promise<ConnectionStatus[]> {
  const accounts = await services.workspace(workspaceId).connections.list();
  return Promise.all(
    accounts.map(async ({ id, vendor, name, writeBack, heldFlags }) => ({
      id,
      vendor,
      name,
      writeBack,
      heldFlags,
      ...(await services.connection(id).sync.progress()),
    })),
  );
}
