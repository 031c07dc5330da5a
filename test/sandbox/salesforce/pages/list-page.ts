import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { idOf, textOf, type Row } from '../org/row.ts';
import { pluralOf } from '../schema/schema.ts';
import { statusTag } from './profile.ts';
import { listHref, orgPage, recordHref, titleOf, type Listed } from './shell.ts';

export const VIEWS = ['all', 'flagged', 'deleted'] as const;
export type View = (typeof VIEWS)[number];

export interface ListFacts {
  view: View;
  query: string;
  rows: Row[];
  /** Id the next page begins after; null at the end. */
  next: string | null;
}

const VIEW_NAMES: Record<View, string> = {
  all: 'All',
  flagged: 'Marked by Groundswell',
  deleted: 'Recycle bin',
};
const HEADS: Record<Listed, string[]> = {
  Contact: ['Name', 'Email', 'Account', 'Groundswell', 'NPS'],
  Lead: ['Name', 'Email', 'Company', 'Groundswell', 'Status'],
  Account: ['Name', 'Website', 'Industry', 'Country'],
  Opportunity: ['Name', 'Account', 'Stage', 'Close date'],
};

/** A page of records with links to each. */
export function listPage(sandbox: Sandbox, object: Listed, facts: ListFacts): Html {
  const here = listHref(object);
  const params = (more: Record<string, string>): string =>
    `${here}?${new URLSearchParams({ view: facts.view, q: facts.query, ...more }).toString()}`;
  return orgPage(sandbox, {
    title: pluralOf(object),
    current: here,
    query: object === 'Contact' ? facts.query : '',
    body: html`<main id="content">
      <header class="head">
        <h1>${pluralOf(object)}</h1>
        <nav class="views" aria-label="Views">
          ${VIEWS.map((view) => viewLink(params({ view }), view, facts.view))}
        </nav>
      </header>
      ${facts.query ? html`<p class="quiet">Matching “${facts.query}”. <a href="${here}">Show all</a></p>` : ''}
      <section class="panel flush" aria-label="${pluralOf(object)}">
        ${facts.rows.length === 0 ? html`<p class="empty">Nothing here.</p>` : table(sandbox, object, facts.rows)}
      </section>
      ${facts.next === null ? '' : html`<p><a class="button" href="${params({ after: facts.next })}">Next page</a></p>`}
    </main>`,
  });
}

function viewLink(href: string, view: View, current: View): Html {
  if (view === current) return html`<a aria-current="true" href="${href}">${VIEW_NAMES[view]}</a>`;
  return html`<a href="${href}">${VIEW_NAMES[view]}</a>`;
}

function table(sandbox: Sandbox, object: Listed, rows: Row[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${HEADS[object].map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${cells(sandbox, object, row).map(
              (cell, index) =>
                html`<td data-label="${HEADS[object][index]}">
                  <span dir="auto">${cell || html`<span class="quiet">--</span>`}</span>
                </td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function cells(sandbox: Sandbox, object: Listed, row: Row): (Html | string)[] {
  const name = html`<a class="clamp" dir="auto" href="${recordHref(object, idOf(row))}">${titleOf(row)}</a>`;
  const account = sandbox.org.get('Account', textOf(row, 'AccountId'));
  const accountName = account ? titleOf(account) : '';
  switch (object) {
    case 'Contact':
      return [
        name,
        textOf(row, 'Email'),
        accountName,
        statusTag(sandbox, object, idOf(row)),
        textOf(row, 'NPS_Score__c'),
      ];
    case 'Lead':
      return [
        name,
        textOf(row, 'Email'),
        textOf(row, 'Company'),
        statusTag(sandbox, object, idOf(row)),
        textOf(row, 'Status'),
      ];
    case 'Account':
      return [name, textOf(row, 'Website'), textOf(row, 'Industry'), textOf(row, 'BillingCountry')];
    case 'Opportunity':
      return [name, accountName, textOf(row, 'StageName'), textOf(row, 'CloseDate')];
    default:
      return object satisfies never;
  }
}
