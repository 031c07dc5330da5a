import { html } from 'hono/html';
import { cardPanel } from '#test/sandbox/cards/salesforce/panel.ts';
import { ACTS } from '../../hubspot/act.ts';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { idOf, isDeleted, textOf, type Row } from '../org/row.ts';
import type { Field } from '../schema/field.ts';
import { isObjectName, labelOf, type ObjectName } from '../schema/schema.ts';
import { profilePanel, statusTag } from './profile.ts';
import { relatedPanels } from './related.ts';
import { listHref, LISTED, orgPage, recordHref, titleOf } from './shell.ts';
import { valueText } from './value-text.ts';

/** Left out of the field list: they say nothing to a reader. */
const UNSEEN = new Set(['Id', 'IsDeleted', 'MasterRecordId', 'IsPersonAccount', 'LastModifiedDate', 'Name']);

/** A record: its fields at the left, what belongs to it in the middle, the app's card at the right. */
export function recordPage(
  sandbox: Sandbox,
  object: ObjectName,
  row: Row,
  { notice, user }: { notice: string | null; user: Row | null },
): Html {
  const name = titleOf(row);
  return orgPage(sandbox, {
    title: name,
    ...(LISTED.some((one) => one === object) ? { current: listHref(object) } : {}),
    body: html`<main id="content">
      ${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
      ${isDeleted(row) ? html`<p class="notice bad" role="status">${goneText(sandbox, object, row)}</p>` : ''}
      <header class="head">
        <div>
          <p class="quiet">${labelOf(object)}</p>
          <h1 class="clamp" dir="auto">${name}</h1>
        </div>
        <div data-live="tag">${statusTag(sandbox, object, idOf(row))}</div>
      </header>
      ${actions(sandbox, object, row)}
      <div class="record">
        <section class="panel" aria-labelledby="details">
          <h2 id="details">Details</h2>
          ${fieldList(sandbox, object, row)}
        </section>
        <div class="stack">${relatedPanels(sandbox, object, idOf(row))}</div>
        <div class="stack">
          ${LISTED.some((one) => one === object) ? cardPanel(sandbox, object, idOf(row), user) : ''}
          ${profilePanel(sandbox, object, idOf(row))}
        </div>
      </div>
    </main>`,
  });
}

function goneText(sandbox: Sandbox, object: ObjectName, row: Row): Html {
  const master = sandbox.org.get(object, textOf(row, 'MasterRecordId'));
  if (!master) return html`This record is in the recycle bin.`;
  return html`This record was merged into
    <a href="${recordHref(object, idOf(master))}">${titleOf(master)}</a>.`;
}

function fieldList(sandbox: Sandbox, object: ObjectName, row: Row): Html {
  const shown = sandbox.org.schema
    .fields(object)
    .filter((field) => !UNSEEN.has(field.name) && (row[field.name] ?? null) !== null);
  return html`<dl class="properties" data-live="fields">
    ${shown.map(
      (field) =>
        html`<div>
          <dt>${field.label}</dt>
          <dd dir="auto">${shownValue(sandbox, field, row)}</dd>
        </div>`,
    )}
  </dl>`;
}

function shownValue(sandbox: Sandbox, field: Field, row: Row): Html | string {
  const to = field.referenceTo[0] ?? '';
  if (field.type === 'reference' && isObjectName(to)) {
    const other = sandbox.org.get(to, textOf(row, field.name));
    return other
      ? html`<a href="${recordHref(to, idOf(other))}">${titleOf(other)}</a>`
      : textOf(row, field.name);
  }
  return valueText(field, row[field.name] ?? null, textOf(row, 'CurrencyIsoCode'));
}

function actions(sandbox: Sandbox, object: ObjectName, row: Row): Html | '' {
  const to = recordHref(object, idOf(row)).replace(/\/view$/, '');
  if (isDeleted(row))
    return html`<div class="buttons">
      <form method="post" action="${to}/restore"><button class="primary">Undelete</button></form>
    </div>`;
  if (object !== 'Contact' && object !== 'Lead') return '';
  return html`<div class="buttons">
    <form class="inline" method="post" action="${to}/acts">
      <label class="field"
        >What happened
        <select name="act">
          ${Object.keys(ACTS).map((name) => html`<option value="${name}">${name.replaceAll('_', ' ')}</option>`)}
        </select>
      </label>
      <button class="primary">Record for today</button>
    </form>
    ${
      object === 'Lead' && row['IsConverted'] !== true
        ? html`<form method="post" action="${to}/convert"><button>Convert</button></form>`
        : ''
    }
    ${object === 'Contact' ? jobForm(sandbox, row, to) : ''}
    <form method="post" action="${to}/bounce"><button>Mail bounces</button></form>
    <form method="post" action="${to}/delete"><button class="danger">Delete</button></form>
  </div>`;
}

const COMPANIES = 20;

/** Another employer among the first of the org, and another title. */
function jobForm(sandbox: Sandbox, row: Row, to: string): Html {
  const accounts = [...sandbox.org.table('Account').fromId('')].slice(0, COMPANIES);
  return html`<details>
    <summary class="button">Changed jobs</summary>
    <form class="inline panel" method="post" action="${to}/job">
      <label class="field"
        >New account
        <select name="company">
          ${accounts.map(
            (one) =>
              html`<option value="${idOf(one)}" ${idOf(one) === textOf(row, 'AccountId') ? 'selected' : ''}>
                ${titleOf(one)}
              </option>`,
          )}
        </select>
      </label>
      <label class="field">New title <input name="title" value="${textOf(row, 'Title')}" /></label>
      <button>Save</button>
    </form>
  </details>`;
}
