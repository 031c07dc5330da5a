import { describe, expect, it } from 'vitest';
import { checkBlocks, flawMessages } from './block-kit/message.ts';
import { checkView } from './block-kit/view.ts';
import type { Json } from './json.ts';

const plain = (characters: number) => ({ type: 'plain_text', text: 'x'.repeat(characters) });
const mrkdwn = (characters: number) => ({ type: 'mrkdwn', text: 'x'.repeat(characters) });
const times = (count: number, make: (index: number) => Json) =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (more: Json = {}): Json => ({ type: 'button', text: plain(4), action_id: 'press', ...more });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const option = (value = 'v', text: Json = plain(1)): Json => ({ text, value });
const select = (more: Json): Json => ({
  type: 'static_select',
  action_id: 'pick',
  options: [option()],
  ...more,
});
const section = (accessory: Json): Json => ({ type: 'section', text: mrkdwn(1), accessory });
const check = (blocks: unknown) => checkBlocks(blocks, '/blocks', { surface: 'message', newBlocks: false });

/** Each limit: blocks of the largest size that passes, and one past it; where the flaw is. */
const LIMITS: [string, number, (size: number) => unknown, string][] = [
  ['blocks in a message', 50, (n) => times(n, () => ({ type: 'divider' })), '/blocks'],
  ['section text', 3000, (n) => [{ type: 'section', text: mrkdwn(n) }], '/blocks/0/text/text'],
  ['section fields', 10, (n) => [{ type: 'section', fields: times(n, () => mrkdwn(1)) }], '/blocks/0/fields'],
  ['field text', 2000, (n) => [{ type: 'section', fields: [mrkdwn(n)] }], '/blocks/0/fields/0/text'],
  ['header', 150, (n) => [{ type: 'header', text: plain(n) }], '/blocks/0/text/text'],
  ['actions', 25, (n) => [actions(...times(n, (i) => button({ action_id: `a${i}` })))], '/blocks/0/elements'],
  [
    'context elements',
    10,
    (n) => [{ type: 'context', elements: times(n, () => mrkdwn(1)) }],
    '/blocks/0/elements',
  ],
  ['button text', 75, (n) => [actions(button({ text: plain(n) }))], '/blocks/0/elements/0/text/text'],
  ['button value', 2000, (n) => [actions(button({ value: 'x'.repeat(n) }))], '/blocks/0/elements/0/value'],
  [
    'button url',
    3000,
    (n) => [actions(button({ url: `https://${'x'.repeat(n - 8)}` }))],
    '/blocks/0/elements/0/url',
  ],
  [
    'action id',
    255,
    (n) => [actions(button({ action_id: 'x'.repeat(n) }))],
    '/blocks/0/elements/0/action_id',
  ],
  ['block id', 255, (n) => [{ type: 'divider', block_id: 'x'.repeat(n) }], '/blocks/0/block_id'],
  [
    'placeholder',
    150,
    (n) => [actions(select({ placeholder: plain(n) }))],
    '/blocks/0/elements/0/placeholder/text',
  ],
  [
    'options',
    100,
    (n) => [actions(select({ options: times(n, () => option()) }))],
    '/blocks/0/elements/0/options',
  ],
  [
    'option text',
    75,
    (n) => [actions(select({ options: [option('v', plain(n))] }))],
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    150,
    (n) => [actions(select({ options: [option('x'.repeat(n))] }))],
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'overflow options',
    5,
    (n) => [section({ type: 'overflow', options: times(n, () => option()) })],
    '/blocks/0/accessory/options',
  ],
  [
    'checkboxes',
    10,
    (n) => [actions({ type: 'checkboxes', options: times(n, () => option()) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'alternative text',
    2000,
    (n) => [{ type: 'image', image_url: 'https://x.example', alt_text: 'x'.repeat(n) }],
    '/blocks/0/alt_text',
  ],
  ['markdown', 12_000, (n) => [{ type: 'markdown', text: 'x'.repeat(n) }], '/blocks/0/text'],
];

describe('Block Kit limits', () => {
  it.each(LIMITS)('%s: %i pass, one more is refused where it stands', (_name, max, make, pointer) => {
    expect(check(make(max))).toEqual([]);
    expect(check(make(max + 1)).map((flaw) => flaw.pointer)).toContain(pointer);
  });

  it('counts markdown over all its blocks', () => {
    const half = { type: 'markdown', text: 'x'.repeat(6000) };
    expect(check([half, half])).toEqual([]);
    expect(check([half, half, { type: 'markdown', text: 'x' }])).toHaveLength(1);
  });

  it('words a flaw as Slack does', () => {
    expect(flawMessages(check([{ type: 'section', text: mrkdwn(3001) }]))).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });
});

describe('Block Kit rules', () => {
  it.each<[string, unknown, string]>([
    ['blocks that are no list', { type: 'divider' }, '/blocks'],
    ['an unknown block', [{ type: 'banner' }], '/blocks/0/type'],
    ['an unknown field', [{ type: 'divider', color: 'red' }], '/blocks/0'],
    ['a section with neither text nor fields', [{ type: 'section' }], '/blocks/0'],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn(3) }], '/blocks/0/text/type'],
    ['empty text', [{ type: 'section', text: mrkdwn(0) }], '/blocks/0/text/text'],
    ['actions without elements', [actions()], '/blocks/0/elements'],
    ['a picture without alternative text', [{ type: 'image', image_url: 'https://x.example' }], '/blocks/0'],
    [
      'a picture from nowhere',
      [{ type: 'image', image_url: 'javascript:x', alt_text: 'x' }],
      '/blocks/0/image_url',
    ],
    ['an unknown button colour', [actions(button({ style: 'blue' }))], '/blocks/0/elements/0/style'],
    ['an input as an accessory', [section({ type: 'plain_text_input' })], '/blocks/0/accessory/type'],
    [
      'a confirmation without a way back',
      [actions(button({ confirm: { title: plain(1), text: plain(1), confirm: plain(1) } }))],
      '/blocks/0/elements/0/confirm',
    ],
    [
      'a choice that is none of the options',
      [actions(select({ initial_option: option('other') }))],
      '/blocks/0/elements/0/initial_option',
    ],
    ['one action id twice in a block', [actions(button(), button())], '/blocks/0'],
    [
      'one block id twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '/blocks/1/block_id',
    ],
    [
      'a date that is none',
      [actions({ type: 'datepicker', initial_date: 'tomorrow' })],
      '/blocks/0/elements/0/initial_date',
    ],
  ])('refuses %s', (_name, blocks, pointer) => {
    expect(check(blocks).map((flaw) => flaw.pointer)).toEqual([pointer]);
  });

  it('lets one action id stand in two blocks', () => {
    expect(check([actions(button()), actions(button())])).toEqual([]);
  });

  it('knows the 2026 blocks only once they are rolled out', () => {
    const table = [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }];
    expect(check(table)).toHaveLength(1);
    expect(checkBlocks(table, '/blocks', { surface: 'message', newBlocks: true })).toEqual([]);
    expect(
      checkBlocks([...table, ...table], '/blocks', { surface: 'message', newBlocks: true }),
    ).toHaveLength(1);
  });
});

describe('views', () => {
  const modal = (more: Json = {}): Json => ({
    type: 'modal',
    title: plain(5),
    blocks: [{ type: 'divider' }],
    ...more,
  });
  const input = { type: 'input', label: plain(5), element: { type: 'plain_text_input', action_id: 'a' } };

  it.each<[string, number, (size: number) => Json, string]>([
    ['title', 24, (n) => modal({ title: plain(n) }), '/view/title/text'],
    ['submit', 24, (n) => modal({ submit: plain(n) }), '/view/submit/text'],
    ['close', 24, (n) => modal({ close: plain(n) }), '/view/close/text'],
    ['private metadata', 3000, (n) => modal({ private_metadata: 'x'.repeat(n) }), '/view/private_metadata'],
    ['callback id', 255, (n) => modal({ callback_id: 'x'.repeat(n) }), '/view/callback_id'],
    ['blocks', 100, (n) => modal({ blocks: times(n, () => ({ type: 'divider' })) }), '/view/blocks'],
  ])('%s: %i pass, one more is refused', (_name, max, make, pointer) => {
    expect(checkView(make(max), false)).toEqual([]);
    expect(checkView(make(max + 1), false).map((flaw) => flaw.pointer)).toEqual([pointer]);
  });

  it('needs a submit button where there is something to fill in', () => {
    expect(checkView(modal({ blocks: [input] }), false)).toHaveLength(1);
    expect(checkView(modal({ blocks: [input], submit: plain(4) }), false)).toEqual([]);
  });

  it('takes alerts only in modals, and only once they are rolled out', () => {
    const alert = { type: 'alert', text: plain(3) };
    expect(checkView(modal({ blocks: [alert] }), true)).toEqual([]);
    expect(checkView(modal({ blocks: [alert] }), false)).toHaveLength(1);
    expect(checkBlocks([alert], '/blocks', { surface: 'message', newBlocks: true })).toHaveLength(1);
  });
});
