/**
 * Lets flags be written to every CRM that is connected, as an admin does who has looked through what would change. What
 * a first sync still finds is written at its end.
 */
export async function switchOnWriteBack(appUrl: string, bearer: string): Promise<void> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    const response = await fetch(`${appUrl}/api/v1/connections${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const { items } = await (await ask('')).json<{ items: { id: string; writeBack: string | null }[] }>();
  for (const { id, writeBack } of items) {
    if (writeBack !== 'review') continue;
    await ask(`/${id}/write-back`, { method: 'POST', body: JSON.stringify({ on: true }) });
  }
}
