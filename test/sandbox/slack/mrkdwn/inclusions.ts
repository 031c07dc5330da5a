/** What stands between `<` and `>` in mrkdwn. */
export type Inclusion =
  | { kind: 'user'; id: string }
  | { kind: 'channel'; id: string; label: string }
  | { kind: 'broadcast'; range: 'here' | 'channel' | 'everyone' }
  | { kind: 'usergroup'; id: string; label: string }
  | { kind: 'date'; seconds: number; format: string; url: string; fallback: string }
  | { kind: 'link'; url: string; label: string };

/** Matches every inclusion of a text; the first group is what stands inside. */
export const INCLUSION = /<([^<>\n]+)>/gu;

/** Reads the inside of `<…>`; null where Slack would show it as it stands. */
export function readInclusion(inside: string): Inclusion | null {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (/^@[UW][A-Z0-9]+$/u.test(target)) return { kind: 'user', id: target.slice(1) };
  if (/^#[CGD][A-Z0-9]+$/u.test(target)) return { kind: 'channel', id: target.slice(1), label };
  const range = /^!(here|channel|everyone)$/u.exec(target)?.[1];
  if (range === 'here' || range === 'channel' || range === 'everyone') return { kind: 'broadcast', range };
  if (target.startsWith('!subteam^'))
    return { kind: 'usergroup', id: target.slice('!subteam^'.length), label };
  const date = /^!date\^(-?\d{1,12})\^([^^]+)(?:\^([^^]+))?$/u.exec(target);
  if (date !== null) {
    const [, seconds, format = '', url = ''] = date;
    return { kind: 'date', seconds: Number(seconds), format, url, fallback: label };
  }
  if (/^(https?:\/\/|mailto:|tel:)/iu.test(target)) return { kind: 'link', url: target, label };
  return null;
}
