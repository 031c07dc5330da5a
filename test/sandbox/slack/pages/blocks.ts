import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { renderMarkdown } from '../mrkdwn/markdown.ts';
import { drawElement, drawImage } from './elements.ts';
import { drawInputBlock } from './fields.ts';
import type { Ground } from './frame.ts';
import { html, type Markup } from './html.ts';
import { drawRichText } from './rich-text.ts';
import { renderText, textField } from './text.ts';

type Draw = (block: Json, ground: Ground) => Markup;

function section(block: Json, ground: Ground): Markup {
  const accessory = objectIn(block, 'accessory');
  const fields = objectsIn(block, 'fields');
  return html`<div class="section">
    <div class="section-body">
      ${block['text'] !== undefined && html`<div class="text">${textField(block, 'text', ground.names)}</div>`}
      ${fields.length > 0 && html`<div class="fields">${fields.map((field) => html`<div class="text">${renderText(field, ground.names)}</div>`)}</div>`}
    </div>
    ${accessory !== null && html`<div class="accessory">${drawElement(block, accessory, ground)}</div>`}
  </div>`;
}

function context(block: Json, ground: Ground): Markup {
  const pieces = objectsIn(block, 'elements').map((element) =>
    element['type'] === 'image'
      ? drawImage(element, 'context-image')
      : html`<span>${renderText(element, ground.names)}</span>`,
  );
  return html`<div class="context">${pieces}</div>`;
}

function image(block: Json, ground: Ground): Markup {
  const title = objectIn(block, 'title');
  return html`<figure>
    ${title !== null && html`<figcaption>${renderText(title, ground.names)}</figcaption>`}${drawImage(block, 'picture')}
  </figure>`;
}

function table(block: Json, ground: Ground): Markup {
  const rows = Array.isArray(block['rows']) ? block['rows'].filter((row) => Array.isArray(row)) : [];
  const cells = (row: unknown[]) =>
    row.map((cell) => html`<td>${isObject(cell) && tableCell(cell, ground)}</td>`);
  return html`<div class="table">
    <table>
      ${rows.map(
        (row: unknown[]) =>
          html`<tr>
            ${cells(row)}
          </tr>`,
      )}
    </table>
  </div>`;
}

function tableCell(cell: Json, ground: Ground): Markup {
  return cell['type'] === 'rich_text' ? drawRichText(cell, ground) : html`${textIn(cell, 'text')}`;
}

function card(block: Json, ground: Ground): Markup {
  const { names } = ground;
  const hero = objectIn(block, 'hero_image');
  return html`<div class="card">
    ${hero !== null && drawImage(hero, 'picture')}
    <p class="card-title">${textField(block, 'title', names)}</p>
    <p class="muted">${textField(block, 'subtitle', names)}</p>
    <div class="text">${textField(block, 'body', names)}</div>
    <div class="actions">
      ${objectsIn(block, 'actions').map((element) => drawElement(block, element, ground))}
    </div>
  </div>`;
}

const DRAWINGS: Record<string, Draw> = {
  section,
  context,
  image,
  table,
  card,
  input: drawInputBlock,
  rich_text: drawRichText,
  divider: () => html`<hr />`,
  header: (block, { names }) => html`<h2 class="header">${textField(block, 'text', names)}</h2>`,
  actions: (block, ground) =>
    html`<div class="actions">
      ${objectsIn(block, 'elements').map((element) => drawElement(block, element, ground))}
    </div>`,
  markdown: (block, { names }) => renderMarkdown(textIn(block, 'text'), names),
  alert: (block, { names }) => html`<div class="alert">${textField(block, 'text', names)}</div>`,
  carousel: (block, ground) =>
    html`<div class="carousel">${objectsIn(block, 'elements').map((each) => card(each, ground))}</div>`,
};

/** Draws blocks one under another. */
export function drawBlocks(blocks: readonly Json[], ground: Ground): Markup {
  return html`${blocks.map((block) => DRAWINGS[textIn(block, 'type')]?.(block, ground))}`;
}
