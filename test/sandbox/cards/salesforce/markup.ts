import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';

/** Where the card is drawn on a record page; the page loads the bundle after it. */
export function cardMarkup(recordId: string, objectApiName: string): Html {
  return html`<div
    id="advocacy-card"
    data-record-id="${recordId}"
    data-object-api-name="${objectApiName}"
  ></div>`;
}
