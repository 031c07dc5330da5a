import { createHash, createHmac, randomUUID } from 'node:crypto';
import { to18 } from '#connectors/salesforce/org-id.ts';
import type { RunningGroundswell } from '#test/support/running.ts';
import type { CardCall as HubspotCall, Sent } from './card-requests.ts';

export interface CardKeys {
  token: string;
  secret: string;
}

export interface CardCall extends Pick<HubspotCall, 'at' | 'headers'> {
  org?: string;
  user?: string;
  nonce?: string;
  keys?: CardKeys;
}

/** The id of a user nobody has told us of. */
export function userId(name: string): string {
  return to18(`0055e00000${name.padStart(5, '0')}`)!;
}

/** Asks one server for cards as the Apex class of our package does for a user of an organisation. */
export function salesforceCards(
  { appUrl }: Pick<RunningGroundswell, 'appUrl'>,
  ours: { org: string; keys: CardKeys },
) {
  const prepare = (method: string, path: string, body: string, call: CardCall = {}): Sent => {
    const { token, secret } = call.keys ?? ours.keys;
    const { org = ours.org, user = userId('Rep1'), nonce = randomUUID().replaceAll('-', '') } = call;
    const timestamp = String(call.at ?? Date.now());
    const digest = createHash('sha256').update(body).digest('hex');
    const signed = [method, path, timestamp, nonce, org, user, digest].join('\n');
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-groundswell-org': org,
      'x-groundswell-user': user,
      'x-groundswell-timestamp': timestamp,
      'x-groundswell-nonce': nonce,
      'x-groundswell-signature': createHmac('sha256', secret).update(signed).digest('base64'),
      ...call.headers,
    };
    const url = `${appUrl}${path}`;
    const init = { method, headers, body: method === 'GET' ? null : body };
    return Object.assign(() => fetch(url, init), { url, headers });
  };
  return {
    prepare,
    show: (kind: string, id: string, call?: CardCall): Sent =>
      prepare('GET', `/crm/salesforce/card?kind=${kind}&id=${id}`, '', call),
    press: (action: string, body: unknown, call?: CardCall): Sent =>
      prepare('POST', `/crm/salesforce/actions/${action}`, JSON.stringify(body), call),
  };
}
