import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import type { Services } from './services.ts';
import type { Vendor } from './workspace/connections.ts';

export interface Disconnected {
  vendor: Vendor;
  /** What of ours is left in the CRM for an admin to remove, by the vendor's own names. */
  remains: string[];
  /** Why the vendor could not be told; null where it took the grant back. */
  problem: Problem | null;
}

/**
 * Ends a connection: the vendor takes the grant back, and nothing more is read or sent. People keep their history.
 * Where the vendor cannot be told, the connection ends here all the same, and the problem says so.
 */
export async function disconnect(
  { directory, workspace, connection }: Services,
  workspaceId: string,
  connectionId: string,
  by: string,
): Promise<Result<Disconnected>> {
  const accounts = await workspace(workspaceId).connections.list();
  const account = accounts.find(({ id }) => id === connectionId);
  if (account === undefined) {
    return refuse('not_found', 'This account is not connected.', 'Reload the page of connections.');
  }
  const { vendor } = account;
  const remains = vendor === 'slack' ? [] : await connection(connectionId).flags.ownedNames();
  const revoked = await connection(connectionId).link.disconnect();
  await workspace(workspaceId).connections.remove(connectionId, by, remains);
  await directory.release(connectionId);
  return ok({ vendor, remains, problem: revoked.ok ? null : untold(revoked.problem) });
}

function untold({ code, message }: Problem): Problem {
  return {
    code,
    message: `The account is disconnected here, but its vendor could not be told: ${message}`,
    remedy: 'Remove the app on the vendor’s side too.',
  };
}
