import { html } from 'hono/html';
import { cardPanel } from '#test/sandbox/cards/hubspot/panel.ts';
import type { Html } from '../../page/page.ts';
import { ACTS } from '../act.ts';
import type { Sandbox } from '../api.ts';
import type { PropertyDefinition } from '../properties.ts';
import type { Owner } from '../portal.ts';
import type { CrmRecord } from '../record.ts';
import { associatedPanel } from './associated.ts';
import { propertyList } from './property-list.ts';
import { crmPage, recordHref, titleOf } from './shell.ts';
import { statusTag } from './status-tag.ts';
import { voiceTimeline } from './voice-timeline.ts';

/** A contact's record: what is known at the left, what happened in the middle, the app's card at the right. */
export function contactPage(
  sandbox: Sandbox,
  record: CrmRecord,
  notice: string | null,
  user: Owner | null,
): Html {
  const name = titleOf('contacts', record);
  return crmPage(sandbox, {
    title: name,
    current: 'contacts',
    body: html`<main id="content">
      ${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
      ${record.archivedAt === null ? '' : html`<p class="notice bad" role="status">This contact was deleted.</p>`}
      <header class="head">
        <div class="who">
          <div class="avatar" aria-hidden="true">${initials(name)}</div>
          <div>
            <h1 class="clamp" dir="auto">${name}</h1>
            <p class="quiet" dir="auto">${subtitle(record)}</p>
          </div>
        </div>
        <div data-live="tag">${statusTag(sandbox, record)}</div>
      </header>
      ${actions(sandbox, record)}
      <div class="record">
        <section class="panel" aria-labelledby="about">
          <h2 id="about">About this contact</h2>
          ${propertyList(sandbox, 'contacts', record)}
        </section>
        ${voiceTimeline(sandbox, record)}
        <div class="stack">
          ${cardPanel(sandbox, 'contacts', record, user)}
          ${associatedPanel(sandbox, 'contacts', record, 'companies')}
          ${associatedPanel(sandbox, 'contacts', record, 'deals')}
        </div>
      </div>
    </main>`,
  });
}

function subtitle(record: CrmRecord): string {
  const { jobtitle, company } = record.properties;
  return [jobtitle, company].filter(Boolean).join(' at ') || 'No job title';
}

function initials(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  return letters.slice(0, 2).join('').toUpperCase() || '?';
}

function actions(sandbox: Sandbox, record: CrmRecord): Html {
  const to = recordHref(sandbox, 'contacts', record.id);
  const act = (name: string, label: string, extra: Html | '' = '') =>
    html`<form method="post" action="${to}/acts">
      <input type="hidden" name="act" value="${name}" />${extra}<button>${label}</button>
    </form>`;
  if (record.archivedAt !== null)
    return html`<div class="buttons">
      <form method="post" action="${to}/restore"><button class="primary">Restore contact</button></form>
    </div>`;
  return html`<div class="buttons">
    <form method="post" action="${to}/acts">
      <input type="hidden" name="act" value="reference_call" /><button class="primary">
        Log a reference call
      </button>
    </form>
    ${act('nps', 'NPS answer 10', html`<input type="hidden" name="score" value="10" />`)}
    <details>
      <summary class="button">Record something else</summary>
      <form class="inline panel" method="post" action="${to}/acts">
        <label class="field"
          >What happened
          <select name="act">
            ${Object.keys(ACTS).map((name) => html`<option value="${name}">${name.replaceAll('_', ' ')}</option>`)}
          </select>
        </label>
        <button>Record for today</button>
      </form>
    </details>
    <details>
      <summary class="button">Edit property</summary>
      <form class="inline panel" method="post" action="${to}/properties">
        <label class="field"
          >Property
          <select name="name">
            ${editable(sandbox).map((one) => html`<option value="${one.name}">${one.label}</option>`)}
          </select>
        </label>
        <label class="field">New value <input name="value" placeholder="Empty clears it" /></label>
        <button>Save</button>
      </form>
    </details>
    ${jobForm(sandbox, record, to)}
    <form method="post" action="${to}/bounce"><button>Mail bounces</button></form>
    <form method="post" action="${to}/delete"><button class="danger">Delete</button></form>
  </div>`;
}

/** Another employer among the first of the portal, and another title. */
function jobForm(sandbox: Sandbox, record: CrmRecord, to: string): Html {
  const { records } = sandbox.portal.tables.companies.page(0, 20);
  const now = record.properties['associatedcompanyid'];
  return html`<details>
    <summary class="button">Changed jobs</summary>
    <form class="inline panel" method="post" action="${to}/job">
      <label class="field"
        >New company
        <select name="company">
          ${records.map(
            (one) =>
              html`<option value="${one.id}" ${String(one.id) === now ? 'selected' : ''}>
                ${titleOf('companies', one)}
              </option>`,
          )}
        </select>
      </label>
      <label class="field"
        >New title <input name="title" value="${record.properties['jobtitle'] ?? ''}"
      /></label>
      <button>Save</button>
    </form>
  </details>`;
}

function editable(sandbox: Sandbox): PropertyDefinition[] {
  return sandbox.portal.properties.list('contacts').filter((one) => !one.readOnly);
}
