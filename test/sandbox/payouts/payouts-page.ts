import { html } from 'hono/html';
import { page, type Html } from '../page/page.ts';
import type { PayoutLedger } from './ledger.ts';

/** Every payout made, newest first. */
export function payoutsPage(ledger: PayoutLedger): Html {
  return page({
    title: 'Payout desk',
    body: html`<main>
      <h1>Payouts</h1>
      ${ledger.list().map((one) => html`<p>${one.id} ${one.amount} ${one.currency} ${one.recipient}</p>`)}
    </main>`,
  });
}
