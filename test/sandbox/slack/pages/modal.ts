import { objectIn, objectsIn } from '../json.ts';
import { drawBlocks } from './blocks.ts';
import type { Frame } from './frame.ts';
import { html, type Markup } from './html.ts';
import { textField } from './text.ts';

/** The modal in front of the viewer, as a dialog; null when there is none. */
export function drawModal(frame: Frame): { id: string; version: string; markup: Markup } | null {
  const { team, viewer, names } = frame;
  const view = team.views.top(viewer.id);
  if (view === null) return null;
  const { content } = view;
  const ground = { ...frame, placeId: view.id, errors: view.errors };
  const submit = objectIn(content, 'submit');
  const markup = html`<dialog class="modal" data-view-id="${view.id}" aria-labelledby="modal-title">
    <form novalidate>
      <header>
        <span class="avatar hue-app" aria-hidden="true">≈</span>
        <h2 id="modal-title">${textField(content, 'title', names)}</h2>
        <button type="button" class="quiet" data-close aria-label="Close">✕</button>
      </header>
      <div class="modal-body">
        ${view.failure !== null && html`<p class="failure" role="alert" data-failure><span aria-hidden="true">⚠</span> ${view.failure}</p>`}
        ${drawBlocks(objectsIn(content, 'blocks'), ground)}
      </div>
      <footer class="dialog-buttons">
        <button type="button" class="btn" data-close>
          ${objectIn(content, 'close') === null ? 'Cancel' : textField(content, 'close', names)}</button
        >${submit !== null && html`<button type="submit" class="btn primary" data-submit>${textField(content, 'submit', names)}</button>`}
      </footer>
    </form>
  </dialog>`;
  return { id: view.id, version: `${view.hash} ${JSON.stringify(view.errors)} ${view.failure}`, markup };
}
