/** Controls, bidirectional overrides and characters without width, save the two joiners that scripts and emoji need. */
const UNSEEN = /[[\p{Cc}\p{Cf}\u{115f}\u{1160}\u{3164}\u{ffa0}]--[\u{200c}\u{200d}]]/gv;
const BROADCAST = /@(?=(?:channel|here|everyone|group|subteam)\b)/giu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '*': '\u2217',
  '~': '\u223c',
  '`': '\u02cb',
};
const SPECIAL = /[&<>*~`]/gu;

/** Longest piece of outside text inside one line, in UTF-16 units after escaping. */
const INLINE_MAX = 120;

/** One line of visible, well-formed text: no controls, no bidirectional tricks, no runs of white space. */
export function clean(text: string): string {
  return text.toWellFormed().replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
}

/** At most `max` UTF-16 units, an ellipsis where something was cut, never half a code point. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.codePointAt(max - 2) ?? 0;
  const end = last > 0xffff ? max - 2 : max - 1;
  return `${text.slice(0, end)}…`;
}

/**
 * Outside text as mrkdwn that shows what it says and does nothing: `& < >` escaped, so no link, mention or
 * broadcast; formatting marks replaced by look-alikes; right-to-left text isolated from what stands beside it.
 * Never empty, at most `max` UTF-16 units after escaping.
 */
export function escapeMrkdwn(text: string, max: number = INLINE_MAX): string {
  const seen = clean(text).replace(BROADCAST, '@\u2060') || '-';
  const isolated = RIGHT_TO_LEFT.test(seen);
  const room = isolated ? max - 2 : max;
  const escaped = escapeWithin(seen, room);
  return isolated ? `\u2068${escaped}\u2069` : escaped;
}

function escapeWithin(text: string, max: number): string {
  const whole = text.replace(SPECIAL, (mark) => ESCAPES[mark] ?? mark);
  if (whole.length <= max) return whole;
  let kept = '';
  for (const character of text) {
    const piece = ESCAPES[character] ?? character;
    if (kept.length + piece.length > max - 1) break;
    kept += piece;
  }
  return `${kept}…`;
}

/** Outside text for places without markup: neither empty nor anything that could be taken for markup. */
export function plain(text: string, max: number): string {
  const seen = clean(text).replaceAll('<', '\u2039').replaceAll('>', '\u203a').replace(BROADCAST, '@\u2060');
  return clip(seen, max) || '-';
}
