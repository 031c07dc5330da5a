import { refuse, type Result } from '#core/problem.ts';
import type { Services } from './services.ts';

/**
 * Ends a connection: the vendor takes the grant back, and nothing more is read or sent. People keep their history.
 * Where the vendor cannot be told, the connection ends here all the same, and the problem says so.
 */
export async function disconnect(
  { directory, workspace, connection }: Services,
  workspaceId: string,
  connectionId: string,
  by: string,
): Promise<Result<null>> {
  const { connections } = workspace(workspaceId);
  const accounts = await connections.list();
  if (!accounts.some((account) => account.id === connectionId)) {
    return refuse('not_found', 'This account is not connected.', 'Reload the page of connections.');
  }
  const revoked = await connection(connectionId).link.disconnect();
  await workspace(workspaceId).connections.remove(connectionId, by);
  await directory.release(connectionId);
  if (revoked.ok) return revoked;
  return refuse(
    revoked.problem.code,
    `The account is disconnected here, but its vendor could not be told: ${revoked.problem.message}`,
    'Remove the app on the vendor’s side too.',
  );
}
