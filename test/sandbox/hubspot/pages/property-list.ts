import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { PropertyDefinition } from '../properties.ts';
import type { CrmRecord, ObjectType } from '../record.ts';
import { valueText } from './value-text.ts';

/** The app's own group. */
const APPS_GROUP = 'groundswell';
/** Left out where they are empty, as they nearly always are. */
const RARE = new Set(['hs_additional_emails', 'hs_merged_object_ids', 'associatedcompanyid', 'phone']);

/** HubSpot's own properties of a record and those the app has written, with what is in them. */
export function propertyList(sandbox: Sandbox, type: ObjectType, record: CrmRecord): Html {
  const shown = sandbox.portal.properties.list(type).filter((one) => {
    const isWritten = Boolean(record.properties[one.name]);
    return one.hubspotDefined ? isWritten || !RARE.has(one.name) : isWritten && one.groupName === APPS_GROUP;
  });
  return html`<dl class="properties" data-live="properties">
    ${shown.map(
      (one) =>
        html`<div>
          <dt>${one.label}</dt>
          <dd dir="auto">${shownValue(sandbox, one, record.properties[one.name] ?? '')}</dd>
        </div>`,
    )}
  </dl>`;
}

function shownValue(sandbox: Sandbox, definition: PropertyDefinition, value: string): Html | string {
  if (value === '') return html`<span class="quiet">--</span>`;
  if (definition.name === 'hubspot_owner_id') return ownerName(sandbox, value) ?? value;
  return valueText(definition, value);
}

function ownerName(sandbox: Sandbox, id: string): string | null {
  const owner = sandbox.portal.owners.find((one) => one.id === id);
  return owner ? `${owner.firstName} ${owner.lastName}${owner.archived ? ' (left)' : ''}` : null;
}
