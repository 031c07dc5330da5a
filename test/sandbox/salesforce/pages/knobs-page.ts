import { html } from 'hono/html';
import { FAULT_KINDS } from '../../faults.ts';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { Knobs } from '../knobs.ts';
import { orgPage } from './shell.ts';

/** One knob a person can turn on the page. */
interface Dial {
  name: Exclude<keyof Knobs, 'faults' | 'outboundObjects'>;
  label: string;
  step?: string;
}

const DIALS: { title: string; dials: Dial[] }[] = [
  {
    title: 'Speed and limits',
    dials: [
      { name: 'latencyMs', label: 'Every answer later by (ms)' },
      { name: 'dailyCalls', label: 'Calls in a day' },
      { name: 'callsByOthers', label: 'of them made by other apps' },
    ],
  },
  {
    title: 'Signing in',
    dials: [
      { name: 'sessionMs', label: 'A session lasts (ms)' },
      { name: 'sessionsLost', label: 'Share of calls that find it ended', step: '0.05' },
      { name: 'rotatesRefreshTokens', label: 'A refresh token is spent by use' },
    ],
  },
  {
    title: 'Records',
    dials: [
      { name: 'commitLagMs', label: 'Changes are seen later by (ms)' },
      { name: 'commitLagJitterMs', label: 'and up to this much more' },
      { name: 'queryBatchSize', label: 'Rows of a page' },
      { name: 'rowsLocked', label: 'Share of rows locked by others', step: '0.05' },
      { name: 'packageInstalled', label: 'Our package is installed' },
      { name: 'multiCurrency', label: 'Several currencies' },
      { name: 'personAccounts', label: 'Person accounts' },
    ],
  },
  {
    title: 'Outbound messages',
    dials: [
      { name: 'outboundDropped', label: 'Share lost (0 to 1)', step: '0.05' },
      { name: 'outboundDuplicated', label: 'Share sent twice', step: '0.05' },
      { name: 'outboundReordered', label: 'Share sent late', step: '0.05' },
    ],
  },
];

/** The names of every knob on the page. */
export const DIAL_NAMES = DIALS.flatMap((group) => group.dials.map((dial) => dial.name));

/** Where a person makes the org misbehave. */
export function knobsPage(sandbox: Sandbox, notice: string | null): Html {
  return orgPage(sandbox, {
    title: 'Misbehave',
    current: '/__sandbox',
    body: html`<main id="content" class="reading">
      ${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
      <h1>Make the org misbehave</h1>
      <form method="post" action="/__sandbox/dials" class="panel">
        ${DIALS.map(
          (group) =>
            html`<fieldset>
              <legend>${group.title}</legend>
              <div class="tiles">${group.dials.map((dial) => control(sandbox.knobs, dial))}</div>
            </fieldset>`,
        )}
        <div class="buttons"><button class="primary">Save</button></div>
      </form>
      ${faultForm(sandbox)}
    </main>`,
  });
}

function control(knobs: Knobs, dial: Dial): Html {
  const value = knobs[dial.name];
  if (typeof value === 'number')
    return html`<label class="field"
      >${dial.label}
      <input type="number" min="0" step="${dial.step ?? '1'}" name="${dial.name}" value="${value}" />
    </label>`;
  const option = (one: boolean, label: string): Html =>
    one === value
      ? html`<option value="${String(one)}" selected>${label}</option>`
      : html`<option value="${String(one)}">${label}</option>`;
  return html`<label class="field"
    >${dial.label}
    <select name="${dial.name}">
      ${option(true, 'Yes')}${option(false, 'No')}
    </select>
  </label>`;
}

function faultForm(sandbox: Sandbox): Html {
  const { faults } = sandbox.knobs;
  return html`<form method="post" action="/__sandbox/failures" class="panel">
    <h2>Let the next calls fail</h2>
    <div class="tiles">
      <label class="field"
        >How
        <select name="kind">
          ${FAULT_KINDS.map((kind) => html`<option value="${kind}">${kind.replaceAll('-', ' ')}</option>`)}
        </select>
      </label>
      <label class="field">How many <input type="number" name="times" min="1" value="3" /></label>
      <label class="field">Path contains <input name="path" placeholder="any path" /></label>
    </div>
    <div class="buttons">
      <button class="primary" name="do" value="add">Let them fail</button>
      <button name="do" value="clear">Stop all failures</button>
    </div>
    <ul data-live="faults">
      ${faults.map((one) => html`<li>${one.kind.replaceAll('-', ' ')}, ${one.times ?? 'all'} more${one.path ? html` on <code>${one.path}</code>` : ''}</li>`)}
    </ul>
  </form>`;
}
