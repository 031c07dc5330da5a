import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { checkMessage, checkView } from '#slack-app/blocks/check/check.ts';
import { messageFlaws, modalFlaws } from './block-kit.ts';
import { type Fill, SURFACES } from './surfaces.ts';

const ROWS = 60;

/** Texts as somebody with access to a CRM, or to nothing but a form, may put them there. */
const HOSTILE: Record<string, string> = {
  empty: '',
  blank: ' \t\u00a0 ',
  'a few letters': 'abc',
  '3,001 letters': 'x'.repeat(3001),
  '3,001 letters that are escaped': '&'.repeat(3001),
  '3,001 emoji': '😀'.repeat(3001),
  '3,001 emoji of several signs': '👩‍👩‍👧‍👦'.repeat(3001),
  broadcasts: '<!channel> <!here|x> <!everyone> @channel @here @everyone <!subteam^S1>',
  'broadcasts a second time escaped': '&lt;!channel&gt; &amp;lt;!here&amp;gt;',
  mentions: '<@U123> <@U123|ana> <#C1|general>',
  links: '<https://evil.test|Approve> [Approve](https://evil.test) https://evil.test',
  'a script address': 'javascript:alert(1)',
  'an address of 4,000 characters': `https://a.test/?q=${'&'.repeat(4000)}`,
  'right to left': '\u202eDSU 000,05$\u202c שלום \u2066x\u2069',
  'emoji codes': ':white_check_mark: :rotating_light: Approved :100:',
  'half characters': 'a\ud800b\udc00',
  controls: 'a\u0000b\u0007c\u001b[31m\u2028d\ufeff',
  'new lines': 'line\n\n\r\n> quote\n* bullet\n```code```',
  formatting: '*bold* _it_ ~gone~ `code` &amp; <b>',
  'json and templates': '{"type":"modal"} ${1+1} {{x}} \\n',
  'a long word without a space': `${'ж'.repeat(3000)}!`,
};

/** Words a view tells its states and kinds by, and ids: data of ours, which nobody outside can choose. */
const OURS = /^(?:kind|step|account|messageTs|date)$|Id$/u;

function filler(text: string): Fill {
  const fill = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return OURS.test(key) ? value : text;
    if (Array.isArray(value)) return Array.from({ length: ROWS }, () => fill(value[0], key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner, name)]));
  };
  return (view) => fill(view, '') as typeof view;
}

/** Markup that Slack would search for addresses and names by itself, to make links and pings of them. */
function unguarded(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => unguarded(item));
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn')
    return 'verbatim' in value && value.verbatim === true ? [] : [value];
  return Object.values(value).flatMap((inner) => unguarded(inner));
}

describe.each(Object.entries(SURFACES))('%s', (_, draw) => {
  it.each(Object.entries(HOSTILE))('shows %s and does nothing', (__, text) => {
    const drawn = draw(filler(text), text);
    const isMessage = !('type' in drawn);
    expect(isMessage ? messageFlaws(drawn) : modalFlaws(drawn)).toEqual([]);
    expect(isMessage ? checkMessage(drawn) : checkView(drawn)).toEqual([]);
    expect(unguarded(drawn)).toEqual([]);
  });
});

describe('the table of surfaces', () => {
  it('holds every function that draws a message, a modal or a home tab', () => {
    const root = join(import.meta.dirname, '../../slack-app/features');
    const drawn = globSync('**/*.ts', { cwd: root }).flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /^export function (\w+)\([^]*?\): (?:SlackMessage|ModalView|HomeView) \{$/gmu,
        ),
      ].map((match) => match[1]),
    );
    const tested = Object.keys(SURFACES).map((name) => name.split(',')[0]);
    expect(drawn.length).toBeGreaterThan(5);
    expect(new Set(tested)).toEqual(new Set(drawn));
  });
});
