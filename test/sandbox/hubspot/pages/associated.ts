import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { CrmRecord, ObjectType } from '../record.ts';
import { recordHref, titleOf } from './shell.ts';
import { statusTag } from './status-tag.ts';
import { moneyText } from './value-text.ts';

const TITLES: Record<ObjectType, string> = { contacts: 'Contacts', companies: 'Companies', deals: 'Deals' };
const SHOWN = 20;

/** The records of one type that belong to this one. */
export function associatedPanel(
  sandbox: Sandbox,
  type: ObjectType,
  record: CrmRecord,
  other: ObjectType,
): Html {
  const links = sandbox.portal.linked(type, record.id, other);
  return html`<section class="panel" aria-labelledby="associated-${other}">
    <h2 id="associated-${other}">${TITLES[other]} <span class="quiet number">(${links.length})</span></h2>
    ${
      links.length === 0
        ? html`<p class="quiet">None.</p>`
        : html`<ul class="list">
            ${links.slice(0, SHOWN).map((link) => item(sandbox, other, link.to, link.primary))}
            ${links.length > SHOWN ? html`<li class="quiet">and ${links.length - SHOWN} more</li>` : ''}
          </ul>`
    }
  </section>`;
}

function item(sandbox: Sandbox, type: ObjectType, id: number, primary: boolean): Html {
  const record = sandbox.portal.tables[type].get(id);
  if (!record) return html``;
  return html`<li>
    <a href="${recordHref(sandbox, type, id)}" dir="auto" class="clamp">${titleOf(type, record)}</a>
    <span class="quiet small"
      >${detail(sandbox, type, record)}${primary && type === 'companies' ? ' · Primary' : ''}</span
    >
  </li>`;
}

function detail(sandbox: Sandbox, type: ObjectType, record: CrmRecord): Html | string {
  const { properties } = record;
  if (type === 'deals')
    return `${moneyText(properties['amount'], properties['deal_currency_code'])} · ${properties['dealstage'] ?? ''}`;
  if (type === 'companies') return properties['domain'] ?? '';
  return html`${properties['email'] ?? 'No email'} ${statusTag(sandbox, record)}`;
}
