import type { Channel } from '../team/channels.ts';
import type { Frame } from './frame.ts';
import { html, type Markup } from './html.ts';
import { day, drawMessage } from './message.ts';

const SHOWN = 150;

/** A channel's newest messages with a divider at each new day, as one viewer sees them; or what to do when there are none. */
export function drawTimeline(channel: Channel, frame: Frame): Markup {
  const messages = frame.team.messages.seenBy(frame.viewer.id, channel.id);
  const known = new Set(messages.map((message) => message.ts));
  const top = messages.filter((message) => message.threadTs === null || !known.has(message.threadTs));
  if (top.length === 0) return drawEmpty(channel, frame);
  const shown = top.slice(-SHOWN);
  let before = '';
  const items = shown.map((message) => {
    const today = day(message.ts, frame);
    const divider =
      today === before ? null : html`<li class="day" data-day="${today}"><span>${today}</span></li>`;
    before = today;
    return html`${divider}${drawMessage(
      message,
      messages.filter((reply) => reply.threadTs === message.ts),
      frame,
    )}`;
  });
  return html`${top.length > shown.length && html`<li class="older" data-older>${top.length - shown.length} earlier messages are not shown</li>`}${items}`;
}

function drawEmpty(channel: Channel, { team }: Frame): Markup {
  const installed = team.installations.current() !== null;
  const title =
    channel.directWith === null
      ? `This is the very beginning of #${channel.name}`
      : `Messages between ${team.app.name} and you`;
  return html`<li class="empty" data-empty>
    <span class="empty-mark" aria-hidden="true">${channel.directWith === null ? '#' : '≈'}</span>
    <h2>${title}</h2>
    ${installed ? html`<p>${channel.hasApp ? `${team.app.name} is in this channel. What it posts appears here by itself.` : `${team.app.name} is not in this channel. Write /invite @${team.app.name} to add it.`}</p>` : html`<p>${team.app.name} is not installed in ${team.name} yet. Connect Slack from its console, and its messages appear here.</p>`}
  </li>`;
}
