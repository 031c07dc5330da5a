import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { type Refusal, unreachableError } from './errors.ts';

/** HubSpot's dated API version; a new one comes each March and September. The only place it is written. */
export const API_VERSION = '2026-09';
const TIMEOUT_MS = 10_000;
const USER_AGENT = 'groundswell/0.1';

/** The older paths the SDK still builds, and the dated ones HubSpot supports. */
const DATED_PATHS: readonly [older: RegExp, dated: string][] = [
  [/^\/crm\/v3\/(objects|properties|owners)(?=\/|$)/, `/crm/$1/${API_VERSION}`],
  [/^\/crm\/v4\/associations(?=\/|$)/, `/crm/associations/${API_VERSION}`],
  [/^\/oauth\/v1\/token$/, `/oauth/${API_VERSION}/token`],
];

/** What a transport needs of a request; the SDK's request contexts fit as they are. */
export interface VendorRequest {
  getUrl(): string;
  getHttpMethod(): string;
  getHeaders(): Record<string, string>;
  getBody(): { toString(): string } | undefined;
}
export interface VendorResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
}
export type Transport = (request: VendorRequest) => Promise<VendorResponse>;

export interface TransportOptions {
  fetch?: typeof fetch | undefined;
  /** Asked before every call, so a refreshed token is used at once; absent for OAuth itself. */
  accessToken?: () => Promise<string>;
  refused: (refusal: Refusal) => ConnectorError;
  /** Sees the epoch milliseconds of each answer's Date header. */
  onDate?: (vendorTime: number) => void;
}

/**
 * Sends vendor requests by fetch: dated paths, a 10 s limit, no redirects (they would carry the token away).
 * Throws ConnectorError for every answer that is not 2xx, and for no answer.
 */
export function createTransport(options: TransportOptions): Transport {
  const send = options.fetch ?? ((...call: Parameters<typeof fetch>) => fetch(...call));
  return async (request) => {
    const headers: Record<string, string> = { ...request.getHeaders(), 'User-Agent': USER_AGENT };
    if (options.accessToken) headers['Authorization'] = `Bearer ${await options.accessToken()}`;
    const { response, text } = await exchange(send, datedUrl(request.getUrl()), {
      method: request.getHttpMethod(),
      headers,
      body: request.getBody()?.toString() ?? null,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const vendorTime = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(vendorTime)) options.onDate?.(vendorTime);
    if (!response.ok) {
      throw options.refused({
        status: response.status,
        body: text,
        retryAfter: retryAfterOf(response.headers),
      });
    }
    return { status: response.status, headers: Object.fromEntries(response.headers), text };
  };
}

/** A request the SDK has no method for. `form` goes out as application/x-www-form-urlencoded. */
export function plainRequest(method: string, url: string, form?: Record<string, string>): VendorRequest {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (form) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  return {
    getUrl: () => url,
    getHttpMethod: () => method,
    getHeaders: () => headers,
    getBody: () => (form ? new URLSearchParams(form) : undefined),
  };
}

/** The same URL under the dated API; a path without an older form stays as it is. */
export function datedUrl(sdkUrl: string): string {
  const [, origin = '', path = '', query = ''] = /^(https?:\/\/[^/?]+)([^?]*)(.*)$/s.exec(sdkUrl) ?? [];
  const current = DATED_PATHS.reduce((text, [older, dated]) => text.replace(older, dated), path);
  return `${origin}${current.replace(/(?<=.)\/+$/, '')}${query}`;
}

async function exchange(
  send: typeof fetch,
  url: string,
  init: RequestInit,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await send(url, init);
    return { response, text: await response.text() };
  } catch (cause) {
    throw unreachableError(cause);
  }
}

/** Retry-After in milliseconds: HubSpot sends seconds; a date is allowed by HTTP and ignored here. */
function retryAfterOf(headers: Headers): number | null {
  const value = headers.get('retry-after') ?? '';
  return /^\d+$/.test(value) ? Number(value) * 1_000 : null;
}
