import type { Knobs } from '../knobs.ts';
import { html, type Markup } from './html.ts';

/** How a knob is turned by hand. */
type Control =
  | { kind: 'switch' }
  | { kind: 'number'; max: number }
  | { kind: 'choice'; choices: readonly string[] };

type Turnable = Exclude<keyof Knobs, 'faults'>;

const SWITCH = { kind: 'switch' } as const;

const CONTROLS: Record<Turnable, [label: string, control: Control]> = {
  token: ['Bot token', { kind: 'choice', choices: ['valid', 'revoked', 'invalid', 'expired'] }],
  apiDelay: ['Milliseconds before each Web API answer', { kind: 'number', max: 60_000 }],
  duplicateInteractions: ['Extra copies of each press and submission', { kind: 'number', max: 20 }],
  duplicateEvents: ['Extra copies of each event', { kind: 'number', max: 20 }],
  signature: ['Signature', { kind: 'choice', choices: ['valid', 'forged', 'truncated', 'missing'] }],
  timestampSkew: ['Seconds added to the signed timestamp', { kind: 'number', max: 86_400 }],
  ackTimeout: ['Milliseconds the app has to answer', { kind: 'number', max: 60_000 }],
  rateLimits: ['Hold the app to Slack’s rate limits', SWITCH],
  rotation: ['Rotate the token of the next installation', SWITCH],
  orgInstall: ['Install for the whole organisation', SWITCH],
  newBlocks: ['Know the block types of the 2026 roll-out', SWITCH],
  loseAnswers: ['Lose what the app answers', SWITCH],
  loseDeliveries: ['Lose what is sent to the app', SWITCH],
  uninstallFirst: ['Send app_uninstalled before tokens_revoked', SWITCH],
};

/** Every knob but the planned faults, as it stands, ready to be turned. */
export function drawKnobs(knobs: Knobs): Markup {
  const names = Object.keys(CONTROLS).filter((name): name is Turnable => Object.hasOwn(knobs, name));
  return html`<div class="knobs">
    ${names.map((name) => {
      const [label, control] = CONTROLS[name];
      return html`<label class="knob"
        >${drawControl(name, knobs[name], control)}<span>${label}</span></label
      >`;
    })}
  </div>`;
}

function drawControl(name: string, value: string | number | boolean, control: Control): Markup {
  if (control.kind === 'switch') {
    return html`<input type="checkbox" data-knob="${name}" ${value === true && html`checked`} />`;
  }
  if (control.kind === 'number') {
    return html`<input
      type="number"
      data-knob="${name}"
      value="${String(value)}"
      min="${name === 'timestampSkew' ? -control.max : 0}"
      max="${control.max}"
    />`;
  }
  return html`<select data-knob="${name}">
    ${control.choices.map((choice) => html`<option ${choice === value && html`selected`}>${choice}</option>`)}
  </select>`;
}
