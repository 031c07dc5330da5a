import { html } from 'hono/html';
import { page, type Html } from '../page/page.ts';
import type { KeptOrder, TremendousBooks } from './books.ts';

const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/** Every order, newest first, with buttons for what may become of it. */
export function tremendousPage(books: TremendousBooks, homeUrl: string | null): Html {
  const orders = books.list();
  return page({
    title: 'Orders',
    product: 'Tremendous',
    nav: [...(homeUrl ? [{ href: homeUrl, label: 'Start' }] : []), { href: '/', label: 'Orders' }],
    current: '/',
    body: html`<main id="content" class="reading">
      <header>
        <h1>Orders</h1>
        <p class="quiet">
          An order that comes twice under one external id is made once. Each press tells Groundswell by a
          signed webhook.
        </p>
      </header>
      <div class="stack" data-live="orders">
        <p>
          <strong class="number">${orders.length}</strong> made, asked for
          <strong class="number">${books.asked}</strong> times.
        </p>
        <section class="panel flush" aria-label="Orders">
          ${
            orders.length === 0
              ? html`<p class="empty">
                  No orders yet. Save the API key on the page Fulfilment, and approve a reward.
                </p>`
              : table(orders)
          }
        </section>
      </div>
    </main>`,
  });
}

function table(orders: KeptOrder[]): Html {
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Recipient</th>
          <th scope="col" class="number">Amount</th>
          <th scope="col">Status</th>
          <th scope="col">Made (UTC)</th>
          <th scope="col">Next</th>
        </tr>
      </thead>
      <tbody>
        ${orders.map(row)}
      </tbody>
    </table>
  `;
}

function row(order: KeptOrder): Html {
  return html`<tr>
    <td data-label="Order"><code>${order.id}</code></td>
    <td data-label="Recipient"><span dir="auto">${order.email}</span></td>
    <td class="number" data-label="Amount">${order.denomination} ${order.currency}</td>
    <td data-label="Status">${order.status}, ${order.delivery}${order.refunded ? ', refunded' : ''}</td>
    <td data-label="Made (UTC)">${MOMENT.format(order.createdAt)}</td>
    <td data-label="Next">
      <form method="post" action="/__sandbox/orders/${order.id}" class="buttons">
        <button name="delivery" value="SUCCEEDED">Deliver</button>
        <button name="delivery" value="FAILED">Bounce</button>
        <button name="status" value="CANCELED">Cancel</button>
      </form>
    </td>
  </tr>`;
}
