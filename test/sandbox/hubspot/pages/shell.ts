import { html } from 'hono/html';
import { page, type Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { OBJECT_TYPE_IDS, type CrmRecord, type ObjectType } from '../record.ts';

/** Where the list of a record type is, at HubSpot's own address. */
export function listHref(sandbox: Sandbox, type: ObjectType): string {
  return `/contacts/${sandbox.portal.id}/objects/${OBJECT_TYPE_IDS[type]}/views/all/list`;
}

/** Where a record is, at HubSpot's own address. */
export function recordHref(sandbox: Sandbox, type: ObjectType, id: number): string {
  return `/contacts/${sandbox.portal.id}/record/${OBJECT_TYPE_IDS[type]}/${id}`;
}

/** A page of the CRM. */
export function crmPage(
  sandbox: Sandbox,
  parts: { title: string; current?: ObjectType | 'knobs'; query?: string; body: Html },
): Html {
  const link = (type: ObjectType, label: string) => ({ href: listHref(sandbox, type), label });
  return page({
    title: parts.title,
    product: 'HubSpot',
    nav: [
      { href: '/', label: 'Start' },
      link('contacts', 'Contacts'),
      link('companies', 'Companies'),
      link('deals', 'Deals'),
      { href: '/__sandbox', label: 'Misbehave' },
    ],
    ...(parts.current
      ? { current: parts.current === 'knobs' ? '/__sandbox' : listHref(sandbox, parts.current) }
      : {}),
    aside: html`<form class="inline search" role="search" action="${listHref(sandbox, 'contacts')}">
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

/** What a record is called: its name, else its address, else its number. Never empty. */
export function titleOf(type: ObjectType, record: CrmRecord): string {
  const { properties } = record;
  if (type === 'companies')
    return properties['name']?.trim() || properties['domain'] || `Company ${record.id}`;
  if (type === 'deals') return properties['dealname']?.trim() || `Deal ${record.id}`;
  const name = `${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`.trim();
  return name || properties['email'] || `Contact ${record.id}`;
}
