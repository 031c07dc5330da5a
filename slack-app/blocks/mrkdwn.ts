import { clip, escapeMrkdwn } from './text.ts';

/** Text in Slack's markup whose every outside part has been escaped. Made only here, so it can be trusted. */
export interface Mrkdwn {
  readonly mrkdwn: string;
}

/** Template tag: what the template says is markup, every plain string put into it is escaped and clipped. */
export function mrkdwn(parts: TemplateStringsArray, ...values: (string | number | Mrkdwn)[]): Mrkdwn {
  let text = parts[0] ?? '';
  for (const [index, value] of values.entries()) text += show(value) + (parts[index + 1] ?? '');
  return { mrkdwn: text };
}

function show(value: string | number | Mrkdwn): string {
  if (typeof value === 'string') return escapeMrkdwn(value);
  return typeof value === 'number' ? String(value) : value.mrkdwn;
}

/** A longer piece of outside text, such as a reason someone typed. */
export function passage(text: string, max: number): Mrkdwn {
  return { mrkdwn: escapeMrkdwn(text, max) };
}

/** Joins pieces of markup. */
export function join(pieces: readonly Mrkdwn[], separator: string): Mrkdwn {
  return { mrkdwn: pieces.map((piece) => piece.mrkdwn).join(separator) };
}

/** The markup within `max` UTF-16 units, cut outside of links and escapes. */
export function fit(text: Mrkdwn, max: number): string {
  if (text.mrkdwn.length <= max) return text.mrkdwn;
  const cut = clip(text.mrkdwn, max).slice(0, -1);
  const open = cut.lastIndexOf('<');
  const whole = open > cut.lastIndexOf('>') ? cut.slice(0, open) : cut;
  return `${whole.replace(/&[a-z]{0,4}$/u, '')}…`;
}

/** The address, if it is one a person may be sent to: http or https, without credentials, of at most `max` characters. */
export function webAddress(address: string, max: number): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const safe = /^https?:$/u.test(url.protocol) && url.username === '' && url.password === '';
  return safe && url.href.length <= max ? url.href : null;
}

/**
 * A link that names its host and path, with the words that follow the address, or the text itself, escaped, where it
 * begins with no web address. Fits into a field.
 */
export function link(text: string): Mrkdwn {
  const [address = '', ...words] = text.trim().split(/\s+/u);
  const href = webAddress(address, 1500);
  if (href === null) return passage(text, words.length === 0 ? 120 : 400);
  const shown = labelledLink(href, `${new URL(href).host}${new URL(href).pathname}`, 1500);
  return words.length === 0 ? shown : mrkdwn`${shown} ${passage(words.join(' '), 400)}`;
}

/** A link with a label, or the label alone where the address is none or takes more than `max` characters. */
export function labelledLink(address: string, label: string, max: number = 400): Mrkdwn {
  const target = webAddress(address, max)?.replace(/[<>|]/gu, encodeURIComponent).replaceAll('&', '&amp;');
  if (target === undefined || target.length > max) return mrkdwn`${label}`;
  const shown = escapeMrkdwn(label, 80).replaceAll('|', '\u00a6');
  return { mrkdwn: `<${target}|${shown}>` };
}

/** Names a user of the team so that they are notified; null where the id is none of Slack's. */
export function userMention(id: string): Mrkdwn | null {
  return /^[UW][A-Z0-9]{2,20}$/u.test(id) ? { mrkdwn: `<@${id}>` } : null;
}

/** A moment (epoch milliseconds), shown by Slack in the reader's own time zone. */
export function moment(at: number): Mrkdwn {
  const seconds = Math.floor(at / 1000);
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return { mrkdwn: 'an unknown time' };
  return { mrkdwn: `<!date^${seconds}^{date_short_pretty} at {time}|${utc(at)}>` };
}

// What a reader sees where Slack cannot convert the time.
function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
