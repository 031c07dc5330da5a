import { signedHeaders } from '#test/sandbox/hubspot/signature.ts';
import type { RunningGroundswell } from '#test/support/running.ts';
import { PORTAL, SECRET } from './signed-webhooks.ts';

/** What HubSpot's proxy appends to every request of a card. */
export const VIEWER = {
  portalId: String(PORTAL),
  userId: '77',
  userEmail: 'rep@northwind.example',
  appId: '3141592',
};

export interface CardCall {
  viewer?: Partial<typeof VIEWER>;
  /** When HubSpot signed it, epoch milliseconds. */
  at?: number;
  secret?: string;
  /** Instead of what was signed. */
  headers?: Record<string, string>;
}

/** One signed request: sends it, as often as wanted. */
export interface Sent {
  (): Promise<Response>;
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** Asks one server for cards as HubSpot's proxy does for the card in a browser. */
export function hubspotCards({ appUrl }: Pick<RunningGroundswell, 'appUrl'>) {
  const addressOf = (path: string, given: string, viewer: Partial<typeof VIEWER>): string => {
    const appended = new URLSearchParams({ ...VIEWER, ...viewer }).toString();
    return `${appUrl}/crm/hubspot/${path}?${given}${given === '' ? '' : '&'}${appended}`;
  };
  const prepare = (method: string, url: string, body: string, call: CardCall): Sent => {
    const signed = signedHeaders(call.secret ?? SECRET, method, url, body, call.at ?? Date.now());
    const headers = { ...signed, ...call.headers };
    const init = { method, headers, body: method === 'GET' ? null : body };
    return Object.assign(() => fetch(url, init), { url, headers });
  };
  return {
    prepare,
    addressOf,
    show: (kind: string, id: string, call: CardCall = {}): Sent =>
      prepare(
        'GET',
        addressOf('card', new URLSearchParams({ kind, id }).toString(), call.viewer ?? {}),
        '',
        call,
      ),
    press: (action: string, body: unknown, call: CardCall = {}): Sent =>
      prepare('POST', addressOf(`actions/${action}`, '', call.viewer ?? {}), JSON.stringify(body), call),
    /** A step of a workflow: HubSpot signs it, and appends nobody. */
    step: (body: unknown, call: CardCall = {}): Sent =>
      prepare('POST', `${appUrl}/crm/hubspot/workflow-actions/nominate`, JSON.stringify(body), call),
  };
}

let presses = 0;

/** A nomination as a card sends it, under a key of its own; `more` makes another press of it. */
export function nominationOf(id: string, more: Record<string, unknown> = {}) {
  const idempotencyKey = `press-${presses++}`;
  return { record: { kind: 'contact', id }, contactId: id, idempotencyKey, note: null, ...more };
}
