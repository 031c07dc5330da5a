import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { crmPage, listHref } from './shell.ts';

/** Says that a record is not, or no longer, in this portal. */
export function missingPage(sandbox: Sandbox): Html {
  return crmPage(sandbox, {
    title: 'Not found',
    body: html`<main id="content" class="narrow">
      <section class="panel">
        <h1>This record is not here</h1>
        <p>It was erased, or it never was in portal ${sandbox.portal.id}.</p>
        <p><a href="${listHref(sandbox, 'contacts')}">All contacts</a></p>
      </section>
    </main>`,
  });
}
