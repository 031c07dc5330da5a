import type { SlackSandbox } from '../sandbox.ts';
import type { Frame } from './frame.ts';
import { html, type Markup } from './html.ts';
import { drawKnobs } from './knob-form.ts';
import { drawCalls, drawDeliveries } from './logs.ts';
import { drawShell } from './shell.ts';

const KINDS = ['http_500', 'http_503', 'html_502', 'rate_limited', 'reset', 'fatal_error'];
const METHODS = [
  '*',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'views.open',
  'views.update',
  'conversations.list',
  'users.lookupByEmail',
  'oauth.v2.access',
  'response_url',
];

/** The page on which the sandbox is made to misbehave, and what passed between it and the app can be read. */
export function controlsPage(slack: SlackSandbox, frame: Frame): Markup {
  const { app, name } = frame.team;
  return drawShell(frame, {
    open: 'controls',
    place: 'controls',
    title: 'Sandbox controls',
    heading: html`<div class="room-name">
      <h1>Sandbox controls</h1>
      <p>Make this Slack misbehave, and see how ${app.name} copes</p>
    </div>`,
    content: html`<div class="timeline controls" id="timeline">
      <section aria-labelledby="app-title">
        <h2 id="app-title">${app.name} in ${name}</h2>
        ${drawInstallation(frame)}
      </section>
      <section aria-labelledby="knobs-title">
        <h2 id="knobs-title">Knobs</h2>
        ${drawKnobs(slack.knobs)}
      </section>
      <section aria-labelledby="faults-title">
        <h2 id="faults-title">Web API faults</h2>
        ${drawFaults(slack)}
      </section>
      <section aria-labelledby="sent-title">
        <h2 id="sent-title">Sent to ${app.name}</h2>
        ${drawDeliveries(slack.deliveries(), frame)}
      </section>
      <section aria-labelledby="calls-title">
        <h2 id="calls-title">Called by ${app.name}</h2>
        ${drawCalls(slack.calls(), frame)}
      </section>
    </div>`,
  });
}

function drawInstallation({ team }: Frame): Markup {
  const live = team.installations.current();
  const state =
    live === null
      ? html`<p>Not installed. Connect Slack from its console.</p>`
      : html`<p>
          Installed by ${team.members.get(live.installedBy)?.realName ?? live.installedBy}, allowed to:
          ${[...live.scopes].map((scope) => html`<code>${scope}</code> `)}
        </p>`;
  return html`${state}
    <div class="actions">
      <button type="button" class="btn" data-act="verify-url">Check its address</button>
      ${live !== null && html`<button type="button" class="btn" data-act="revoke-tokens">Revoke its token</button><button type="button" class="btn" data-act="uninstall">Uninstall it</button>`}
      <button type="button" class="btn danger" data-act="reset">Empty this workspace</button>
    </div>`;
}

function drawFaults({ knobs }: SlackSandbox): Markup {
  const options = (choices: readonly string[]) => choices.map((choice) => html`<option>${choice}</option>`);
  return html`<form id="faults" class="fault-form">
      <label class="field"
        >Method
        <select name="method">
          ${options(METHODS)}
        </select></label
      >
      <label class="field"
        >What happens
        <select name="kind">
          ${options(KINDS)}
        </select></label
      >
      <label class="field"
        >The call
        <select name="when">
          <option value="before">has no effect</option>
          <option value="after">takes effect first</option>
        </select></label
      >
      <label class="field">Times <input type="number" name="times" value="1" min="1" max="1000" /></label>
      <button class="btn primary">Plan it</button>
    </form>
    <ul class="planned" data-faults="${JSON.stringify(knobs.faults)}">
      ${knobs.faults.map((fault) => html`<li><code>${fault.methods.join(', ')}</code> ${fault.kind}, ${fault.when === 'after' ? 'after its effect' : 'before any effect'}, ${fault.times} more</li>`)}
    </ul>
    ${knobs.faults.length > 0 && html`<button type="button" class="btn" id="clear-faults">Clear planned faults</button>`}`;
}
