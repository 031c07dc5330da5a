import { html } from 'hono/html';
import { FAULT_KINDS } from '../../faults.ts';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { Knobs } from '../knobs.ts';
import { crmPage } from './shell.ts';

/** One knob a person can turn on the page; `choices` where it is not a number. */
interface Dial {
  name: Exclude<keyof Knobs, 'faults' | 'rejectedContacts' | 'webhookProperties'>;
  label: string;
  choices?: [value: string, label: string][];
  step?: string;
}

const YES_NO: [string, string][] = [
  ['false', 'No'],
  ['true', 'Yes'],
];

const DIALS: { title: string; dials: Dial[] }[] = [
  {
    title: 'Speed and limits',
    dials: [
      { name: 'latencyMs', label: 'Every answer later by (ms)' },
      { name: 'callsPerTenSeconds', label: 'Calls in ten seconds' },
      { name: 'searchesPerSecond', label: 'Searches in a second' },
    ],
  },
  {
    title: 'Search and lists',
    dials: [
      { name: 'searchLagMs', label: 'Search trails by (ms)' },
      { name: 'searchLagJitterMs', label: 'and up to this much more' },
      { name: 'modifiedTieMs', label: 'Times rounded to (ms)' },
      {
        name: 'listCursor',
        label: 'List cursors',
        choices: [
          ['id', 'Record ids'],
          ['opaque', 'Opaque'],
        ],
      },
    ],
  },
  {
    title: 'Writing',
    dials: [
      {
        name: 'batchFailure',
        label: 'A bad row in a batch',
        choices: [
          ['row', 'fails alone'],
          ['whole', 'fails the batch'],
        ],
      },
      { name: 'mergeGivesNewId', label: 'A merge gives a new id', choices: YES_NO },
    ],
  },
  {
    title: 'Webhooks',
    dials: [
      { name: 'webhooksDropped', label: 'Share lost (0 to 1)', step: '0.05' },
      { name: 'webhooksDuplicated', label: 'Share sent twice', step: '0.05' },
      { name: 'webhooksReordered', label: 'Share sent late', step: '0.05' },
    ],
  },
];

/** The names of every knob on the page. */
export const DIAL_NAMES = DIALS.flatMap((group) => group.dials.map((dial) => dial.name));

/** Where a person makes the portal misbehave. */
export function knobsPage(sandbox: Sandbox, notice: string | null): Html {
  return crmPage(sandbox, {
    title: 'Misbehave',
    current: 'knobs',
    body: html`<main id="content" class="reading">
      ${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
      <header>
        <h1>Make the portal misbehave</h1>
        <p class="quiet">
          Real vendors are late, limited and sometimes wrong. See what Groundswell makes of it.
        </p>
      </header>
      <form method="post" action="/__sandbox/dials" class="panel">
        ${DIALS.map(
          (group) =>
            html`<fieldset>
              <legend>${group.title}</legend>
              <div class="tiles">${group.dials.map((dial) => field(sandbox.knobs, dial))}</div>
            </fieldset>`,
        )}
        <div class="buttons"><button class="primary">Save</button></div>
      </form>
      ${faultForm(sandbox)}
    </main>`,
  });
}

function field(knobs: Knobs, dial: Dial): Html {
  const value = String(knobs[dial.name]);
  const control = dial.choices
    ? html`<select name="${dial.name}">
        ${dial.choices.map(([one, label]) =>
          one === value
            ? html`<option value="${one}" selected>${label}</option>`
            : html`<option value="${one}">${label}</option>`,
        )}
      </select>`
    : html`<input type="number" min="0" step="${dial.step ?? '1'}" name="${dial.name}" value="${value}" />`;
  return html`<label class="field">${dial.label} ${control}</label>`;
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
    <div data-live="faults">
      ${
        faults.length === 0
          ? html`<p class="quiet">Nothing fails on purpose.</p>`
          : html`<ul>
              ${faults.map((one) => html`<li>${one.kind.replaceAll('-', ' ')}, ${one.times ?? 'all'} more${one.path ? html` on <code>${one.path}</code>` : ''}</li>`)}
            </ul>`
      }
    </div>
  </form>`;
}
