import { objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { renderMrkdwn, renderPlain } from '../mrkdwn/render.ts';
import { webAddress } from './elements.ts';
import type { Ground } from './frame.ts';
import { html, type Markup, type Piece } from './html.ts';

/** Draws a rich text block. */
export function drawRichText(block: Json, ground: Ground): Markup {
  return html`<div class="rich-text">
    ${objectsIn(block, 'elements').map((element) => drawPart(element, ground))}
  </div>`;
}

function drawPart(element: Json, ground: Ground): Markup {
  const pieces = objectsIn(element, 'elements');
  switch (textIn(element, 'type')) {
    case 'rich_text_list': {
      const items = pieces.map(
        (item) => html`<li>${objectsIn(item, 'elements').map((piece) => drawPiece(piece, ground))}</li>`,
      );
      return element['style'] === 'ordered'
        ? html`<ol>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
    case 'rich_text_quote':
      return html`<blockquote>${pieces.map((piece) => drawPiece(piece, ground))}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre><code>${pieces.map((piece) => textIn(piece, 'text') || textIn(piece, 'url'))}</code></pre>`;
    default:
      return html`<p>${pieces.map((piece) => drawPiece(piece, ground))}</p>`;
  }
}

function drawPiece(piece: Json, { names }: Ground): Piece {
  switch (textIn(piece, 'type')) {
    case 'text':
      return styled(piece, lineBreaks(textIn(piece, 'text')));
    case 'emoji':
      return renderPlain(`:${textIn(piece, 'name')}:`);
    case 'link': {
      const url = textIn(piece, 'url');
      return styled(
        piece,
        html`<a href="${webAddress(url)}" target="_blank" rel="noopener noreferrer"
          >${textIn(piece, 'text') || url}</a
        >`,
      );
    }
    case 'user':
      return renderMrkdwn(`<@${textIn(piece, 'user_id')}>`, names);
    case 'channel':
      return renderMrkdwn(`<#${textIn(piece, 'channel_id')}>`, names);
    case 'usergroup':
      return renderMrkdwn(`<!subteam^${textIn(piece, 'usergroup_id')}>`, names);
    case 'broadcast':
      return renderMrkdwn(`<!${textIn(piece, 'range')}>`, names);
    default:
      return textIn(piece, 'fallback') || textIn(piece, 'value');
  }
}

function lineBreaks(text: string): Piece {
  return text.split('\n').map((line, index): Piece => [index > 0 && html`<br />`, line]);
}

function styled(piece: Json, content: Piece): Piece {
  const style = objectIn(piece, 'style') ?? {};
  const code = style['code'] === true ? html`<code>${content}</code>` : content;
  const strike = style['strike'] === true ? html`<s>${code}</s>` : code;
  const italic = style['italic'] === true ? html`<em>${strike}</em>` : strike;
  return style['bold'] === true ? html`<strong>${italic}</strong>` : italic;
}
