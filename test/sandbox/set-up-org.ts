import type { SalesforceSandbox } from './salesforce/salesforce.ts';

/** Does in a connected sandbox org what its admin does: enters the card's keys, and where outbound messages go. */
export async function setUpOrg(
  { sandbox: org }: SalesforceSandbox,
  appUrl: string,
  bearer: string,
): Promise<void> {
  const ask = async <T>(method: string, path: string): Promise<T> => {
    const url = `${appUrl}/api/v1/connections/salesforce-${org.org.id}${path}`;
    const response = await fetch(url, { method, headers: { authorization: `Bearer ${bearer}` } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json<T>();
  };
  const keys = await ask<{ token: string; secret: string }>('POST', '/card-keys');
  org.card = { url: appUrl, ...keys };
  org.outbound.target.url = (await ask<{ webhookUrl: string }>('GET', '/salesforce')).webhookUrl;
}
