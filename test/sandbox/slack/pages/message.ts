import { objectsIn, textIn, type Json } from '../json.ts';
import { renderMrkdwn } from '../mrkdwn/render.ts';
import { SLACKBOT, type Message } from '../team/messages.ts';
import { avatar } from './avatar.ts';
import { drawBlocks } from './blocks.ts';
import type { Frame, Ground } from './frame.ts';
import { html, type Markup } from './html.ts';

const EYE = html`<svg class="eye" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M1.5 10C4 5.5 7 4 10 4s6 1.5 8.5 6C16 14.5 13 16 10 16s-6-1.5-8.5-6Z" />
  <circle cx="10" cy="10" r="2.6" />
</svg>`;

/** Draws one message as its viewer sees it, its replies below it. */
export function drawMessage(message: Message, replies: readonly Message[], frame: Frame): Markup {
  const name = authorName(message, frame);
  const failure = message.failure?.userId === frame.viewer.id ? message.failure.text : null;
  return html`<li
    class="message${message.ephemeralTo !== null && ' ephemeral'}"
    data-message-ts="${message.ts}"
    data-revision="${message.revision}"
  >
    ${avatar(name, message.byApp ? 'app' : message.userId)}
    <article class="message-body" aria-label="${name}, ${clock(message.ts, frame)}">
      ${message.ephemeralTo !== null && html`<p class="only-you">${EYE} Only visible to you</p>`}
      <p class="byline">
        <b>${name}</b>${message.byApp && html` <span class="badge">APP</span>`}
        <time datetime="${new Date(Number(message.ts) * 1000).toISOString()}"
          >${clock(message.ts, frame)}</time
        >
      </p>
      <div class="content">${content(message, frame)}</div>
      ${message.editedTs !== null && html`<span class="edited">(edited)</span>`}
      ${failure !== null && html`<p class="failure" role="alert" data-failure><span aria-hidden="true">⚠</span> ${failure}</p>`}
      ${replies.length > 0 && thread(replies, frame)}
    </article>
  </li>`;
}

function thread(replies: readonly Message[], frame: Frame): Markup {
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  return html`<details class="thread" open>
    <summary>${count}</summary>
    <ol>
      ${replies.map((reply) => drawMessage(reply, [], frame))}
    </ol>
  </details>`;
}

function authorName(message: Message, { team, names }: Frame): string {
  if (message.byApp) return team.app.name;
  return message.userId === SLACKBOT ? 'Slackbot' : (names.user(message.userId) ?? message.userId);
}

function content(message: Message, frame: Frame): Markup {
  const ground: Ground = { ...frame, placeId: message.ts, errors: {} };
  // Blocks are what people see; the text beside them is for notifications and screen readers.
  const body =
    message.blocks.length > 0
      ? drawBlocks(message.blocks, ground)
      : html`<div class="text">${renderMrkdwn(message.text, frame.names)}</div>`;
  return html`${body}${message.attachments.map((attachment) => drawAttachment(attachment, ground))}`;
}

function drawAttachment(attachment: Json, ground: Ground): Markup {
  const tones = ['good', 'warning', 'danger'];
  const tone = tones.includes(textIn(attachment, 'color')) ? textIn(attachment, 'color') : '';
  const text = textIn(attachment, 'text') || textIn(attachment, 'fallback');
  const blocks = objectsIn(attachment, 'blocks');
  return html`<div class="attachment ${tone}">
    ${blocks.length > 0 ? drawBlocks(blocks, ground) : html`<div class="text">${renderMrkdwn(text, ground.names)}</div>`}
  </div>`;
}

/** The time of day of a message where its viewer is. */
function clock(ts: string, { viewer }: Frame): string {
  const format = new Intl.DateTimeFormat('en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: viewer.timeZone,
  });
  return format.format(Number(ts) * 1000);
}

/** The day of a message where its viewer is, as a divider shows it. */
export function day(ts: string, { viewer }: Frame): string {
  const format = new Intl.DateTimeFormat('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone: viewer.timeZone,
  });
  return format.format(Number(ts) * 1000);
}
