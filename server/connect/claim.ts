import { ok, refuse, type Result } from '#core/problem.ts';
import type { Services } from '#server/services.ts';

/** Takes a vendor account for a workspace; `forbidden` where another one has it. */
export async function claim(
  { directory }: Services,
  account: { connectionId: string; vendor: string; accountId: string; workspaceId: string },
): Promise<Result<null>> {
  const owner = await directory.claim(account, Date.now());
  return owner === account.workspaceId
    ? ok(null)
    : refuse('forbidden', 'This account belongs to another workspace.', 'Disconnect it there first.');
}
