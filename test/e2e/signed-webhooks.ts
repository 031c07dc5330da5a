import { signedHeaders } from '#test/sandbox/hubspot/signature.ts';
import type { RunningGroundswell } from '#test/support/running.ts';

/** The sandbox's portal, and the secret its webhooks are signed with. */
export const PORTAL = 24_601_337;
export const SECRET = 'hubspot-secret';

/** One event as HubSpot writes it: a change of a property of a contact, unless `more` says otherwise. */
export function event(objectId: number, more: Record<string, unknown> = {}) {
  return {
    eventId: 100,
    subscriptionId: 1_000_001,
    portalId: PORTAL,
    appId: 3_141_592,
    occurredAt: Date.now(),
    subscriptionType: 'contact.propertyChange',
    attemptNumber: 0,
    objectId,
    changeSource: 'CRM_UI',
    ...more,
  };
}

/** Sends webhooks to one server by hand, signed as HubSpot signs them. */
export function webhooksTo({ appUrl }: Pick<RunningGroundswell, 'appUrl'>) {
  const url = `${appUrl}/webhooks/hubspot`;
  const headersFor = (body: string, at = Date.now(), secret = SECRET): Record<string, string> =>
    signedHeaders(secret, 'POST', url, body, at);
  const post = (body: string, headers: Record<string, string | undefined>): Promise<Response> => {
    const given = Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return fetch(url, { method: 'POST', headers: given, body });
  };
  /** Sends events; throws where they are not taken. */
  const send = async (events: unknown[]): Promise<void> => {
    const body = JSON.stringify(events);
    const response = await post(body, headersFor(body));
    if (response.status !== 200) throw new Error(`the webhook was answered ${response.status}`);
  };
  return { headersFor, post, send };
}
