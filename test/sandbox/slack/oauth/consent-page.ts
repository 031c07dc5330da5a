import { styleLinks } from '../pages/assets.ts';
import { html, type Markup } from '../pages/html.ts';
import type { Team } from '../team/team.ts';
import type { Ask } from './authorize.ts';
import { SCOPES } from './scopes.ts';

/** The screen on which somebody allows the app, each scope in plain words. */
export function consentPage(team: Team, ask: Ask): Markup {
  const others = ask.scopes.filter((scope) => scope !== 'incoming-webhook');
  return shell(
    `${team.app.name} asks to join ${team.name}`,
    html` <p class="consent-team">${team.name}</p>
      <div class="consent-pair" aria-hidden="true">
        <span class="mark mark-team">${team.name.slice(0, 1)}</span
        ><span class="mark mark-app">${team.app.name.slice(0, 1)}</span>
      </div>
      <h1>${team.app.name} is requesting permission to access the ${team.name} Slack workspace</h1>
      <form method="post">
        <h2>What will ${team.app.name} be able to do?</h2>
        <ul class="scopes">
          ${others.map((scope) => html`<li data-scope="${scope}"><span>${SCOPES[scope]}</span> <code>${scope}</code></li>`)}
        </ul>
        ${ask.scopes.includes('incoming-webhook') && channelPicker(team)}
        <label class="field"
          >Acting as
          <select name="user">
            ${team.members.all().map((member) => html`<option value="${member.id}">${member.realName} · ${member.title}</option>`)}
          </select>
        </label>
        <p class="fine">After you decide you go back to <b>${new URL(ask.redirectUri).host}</b>.</p>
        <div class="consent-buttons">
          <button name="decision" value="cancel">Cancel</button>
          <button name="decision" value="allow" class="primary">Allow</button>
        </div>
      </form>`,
  );
}

function channelPicker(team: Team): Markup {
  const open = team.channels.all().filter((channel) => channel.directWith === null && !channel.isArchived);
  return html` <div class="where">
    <h2>Where should ${team.app.name} post?</h2>
    <p data-scope="incoming-webhook">${SCOPES['incoming-webhook']} <code>incoming-webhook</code></p>
    <label class="field"
      >Channel
      <select name="channel" required>
        <option value="">Search for a channel…</option>
        ${open.map((channel) => html`<option value="${channel.id}"># ${channel.name}</option>`)}
      </select>
    </label>
  </div>`;
}

/** The page shown instead when the authorize URL is not in order. */
export function refusalPage(reason: string): Markup {
  return shell(
    'Something went wrong',
    html`<h1>Something went wrong when authorizing this app.</h1>
      <p class="problem" role="alert">${reason}</p>
      <p class="fine">Check the link that brought you here and try again.</p>`,
  );
}

/** The page every screen on the way in stands on. */
export function shell(title: string, content: Markup): Markup {
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      ${styleLinks()}
    </head>
    <body class="consent">
      <main>${content}</main>
    </body>
  </html>`;
}
