/** Lets everybody in the sandbox's Slack decide as a manager, as an admin would who has no members yet. */
export async function letSlackDecide(appUrl: string, bearer: string): Promise<void> {
  const response = await fetch(`${appUrl}/api/v1/members/default-role`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'manager' }),
  });
  if (!response.ok) throw new Error(`the default role was refused: ${await response.text()}`);
}
