import { objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { drawField } from './fields.ts';
import type { Ground } from './frame.ts';
import { html, type Markup } from './html.ts';
import { textField } from './text.ts';

/** Draws an interactive element, or a picture. */
export function drawElement(block: Json, element: Json, ground: Ground): Markup {
  switch (textIn(element, 'type')) {
    case 'image':
      return drawImage(element, 'thumb');
    case 'button':
      return html`${drawButton(block, element, ground)}${drawConfirm(block, element, ground)}`;
    case 'overflow':
      return html`${drawOverflow(block, element, ground)}${drawConfirm(block, element, ground)}`;
    default:
      return html`${drawField(block, element, ground, true)}${drawConfirm(block, element, ground)}`;
  }
}

/** Draws a picture; its words stand in where it cannot be loaded. */
export function drawImage(image: Json, className: string): Markup {
  return html`<img
    class="${className}"
    src="${webAddress(textIn(image, 'image_url'))}"
    alt="${textIn(image, 'alt_text')}"
    loading="lazy"
  />`;
}

/** An address that can only be a web page; anything else leads nowhere. */
export function webAddress(address: string): string {
  return /^https?:\/\//iu.test(address) ? address : '';
}

function drawButton(block: Json, element: Json, ground: Ground): Markup {
  const style = textIn(element, 'style');
  const tone = style === 'primary' || style === 'danger' ? style : '';
  const label = textIn(element, 'accessibility_label');
  const url = webAddress(textIn(element, 'url'));
  const attributes = html`class="btn ${tone}" data-action-id="${textIn(element, 'action_id')}"
  data-block-id="${textIn(block, 'block_id')}"
  data-place="${ground.placeId}"${label !== '' && html` aria-label="${label}"`}${confirmAttribute(block, element, ground)}`;
  const text = html`<span>${textField(element, 'text', ground.names)}</span>`;
  if (url !== '')
    return html`<a ${attributes} href="${url}" target="_blank" rel="noopener noreferrer">${text}</a>`;
  return html`<button type="button" ${attributes}>${text}</button>`;
}

function drawOverflow(block: Json, element: Json, ground: Ground): Markup {
  const items = objectsIn(element, 'options').map(
    (option) =>
      html`<button
        type="button"
        data-action-id="${textIn(element, 'action_id')}"
        data-block-id="${textIn(block, 'block_id')}"
        data-place="${ground.placeId}"
        data-entry="${textIn(option, 'value')}"
        ${confirmAttribute(block, element, ground)}
      >
        ${textField(option, 'text', ground.names)}
      </button>`,
  );
  return html`<details class="overflow">
    <summary class="btn" aria-label="More actions"><span aria-hidden="true">···</span></summary>
    <div class="menu">${items}</div>
  </details>`;
}

function confirmId(block: Json, element: Json, ground: Ground): string {
  return `confirm-${ground.placeId}-${textIn(block, 'block_id')}-${textIn(element, 'action_id')}`;
}

function confirmAttribute(block: Json, element: Json, ground: Ground): Markup | null {
  return objectIn(element, 'confirm') === null
    ? null
    : html` data-confirm="${confirmId(block, element, ground)}"`;
}

/** The question asked before an action is sent, as a dialog of its own beside the element. */
function drawConfirm(block: Json, element: Json, ground: Ground): Markup | null {
  const confirm = objectIn(element, 'confirm');
  if (confirm === null) return null;
  const id = confirmId(block, element, ground);
  const { names } = ground;
  const tone = textIn(confirm, 'style') === 'danger' ? 'danger' : 'primary';
  return html`<dialog class="confirm" id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${textField(confirm, 'title', names)}</h2>
    <p>${textField(confirm, 'text', names)}</p>
    <form method="dialog" class="dialog-buttons">
      <button class="btn" value="deny">${textField(confirm, 'deny', names)}</button
      ><button class="btn ${tone}" value="confirm">${textField(confirm, 'confirm', names)}</button>
    </form>
  </dialog>`;
}
