import { html, type Markup, type Piece } from '../pages/html.ts';
import { formatDate, type Reader } from './date.ts';
import { EMOJI } from './emoji.ts';
import { readInclusion, type Inclusion } from './inclusions.ts';

/** Who reads, and what mentions are called for them; null for somebody or something unknown here. */
export interface Names extends Reader {
  user(id: string): string | null;
  channel(id: string): string | null;
}

/** Slack's own markup as HTML. Nothing the text holds reaches the page unescaped. */
export function renderMrkdwn(text: string, names: Names): Markup {
  const parts = text.split(/```([\s\S]+?)```/u);
  const pieces = parts.map((part, index): Piece => {
    if (index % 2 === 1) return html`<pre><code>${decode(part.replace(/^\n/u, ''))}</code></pre>`;
    return lines(
      part.replace(index > 0 ? /^\n/u : '', '').replace(index + 1 < parts.length ? /\n$/u : '', ''),
      names,
    );
  });
  return html`${pieces}`;
}

/** Plain text as HTML: emoji and line breaks, no other markup. */
export function renderPlain(text: string): Markup {
  const pieces = text
    .split('\n')
    .map((line, index): Piece => [index > 0 && html`<br />`, emojiIn(decode(line))]);
  return html`${pieces}`;
}

/** Undoes the three escapes Slack asks its senders for. */
export function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function lines(text: string, names: Names): Piece {
  const pieces: Piece[] = [];
  let quote: Piece[] = [];
  let needsBreak = false;
  const closeQuote = () => {
    if (quote.length > 0) pieces.push(html`<blockquote>${quote}</blockquote>`);
    quote = [];
  };
  for (const line of text.split('\n')) {
    const quoted = /^(?:>|&gt;) ?(.*)$/u.exec(line)?.[1];
    if (quoted === undefined) {
      closeQuote();
      pieces.push(needsBreak && html`<br />`, inline(line, names));
      needsBreak = true;
    } else {
      quote.push(quote.length > 0 && html`<br />`, inline(quoted, names));
      needsBreak = false;
    }
  }
  closeQuote();
  return pieces;
}

const WRAPPERS: Record<string, (inner: Piece) => Markup> = {
  '*': (inner) => html`<strong>${inner}</strong>`,
  _: (inner) => html`<em>${inner}</em>`,
  '~': (inner) => html`<s>${inner}</s>`,
};

/** One line: code first, then inclusions, then emphasis, as Slack reads it. */
function inline(line: string, names: Names): Piece {
  const pieces: Piece[] = [];
  const hopeless = new Set<string>();
  let plain = '';
  let at = 0;
  const take = (piece: Piece, end: number) => {
    pieces.push(words(plain), piece);
    plain = '';
    at = end;
  };
  while (at < line.length) {
    const character = line.charAt(at);
    const code = character === '`' ? /^`([^`]+)`/u.exec(line.slice(at)) : null;
    const included = character === '<' ? /^<([^<>]+)>/u.exec(line.slice(at)) : null;
    const inclusion = included === null ? null : readInclusion(included[1] ?? '');
    const wrap = WRAPPERS[character];
    const end = wrap === undefined || hopeless.has(character) || !opens(line, at) ? -1 : closing(line, at);
    if (wrap !== undefined && end < 0 && opens(line, at)) hopeless.add(character);
    if (code !== null) take(html`<code>${decode(code[1] ?? '')}</code>`, at + code[0].length);
    else if (included !== null && inclusion !== null)
      take(mention(inclusion, names), at + included[0].length);
    else if (wrap !== undefined && end > 0) take(wrap(inline(line.slice(at + 1, end), names)), end + 1);
    else {
      plain += character;
      at += 1;
    }
  }
  return [...pieces, words(plain)];
}

const WORD = /[\p{L}\p{N}]/u;

function opens(line: string, at: number): boolean {
  const before = line.charAt(at - 1);
  const after = line.charAt(at + 1);
  return (at === 0 || !WORD.test(before)) && after !== '' && !/\s/u.test(after) && after !== line.charAt(at);
}

function closing(line: string, open: number): number {
  const marker = line.charAt(open);
  for (let at = line.indexOf(marker, open + 2); at > 0; at = line.indexOf(marker, at + 1)) {
    if (!/\s/u.test(line.charAt(at - 1)) && !WORD.test(line.charAt(at + 1))) return at;
  }
  return -1;
}

function mention(inclusion: Inclusion, names: Names): Markup {
  if (inclusion.kind === 'link') {
    const label = inclusion.label || inclusion.url.replace(/^(mailto|tel):/u, '');
    return link(decode(inclusion.url), decode(label));
  }
  if (inclusion.kind === 'date') {
    const { seconds, format, url, fallback } = inclusion;
    const shown = formatDate(seconds, decode(format), names) ?? decode(fallback);
    return /^https?:/iu.test(url) ? link(decode(url), shown) : html`<time>${shown}</time>`;
  }
  if (inclusion.kind === 'broadcast') {
    return html`<span class="mention loud" data-mention="${inclusion.range}">@${inclusion.range}</span>`;
  }
  if (inclusion.kind === 'channel') {
    return html`<span class="mention"
      >#${names.channel(inclusion.id) ?? (inclusion.label || inclusion.id)}</span
    >`;
  }
  const called = inclusion.kind === 'user' ? names.user(inclusion.id) : inclusion.label.replace(/^@/u, '');
  return html`<span class="mention" data-mention="${inclusion.id}">@${called || inclusion.id}</span>`;
}

/** A link that tells its target nothing. Callers have made sure of the scheme. */
function link(url: string, label: string): Markup {
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer">${emojiIn(label)}</a>`;
}

/** Text without markup: bare web addresses become links, shortcodes emoji. */
function words(text: string): Piece {
  return decode(text)
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/u)
    .map((part, index) => (index % 2 === 1 ? link(part, part) : emojiIn(part)));
}

function emojiIn(text: string): Piece {
  return text.split(/:([a-z0-9_+-]+):/u).map((part, index): Piece => {
    if (index % 2 === 0) return part;
    const picture = Object.hasOwn(EMOJI, part) ? EMOJI[part] : undefined;
    return picture === undefined
      ? `:${part}:`
      : html`<span role="img" aria-label="${part.replaceAll('_', ' ')}">${picture}</span>`;
  });
}
