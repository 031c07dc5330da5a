import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { isDeleted, textOf, type Row } from '../org/row.ts';
import type { ObjectName } from '../schema/schema.ts';
import { valueText } from './value-text.ts';

/** The profile the app has written for a person; null where it has written none. */
export function profileOf(sandbox: Sandbox, object: ObjectName, id: string): Row | null {
  if (object !== 'Contact' && object !== 'Lead') return null;
  const field = `${object}__c`;
  const profiles = sandbox.org.table('Advocacy_Profile__c').having(field, [id]);
  return profiles.find((row) => row[field] === id && !isDeleted(row)) ?? null;
}

/** A person's status in a word, where the app has given one. */
export function statusTag(sandbox: Sandbox, object: ObjectName, id: string): Html | '' {
  const profile = profileOf(sandbox, object, id);
  if (!profile) return '';
  const status = textOf(profile, 'Status__c');
  const look =
    status === 'champion' || status === 'advocate' ? 'good' : status === 'do_not_ask' ? 'bad' : 'info';
  return html`<span class="tag ${look}">${status.replaceAll('_', ' ')}</span>`;
}

/** What the app has written to a person's record; nothing on other records, which are not written to. */
export function profilePanel(sandbox: Sandbox, object: ObjectName, id: string): Html | '' {
  if (object !== 'Contact' && object !== 'Lead') return '';
  const profile = profileOf(sandbox, object, id);
  const fields = sandbox.org.schema
    .fields('Advocacy_Profile__c')
    .filter((field) => field.name.endsWith('__c') && field.type !== 'reference');
  return html`<section class="panel" aria-labelledby="advocacy-profile">
    <h2 id="advocacy-profile">Advocacy profile</h2>
    <div data-live="profile">
      ${
        profile
          ? html`<dl class="properties">
              ${fields.map(
                (field) =>
                  html`<div>
                    <dt>${field.label}</dt>
                    <dd dir="auto">${valueText(field, profile[field.name] ?? null, '') || '--'}</dd>
                  </div>`,
              )}
            </dl>`
          : html`<p class="quiet">Groundswell has written nothing here.</p>`
      }
    </div>
  </section>`;
}
