import { html } from 'hono/html';
import { page, type Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { textOf, type Row } from '../org/row.ts';
import { pluralOf, type ObjectName } from '../schema/schema.ts';

/** The objects that have a list of their own. */
export const LISTED = ['Contact', 'Account', 'Opportunity', 'Lead'] as const;
export type Listed = (typeof LISTED)[number];

/** Where the list of an object is, at Lightning's own address. */
export function listHref(object: ObjectName): string {
  return `/lightning/o/${object}/list`;
}

/** Where a record is, at Lightning's own address. */
export function recordHref(object: ObjectName, id: string): string {
  return `/lightning/r/${object}/${id}/view`;
}

/** A page of the org. */
export function orgPage(
  sandbox: Sandbox,
  parts: { title: string; current?: string; query?: string; body: Html },
): Html {
  return page({
    title: parts.title,
    product: 'Salesforce',
    nav: [
      ...(sandbox.homeUrl === null ? [] : [{ href: sandbox.homeUrl, label: 'Start' }]),
      ...LISTED.map((object) => ({ href: listHref(object), label: pluralOf(object) })),
      { href: '/__sandbox', label: 'Misbehave' },
    ],
    ...(parts.current ? { current: parts.current } : {}),
    aside: html`<form class="inline search" role="search" action="${listHref('Contact')}">
      <input
        type="search"
        name="q"
        value="${parts.query ?? ''}"
        placeholder="Search contacts"
        aria-label="Search contacts"
      />
      <button>Search</button>
    </form>`,
    body: parts.body,
  });
}

/** What a record is called: its name, else its subject or number, else its id. Never empty. */
export function titleOf(row: Row): string {
  return (
    textOf(row, 'Name').trim() ||
    textOf(row, 'Subject').trim() ||
    textOf(row, 'CaseNumber') ||
    textOf(row, 'Email') ||
    textOf(row, 'Id')
  );
}

/** Says that there is nothing at an address. */
export function missingPage(sandbox: Sandbox): Html {
  return orgPage(sandbox, {
    title: 'Not here',
    body: html`<main id="content" class="narrow">
      <section class="panel">
        <h1>There is no such record</h1>
        <p>It was deleted for good, or never was. <a href="${listHref('Contact')}">All contacts</a></p>
      </section>
    </main>`,
  });
}
