import { verifyWebhook } from '#connectors/hubspot/webhook.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Config } from '#server/config.ts';

/** Who asks, as HubSpot's proxy wrote it into the query before it signed that. */
export interface HubspotCaller {
  portalId: string;
  userId: string;
  email: string | null;
  /** What tells this request from every other. */
  requestId: string;
  query: URLSearchParams;
}

/** Checks that HubSpot signed the request in the last five minutes, and gives its one name among all requests. */
export async function verifyHubspot(request: Request, body: string, config: Config): Promise<Result<string>> {
  const { pathname, search } = new URL(request.url);
  const signature = request.headers.get('x-hubspot-signature-v3');
  const verified = await verifyWebhook(
    {
      method: request.method,
      // As HubSpot addressed us: what a proxy in between made of the host does not count.
      url: `${config.PUBLIC_URL.replace(/\/$/, '')}${pathname}${search}`,
      body,
      signature,
      timestamp: request.headers.get('x-hubspot-request-timestamp'),
    },
    config.HUBSPOT_CLIENT_SECRET.split(','),
    Date.now(),
  );
  if (!verified.ok) {
    return refuse(
      'bad_signature',
      `HubSpot did not vouch for this request. ${verified.problem.message}`,
      'Reload the page. If it stays so, ask your admin to install the Groundswell app in HubSpot again.',
    );
  }
  // Base64 can be written in several ways; read and written again it has one.
  return ok(`hubspot:${btoa(atob(signature ?? ''))}`);
}

/**
 * The user and portal of a card's request. A card's own address comes from a browser: what HubSpot appends counts only
 * where the address named it once.
 */
export async function hubspotCaller(
  request: Request,
  body: string,
  config: Config,
): Promise<Result<HubspotCaller>> {
  const verified = await verifyHubspot(request, body, config);
  if (!verified.ok) return verified;
  const query = new URL(request.url).searchParams;
  const names = [...query.keys()];
  const [portalId, userId] = [query.get('portalId') ?? '', query.get('userId') ?? ''];
  if (new Set(names).size !== names.length || !/^\d{1,20}$/.test(portalId) || !/^\d{1,20}$/.test(userId)) {
    return refuse(
      'bad_signature',
      'HubSpot did not say clearly who asks.',
      'Reload the page in HubSpot; this card works nowhere else.',
    );
  }
  return ok({ portalId, userId, email: query.get('userEmail'), requestId: verified.value, query });
}
