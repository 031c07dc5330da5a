import { html } from 'hono/html';
import { page, type Html } from '../page/page.ts';
import type { Payout, PayoutLedger } from './ledger.ts';

const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/** Every payout made, newest first, with how often one was asked for. */
export function payoutsPage(ledger: PayoutLedger, homeUrl: string | null): Html {
  const payouts = ledger.list();
  return page({
    title: 'Payouts',
    product: 'Payout desk',
    nav: [...(homeUrl ? [{ href: homeUrl, label: 'Start' }] : []), { href: '/', label: 'Payouts' }],
    current: '/',
    body: html`<main id="content" class="reading">
      <header>
        <h1>Payouts</h1>
        <p class="quiet">What has really been paid. An order that comes twice under one key is paid once.</p>
      </header>
      <div class="stack" data-live="payouts">
        <p>
          <strong class="number">${payouts.length}</strong> paid, asked for
          <strong class="number">${ledger.asked}</strong> times.
        </p>
        <section class="panel flush" aria-label="Payouts">
          ${
            payouts.length === 0
              ? html`<p class="empty">Nothing paid yet. Approve a reward in Slack and it arrives here.</p>`
              : table(payouts)
          }
        </section>
      </div>
    </main>`,
  });
}

function table(payouts: Payout[]): Html {
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">Payout</th>
          <th scope="col">Recipient</th>
          <th scope="col">Reference</th>
          <th scope="col" class="number">Amount</th>
          <th scope="col">Paid (UTC)</th>
        </tr>
      </thead>
      <tbody>
        ${payouts.map(row)}
      </tbody>
    </table>
  `;
}

function row(payout: Payout): Html {
  return html`<tr>
    <td data-label="Payout"><code>${payout.id}</code></td>
    <td data-label="Recipient"><span dir="auto">${payout.recipient}</span></td>
    <td data-label="Reference">
      <span dir="auto">${payout.reference || html`<span class="quiet">--</span>`}</span>
    </td>
    <td class="number" data-label="Amount">${amountText(payout)}</td>
    <td data-label="Paid (UTC)">${MOMENT.format(payout.createdAt)}</td>
  </tr>`;
}

/** Minor units as the currency writes them: yen have none, most others two. */
function amountText(payout: Payout): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: payout.currency });
  return format.format(payout.amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
