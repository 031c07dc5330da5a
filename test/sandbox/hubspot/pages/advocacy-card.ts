import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { PropertyDefinition } from '../properties.ts';
import type { CrmRecord } from '../record.ts';
import { valueText } from './value-text.ts';

const GROUP = 'groundswell';
const TONES: Record<string, string> = { champion: 'good', advocate: 'good', candidate: 'info', none: '' };

/** What the app has written on this contact, as its card shows it. */
export function advocacyCard(sandbox: Sandbox, record: CrmRecord): Html {
  const written = advocacyProperties(sandbox).filter((one) => (record.properties[one.name] ?? '') !== '');
  return html`<section class="panel card" aria-labelledby="card-title" data-live="card">
    <div class="head">
      <h2 id="card-title">Groundswell</h2>
      ${statusTag(sandbox, record)}
    </div>
    ${
      written.length === 0
        ? html`<p class="quiet">
            Groundswell has written nothing here: it marks a contact once it is a candidate or an advocate.
          </p>`
        : html`${propensity(record)}
            <dl class="properties">
              ${written.filter((one) => !isHeadline(one.name)).map((one) => row(one, record.properties[one.name] ?? ''))}
            </dl>`
    }
  </section>`;
}

/** The status the app gave this contact, as a tag; nothing where it gave none. */
export function statusTag(sandbox: Sandbox, record: CrmRecord): Html | '' {
  const value = record.properties['groundswell_status'];
  const definition = sandbox.portal.properties.get('contacts', 'groundswell_status');
  if (!value || !definition) return '';
  return html`<span class="tag ${TONES[value] ?? 'info'}">${valueText(definition, value)}</span>`;
}

function advocacyProperties(sandbox: Sandbox): PropertyDefinition[] {
  return sandbox.portal.properties
    .list('contacts')
    .filter((one) => one.groupName === GROUP || one.name.startsWith(`${GROUP}_`));
}

function isHeadline(name: string): boolean {
  return name === 'groundswell_status' || name === 'groundswell_propensity';
}

function isShare(definition: PropertyDefinition, value: string): boolean {
  return definition.name === 'groundswell_confidence' && Number(value) <= 1;
}

function propensity(record: CrmRecord): Html | '' {
  const value = Number(record.properties['groundswell_propensity'] ?? Number.NaN);
  if (Number.isNaN(value)) return '';
  return html`<div class="score">
    <span class="small quiet" id="propensity">Advocacy propensity</span>
    <b class="number">${Math.round(value)}</b>
    <meter min="0" max="100" value="${value}" aria-labelledby="propensity">${value} of 100</meter>
  </div>`;
}

function row(definition: PropertyDefinition, value: string): Html {
  return html`<div>
    <dt>${definition.label}</dt>
    <dd dir="auto">
      ${isShare(definition, value) ? `${Math.round(Number(value) * 100)} %` : valueText(definition, value)}
    </dd>
  </div>`;
}
