import { objectsIn } from '../json.ts';
import { drawBlocks } from './blocks.ts';
import type { Frame } from './frame.ts';
import { html, type Markup } from './html.ts';
import { drawShell } from './shell.ts';

/** The app's home tab for one viewer. */
export function homePage(frame: Frame): Markup {
  const { team } = frame;
  return drawShell(frame, {
    open: 'home',
    place: 'home',
    title: `${team.app.name} home`,
    heading: html`<div class="room-name">
      <h1>${team.app.name}</h1>
      <p>Home</p>
    </div>`,
    content: html`<div id="timeline" class="timeline home" tabindex="0">${drawHome(frame)}</div>`,
  });
}

/** What the app published for this viewer, or that it published nothing. */
export function drawHome(frame: Frame): Markup {
  const { team, viewer } = frame;
  const view = team.views.home(viewer.id);
  if (view === null) {
    return html`<div class="empty" data-empty>
      <span class="empty-mark" aria-hidden="true">≈</span>
      <h2>Nothing here yet</h2>
      <p>${team.app.name} has not published a home tab for ${viewer.realName}.</p>
    </div>`;
  }
  return html`<div class="home-blocks" data-view-id="${view.id}">
    ${drawBlocks(objectsIn(view.content, 'blocks'), { ...frame, placeId: view.id, errors: {} })}${view.failure !== null && html`<p class="failure" role="alert" data-failure>${view.failure}</p>`}
  </div>`;
}
