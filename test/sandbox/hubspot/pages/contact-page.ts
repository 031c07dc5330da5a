import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import { ACTS } from '../act.ts';
import type { Sandbox } from '../api.ts';
import type { PropertyDefinition } from '../properties.ts';
import type { CrmRecord } from '../record.ts';
import { advocacyCard, statusTag } from './advocacy-card.ts';
import { associatedPanel } from './associated.ts';
import { crmPage, recordHref, titleOf } from './shell.ts';
import { valueText } from './value-text.ts';

const BAD_NEWS = ['last_complaint_date', 'open_escalation_date', 'churn_risk_date'];

/** A contact's record: what is known at the left, what happened in the middle, the app's card at the right. */
export function contactPage(sandbox: Sandbox, record: CrmRecord, notice: string | null): Html {
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
          <dl class="properties">${aboutRows(sandbox, record)}</dl>
        </section>
        <div class="stack">
          <section class="panel" aria-labelledby="activity" data-live="activity">
            <h2 id="activity">Customer voice</h2>
            ${voice(sandbox, record)}
          </section>
        </div>
        <div class="stack">
          ${advocacyCard(sandbox, record)} ${associatedPanel(sandbox, 'contacts', record, 'companies')}
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
    <form method="post" action="${to}/delete"><button class="danger">Delete</button></form>
  </div>`;
}

function editable(sandbox: Sandbox): PropertyDefinition[] {
  return sandbox.portal.properties.list('contacts').filter((one) => !one.readOnly);
}

function aboutRows(sandbox: Sandbox, record: CrmRecord): Html[] {
  return sandbox.portal.properties
    .list('contacts')
    .filter((one) => one.groupName === 'contactinformation')
    .map((one) => {
      const value = record.properties[one.name] ?? '';
      const owner = one.name === 'hubspot_owner_id' ? ownerName(sandbox, value) : null;
      return html`<div>
        <dt>${one.label}</dt>
        <dd dir="auto">
          ${value === '' ? html`<span class="quiet">--</span>` : (owner ?? valueText(one, value))}
        </dd>
      </div>`;
    });
}

function ownerName(sandbox: Sandbox, id: string): string | null {
  const owner = sandbox.portal.owners.find((one) => one.id === id);
  return owner ? `${owner.firstName} ${owner.lastName}${owner.archived ? ' (left)' : ''}` : null;
}

/** Everything dated that this person said or did, newest first. */
function voice(sandbox: Sandbox, record: CrmRecord): Html {
  const dated = sandbox.portal.properties
    .list('contacts')
    .filter((one) => one.groupName === 'customer_voice' && one.type === 'date')
    .map((definition) => ({ definition, on: record.properties[definition.name] ?? '' }))
    .filter((one) => one.on !== '')
    .toSorted((a, b) => b.on.localeCompare(a.on));
  if (dated.length === 0)
    return html`<p class="quiet">Nothing is known yet. Log a reference call to begin.</p>`;
  return html`<ol class="timeline">
    ${dated.map(
      ({ definition, on }) =>
        html`<li class="${BAD_NEWS.includes(definition.name) ? 'bad' : 'good'}">
          <strong>${definition.label}${scoreBeside(record, definition.name)}</strong><br />
          <span class="quiet small">${valueText(definition, on)}</span>
        </li>`,
    )}
  </ol>`;
}

function scoreBeside(record: CrmRecord, name: string): string {
  const scores: Record<string, string> = {
    nps_date: 'nps_score',
    csat_date: 'csat_score',
    product_last_used: 'product_usage_score',
  };
  const value = record.properties[scores[name] ?? ''];
  return value ? `: ${value}` : '';
}
