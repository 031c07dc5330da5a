import { styleLinks } from './assets.ts';
import { avatar } from './avatar.ts';
import type { Frame } from './frame.ts';
import { html, type Markup } from './html.ts';
import { drawSidebar, type Open } from './sidebar.ts';

/** What one page of the workspace adds to its frame. */
export interface Room {
  open: Open;
  /** The word `/client/{team}/{place}/live` knows this page by. */
  place: string;
  title: string;
  heading: Markup;
  content: Markup;
}

/** A page of the workspace: the sidebar, and one room beside it. */
export function drawShell(frame: Frame, room: Room): Markup {
  const { team, viewer } = frame;
  const channel = typeof room.open === 'object' ? room.open.name : '';
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${room.title} · ${team.name} · Slack sandbox</title>
      <link rel="icon" href="data:," />
      ${styleLinks()}
      <script type="module" src="/slack-assets/slack.js"></script>
    </head>
    <body
      data-team="${team.id}"
      data-user="${viewer.id}"
      data-place="${room.place}"
      data-channel="${channel}"
    >
      <a class="skip" href="#room">Skip to ${room.title}</a>
      <div class="app">
        <nav class="sidebar" id="sidebar" aria-label="${team.name}">
          <div class="team">
            <span class="mark mark-team" aria-hidden="true">${team.name.slice(0, 1)}</span><b>${team.name}</b
            ><span class="tag">sandbox</span>
          </div>
          <div id="sidebar-lists">${drawSidebar(frame, room.open)}</div>
        </nav>
        <main id="room" tabindex="-1">
          <header class="room-head">
            <button
              type="button"
              class="quiet menu-button"
              aria-label="Channels and people"
              aria-expanded="false"
              aria-controls="sidebar"
            >
              ☰</button
            >${room.heading}<span class="hidden">You act as ${viewer.realName}</span
            >${avatar(viewer.realName, viewer.id, 'you')}
          </header>
          ${room.content}
        </main>
      </div>
      <div id="modal-slot"></div>
      <p id="notice" class="notice" role="status" hidden></p>
    </body>
  </html>`;
}
