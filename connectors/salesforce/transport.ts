import type { ApiUsage } from '#connectors/connector.ts';
import type { ConnectorError } from '#connectors/shared/connector-error.ts';
import { type Refusal, unreachableError } from './errors.ts';

/** A query may work for two minutes before it answers; whatever takes longer has been given up by Salesforce too. */
const TIMEOUT_MS = 130_000;
const USER_AGENT = 'groundswell/0.1';

/** A server with an address of its own that passes calls on: some orgs let in known addresses only. */
export interface Proxy {
  url: string;
  secret: string;
}

export interface VendorRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}
export interface VendorResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
}
export type Transport = (request: VendorRequest) => Promise<VendorResponse>;

export interface TransportOptions {
  /** The only origin requests may go to: nextRecordsUrl and redirects are words from outside. */
  origin: string;
  proxy?: Proxy | undefined;
  fetch?: typeof fetch | undefined;
  timeoutMs?: number;
  /** Asked before every call, so a refreshed token is used at once; absent for OAuth itself. */
  accessToken?: () => Promise<string>;
  refusal: (refusal: Refusal) => ConnectorError;
  /** What a call without an answer means; that it may be repeated, unless told otherwise. */
  unanswered?: (cause: unknown) => ConnectorError;
  /** Told of a token that a call was refused for. */
  tokenRefused?: (token: string) => void;
  /** Sees the epoch milliseconds of each answer's Date header. */
  onDate?: (vendorTime: number) => void;
  /** Sees how much of the org's calls of 24 hours are used. */
  onUsage?: (usage: ApiUsage) => void;
}

/**
 * Sends vendor requests by fetch: to one origin, through the proxy if there is one, with a time limit, without
 * redirects (they would carry the token away). Throws ConnectorError for every answer that is not 2xx, and for none.
 */
export function createTransport(options: TransportOptions): Transport {
  const { origin } = new URL(options.origin);
  return async (request) => {
    const url = new URL(request.url);
    if (url.origin !== origin) throw new Error(`a call to ${url.origin} would carry the token away`);
    const token = await options.accessToken?.();
    const headers = new Headers({ ...request.headers, 'user-agent': USER_AGENT });
    // Whoever counts the bytes is whoever sends them.
    headers.delete('content-length');
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const { response, text } = await exchange(options, throughProxy(options.proxy, url, headers), {
      method: request.method,
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
    report(response.headers, options);
    if (response.ok) {
      return { status: response.status, headers: Object.fromEntries(response.headers), text };
    }
    const error = options.refusal({
      status: response.status,
      body: text,
      retryAfter: retryAfterOf(response.headers),
    });
    if (token !== undefined && error.problem.code === 'unauthorized') options.tokenRefused?.(token);
    throw error;
  };
}

/** The address a request goes to and its headers: the proxy learns from them where to pass it on. */
function throughProxy(
  proxy: Proxy | undefined,
  target: URL,
  headers: Headers,
): [url: string, headers: Headers] {
  if (!proxy) return [target.href, headers];
  headers.set('x-forwarded-host', target.host);
  headers.set('x-forwarded-proto', target.protocol.slice(0, -1));
  headers.set('proxy-authorization', `Bearer ${proxy.secret}`);
  return [`${new URL(proxy.url).origin}${target.pathname}${target.search}`, headers];
}

async function exchange(
  { fetch: given, unanswered = unreachableError }: TransportOptions,
  [url, headers]: [url: string, headers: Headers],
  init: RequestInit,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await (given ?? fetch)(url, { ...init, headers });
    return { response, text: await response.text() };
  } catch (cause) {
    throw unanswered(cause);
  }
}

function report(headers: Headers, { onDate, onUsage }: TransportOptions): void {
  const vendorTime = Date.parse(headers.get('date') ?? '');
  if (!Number.isNaN(vendorTime)) onDate?.(vendorTime);
  // As in `api-usage=10018/100000, per-app-api-usage=17/250(appName=groundswell)`.
  const usage = /(?<![\w-])api-usage=(\d+)\/(\d+)/.exec(headers.get('sforce-limit-info') ?? '');
  if (usage) onUsage?.({ used: Number(usage[1]), limit: Number(usage[2]) });
}

/** Retry-After in milliseconds, where it is in seconds; Salesforce itself sends none, what stands before it may. */
function retryAfterOf(headers: Headers): number | null {
  const value = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : null;
}
