import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { CrmRecord, ObjectType } from '../record.ts';
import { crmPage, listHref, recordHref, titleOf } from './shell.ts';
import { statusTag } from './status-tag.ts';
import { moneyText } from './value-text.ts';

/** What a list shows: everything, those the app marked, or those deleted. */
export const VIEWS = ['all', 'flagged', 'deleted'] as const;
export type View = (typeof VIEWS)[number];

export interface ListFacts {
  view: View;
  query: string;
  records: CrmRecord[];
  total: number;
  next: number | null;
}

const TITLES: Record<ObjectType, string> = { contacts: 'Contacts', companies: 'Companies', deals: 'Deals' };
const VIEW_NAMES: Record<View, string> = {
  all: 'All contacts',
  flagged: 'Marked by Groundswell',
  deleted: 'Deleted',
};

/** A page of records with links to each. */
export function listPage(sandbox: Sandbox, type: ObjectType, facts: ListFacts): Html {
  const here = listHref(sandbox, type);
  const params = (more: Record<string, string>) =>
    `${here}?${new URLSearchParams({ view: facts.view, q: facts.query, ...more }).toString()}`;
  return crmPage(sandbox, {
    title: TITLES[type],
    current: type,
    query: type === 'contacts' ? facts.query : '',
    body: html`<main id="content">
      <header class="head">
        <h1>${TITLES[type]} <span class="quiet number">${facts.total.toLocaleString('en')}</span></h1>
        ${
          type === 'contacts'
            ? html`<nav class="views" aria-label="Views">
                ${(['all', 'flagged', 'deleted'] as const).map((view) => viewLink(params({ view }), view, facts.view))}
              </nav>`
            : ''
        }
      </header>
      ${facts.query ? html`<p class="quiet">Matching “${facts.query}”. <a href="${here}">Show all</a></p>` : ''}
      <section class="panel flush" aria-label="${TITLES[type]}">
        ${facts.records.length === 0 ? html`<p class="empty">${emptyText(facts)}</p>` : table(sandbox, type, facts.records)}
      </section>
      ${facts.next === null ? '' : html`<p><a class="button" href="${params({ after: String(facts.next) })}">Next page</a></p>`}
    </main>`,
  });
}

function viewLink(href: string, view: View, current: View): Html {
  if (view === current) return html`<a aria-current="true" href="${href}">${VIEW_NAMES[view]}</a>`;
  return html`<a href="${href}">${VIEW_NAMES[view]}</a>`;
}

function emptyText(facts: ListFacts): string {
  if (facts.query) return 'Nobody matches. Try part of a name or an address.';
  if (facts.view === 'flagged')
    return 'Nobody yet. Connect the app and let it sync: the people it marks appear here.';
  return 'Nothing here.';
}

const HEADS: Record<ObjectType, string[]> = {
  contacts: ['Name', 'Email', 'Company', 'Groundswell', 'NPS'],
  companies: ['Name', 'Domain', 'Industry', 'Country'],
  deals: ['Name', 'Stage', 'Amount', 'Close date'],
};

function table(sandbox: Sandbox, type: ObjectType, records: CrmRecord[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${HEADS[type].map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${records.map((record) => row(sandbox, type, record))}
    </tbody>
  </table>`;
}

function row(sandbox: Sandbox, type: ObjectType, record: CrmRecord): Html {
  const { properties: p } = record;
  const name = html`<a class="clamp" dir="auto" href="${recordHref(sandbox, type, record.id)}"
    >${titleOf(type, record)}</a
  >`;
  const cells: Record<ObjectType, (Html | string | undefined)[]> = {
    contacts: [name, p['email'], p['company'], statusTag(sandbox, record), p['nps_score']],
    companies: [name, p['domain'], p['industry']?.replaceAll('_', ' ').toLowerCase(), p['country']],
    deals: [
      name,
      p['dealstage'],
      moneyText(p['amount'], p['deal_currency_code']),
      p['closedate']?.slice(0, 10),
    ],
  };
  return html`<tr>
    ${cells[type].map(
      (cell, index) =>
        html`<td data-label="${HEADS[type][index]}">
          <span dir="auto">${cell || html`<span class="quiet">--</span>`}</span>
        </td>`,
    )}
  </tr>`;
}
