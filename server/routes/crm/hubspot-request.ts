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

/** What HubSpot's proxy appends to the address of every request of a card, and to no other. */
const APPENDED = ['portalId', 'userId', 'userEmail', 'appId'];

/**
 * Checks that HubSpot itself sent a webhook or a step of a workflow in the last five minutes. HubSpot also signs
 * whatever address and body a card in any portal asks it to fetch, so its signature alone vouches for no portal named
 * in a body; but what it fetches for a card always has a query, and what it sends by itself never has one.
 */
export async function verifyHubspotServer(
  request: Request,
  body: string,
  config: Config,
): Promise<Result<null>> {
  if (request.url.includes('?')) {
    return refuse(
      'bad_signature',
      'This address takes what HubSpot sends by itself, and that has no query: what a card fetches is refused here.',
      'Nothing to do: HubSpot’s own webhooks and workflows are not affected.',
    );
  }
  return verifySigned(request, body, config);
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
  const verified = await verifySigned(request, body, config);
  if (!verified.ok) {
    return refuse(
      'bad_signature',
      `HubSpot did not vouch for this request. ${verified.problem.message}`,
      'Reload the page. If it stays so, ask your admin to install the Groundswell app in HubSpot again.',
    );
  }
  const query = new URL(request.url).searchParams;
  const names = [...query.keys()];
  const [portalId, userId] = [query.get('portalId') ?? '', query.get('userId') ?? ''];
  const isClear = new Set(names).size === names.length && APPENDED.every((name) => query.has(name));
  if (!isClear || !/^\d{1,20}$/.test(portalId) || !/^\d{1,20}$/.test(userId)) {
    return refuse(
      'bad_signature',
      'HubSpot did not say clearly who asks.',
      'Reload the page in HubSpot; this card works nowhere else.',
    );
  }
  // Base64 can be written in several ways; read and written again it has one.
  const signature = btoa(atob(request.headers.get('x-hubspot-signature-v3') ?? ''));
  return ok({ portalId, userId, email: query.get('userEmail'), requestId: `hubspot:${signature}`, query });
}

function verifySigned(request: Request, body: string, config: Config): Promise<Result<null>> {
  const { pathname, search } = new URL(request.url);
  return verifyWebhook(
    {
      method: request.method,
      // As HubSpot addressed us: what a proxy in between made of the host does not count.
      url: `${config.PUBLIC_URL.replace(/\/$/, '')}${pathname}${search}`,
      body,
      signature: request.headers.get('x-hubspot-signature-v3'),
      timestamp: request.headers.get('x-hubspot-request-timestamp'),
    },
    config.HUBSPOT_CLIENT_SECRET.split(','),
    Date.now(),
  );
}
