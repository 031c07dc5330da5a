import type { Channel } from '../team/channels.ts';
import type { Frame } from './frame.ts';
import { html, type Markup } from './html.ts';
import { drawShell } from './shell.ts';
import { drawTimeline } from './timeline.ts';

/** The page of one channel: its messages and a box to write in. */
export function channelPage(channel: Channel, frame: Frame): Markup {
  const { team, viewer } = frame;
  const name = channel.directWith === null ? `#${channel.name}` : team.app.name;
  const people = team.members.all().length;
  return drawShell(frame, {
    open: channel,
    place: channel.id,
    title: name,
    heading: html`<div class="room-name">
        <h1>
          ${channel.directWith === null && html`<span class="sigil" aria-hidden="true">#</span>`}${channel.directWith === null ? channel.name : team.app.name}
        </h1>
        <p>${channel.topic}</p>
      </div>
      <p class="members">
        ${channel.directWith === null ? `${people} people${channel.hasApp ? ` · ${team.app.name}` : ''}` : ''}
      </p>`,
    content: html` <ol
        id="timeline"
        class="timeline"
        aria-label="Messages in ${name}"
        tabindex="0"
        data-channel="${channel.name}"
      >
        ${drawTimeline(channel, frame)}
      </ol>
      <form class="composer" id="composer" autocomplete="off">
        <label class="hidden" for="composer-text">Message ${name} as ${viewer.realName}</label>
        <textarea
          id="composer-text"
          name="text"
          rows="1"
          placeholder="Message ${name}"
          maxlength="4000"
        ></textarea>
        <button class="btn primary" type="submit">Send</button>
      </form>`,
  });
}
