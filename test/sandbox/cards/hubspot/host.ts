import type { ReactElement } from 'react';
import { closeOverlay } from './overlay-context.ts';

/** What a card is told of the page it stands on, as HubSpot tells it. */
export interface HostContext {
  location: 'crm.record.sidebar';
  crm: { objectId: number; objectTypeId: string };
  portal: { id: number; timezone: string };
  user: { id: number; email: string; firstName: string; lastName: string };
  variables: Record<string, string>;
}

interface HostApi {
  context: HostContext;
  actions: { closeOverlay: (id: string) => void };
}

interface FetchOptions {
  method?: string;
  timeout?: number;
  body?: Record<string, unknown>;
}

type Render = (api: HostApi) => ReactElement;

let render: Render | null = null;

/** What the card hands to HubSpot and gets from it. */
export const hubspot = {
  extend(callback: Render) {
    render = callback;
  },
  /** Goes by the portal, which adds who asks and signs. */
  fetch(url: string | URL, { method = 'GET', timeout = 15_000, body }: FetchOptions = {}) {
    return fetch(`/_card/fetch?url=${encodeURIComponent(String(url))}`, {
      method,
      signal: AbortSignal.timeout(timeout),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  },
};

/** The card as it registered itself, drawn for one page. */
export function renderCard(context: HostContext): ReactElement {
  if (render === null) throw new Error('the card never called hubspot.extend');
  return render({ context, actions: { closeOverlay } });
}
