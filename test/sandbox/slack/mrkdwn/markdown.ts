import { html, type Markup, type Piece } from '../pages/html.ts';
import { renderMrkdwn, type Names } from './render.ts';

/** The markdown of a markdown block as HTML: headings, lists and rules by line, the rest by way of Slack's own markup. */
export function renderMarkdown(text: string, names: Names): Markup {
  const pieces = text.split(/(```[\s\S]+?```)/u).map((part, index): Piece => {
    if (index % 2 === 1) return renderMrkdwn(part, names);
    return part.split('\n').map((line) => renderLine(line, names));
  });
  return html`<div class="markdown">${pieces}</div>`;
}

function renderLine(line: string, names: Names): Piece {
  if (line.trim() === '') return '';
  if (/^\s*(-{3,}|\*{3,})\s*$/u.test(line)) return html`<hr />`;
  const heading = /^#{1,6}\s+(.*)$/u.exec(line)?.[1];
  if (heading !== undefined) return html`<p><strong>${renderMrkdwn(toMrkdwn(heading), names)}</strong></p>`;
  const item = /^\s*(?:[-*+]|\d+\.)\s+(.*)$/u.exec(line)?.[1];
  if (item !== undefined) return html`<p class="item">• ${renderMrkdwn(toMrkdwn(item), names)}</p>`;
  return html`<p>${renderMrkdwn(toMrkdwn(line), names)}</p>`;
}

function toMrkdwn(line: string): string {
  return line
    .replaceAll(/\*\*(?=\S)(.+?)\*\*/gu, '*$1*')
    .replaceAll(/~~(?=\S)(.+?)~~/gu, '~$1~')
    .replaceAll(/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/gu, '<$2|$1>');
}
