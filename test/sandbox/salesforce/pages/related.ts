import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { idOf, isDeleted, textOf, type Row } from '../org/row.ts';
import { pluralOf, type ObjectName } from '../schema/schema.ts';
import { recordHref, titleOf } from './shell.ts';

/** A list beside a record: rows of `object` tied by `field`, each leading to what `through` names, or itself. */
interface Related {
  object: ObjectName;
  field: string;
  through?: { object: ObjectName; field: string };
  /** Field whose value stands behind the name. */
  note: string;
}

const RELATED: Partial<Record<ObjectName, Related[]>> = {
  Account: [
    { object: 'Contact', field: 'AccountId', note: 'Title' },
    { object: 'Opportunity', field: 'AccountId', note: 'StageName' },
    { object: 'Case', field: 'AccountId', note: 'Status' },
  ],
  Contact: [
    {
      object: 'OpportunityContactRole',
      field: 'ContactId',
      through: { object: 'Opportunity', field: 'OpportunityId' },
      note: 'Role',
    },
    {
      object: 'CampaignMember',
      field: 'ContactId',
      through: { object: 'Campaign', field: 'CampaignId' },
      note: 'Status',
    },
    { object: 'Case', field: 'ContactId', note: 'Status' },
  ],
  Lead: [
    {
      object: 'CampaignMember',
      field: 'LeadId',
      through: { object: 'Campaign', field: 'CampaignId' },
      note: 'Status',
    },
  ],
  Opportunity: [
    {
      object: 'OpportunityContactRole',
      field: 'OpportunityId',
      through: { object: 'Contact', field: 'ContactId' },
      note: 'Role',
    },
  ],
  Campaign: [
    {
      object: 'CampaignMember',
      field: 'CampaignId',
      through: { object: 'Contact', field: 'ContactId' },
      note: 'Status',
    },
  ],
};
const MOST = 12;

/** What belongs to a record, a panel for each kind. */
export function relatedPanels(sandbox: Sandbox, object: ObjectName, id: string): Html[] {
  return (RELATED[object] ?? []).map((related) => panel(sandbox, related, id));
}

function panel(sandbox: Sandbox, related: Related, id: string): Html {
  const rows = sandbox.org
    .table(related.object)
    .having(related.field, [id])
    .filter((row) => row[related.field] === id && !isDeleted(row));
  const title = pluralOf(related.object);
  return html`<section class="panel" aria-label="${title}">
    <h2>${title} <span class="quiet number">${rows.length}</span></h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">None.</p>`
        : html`<ul class="list">
            ${rows.slice(0, MOST).map((row) => item(sandbox, related, row))}
          </ul>`
    }
  </section>`;
}

function item(sandbox: Sandbox, related: Related, row: Row): Html {
  const [object, shown] = related.through
    ? [
        related.through.object,
        sandbox.org.get(related.through.object, textOf(row, related.through.field)) ?? row,
      ]
    : [related.object, row];
  return html`<li>
    <a class="clamp" dir="auto" href="${recordHref(object, idOf(shown))}">${titleOf(shown)}</a>
    <span class="quiet small">${textOf(row, related.note)}</span>
  </li>`;
}
