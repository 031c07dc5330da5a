import { html } from 'hono/html';
import { cardPanel } from '#test/sandbox/cards/hubspot/panel.ts';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { Owner } from '../portal.ts';
import type { CrmRecord, ObjectType } from '../record.ts';
import { associatedPanel } from './associated.ts';
import { propertyList } from './property-list.ts';
import { crmPage, titleOf } from './shell.ts';

/** A company or a deal: its properties, the records it belongs with, and the app's card. */
export function recordPage(
  sandbox: Sandbox,
  type: 'companies' | 'deals',
  record: CrmRecord,
  user: Owner | null,
): Html {
  const name = titleOf(type, record);
  const others: ObjectType[] = type === 'companies' ? ['contacts', 'deals'] : ['contacts', 'companies'];
  return crmPage(sandbox, {
    title: name,
    current: type,
    body: html`<main id="content">
      <header>
        <h1 class="clamp" dir="auto">${name}</h1>
        <p class="quiet">${type === 'companies' ? 'Company' : 'Deal'} ${record.id}</p>
      </header>
      <div class="record">
        <section class="panel" aria-labelledby="about">
          <h2 id="about">About this ${type === 'companies' ? 'company' : 'deal'}</h2>
          ${propertyList(sandbox, type, record)}
        </section>
        <div class="stack">${others.map((other) => associatedPanel(sandbox, type, record, other))}</div>
        ${cardPanel(sandbox, type, record, user)}
      </div>
    </main>`,
  });
}
