import type { Block, HomeView, KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';

import { checkMessage, checkOptions, checkView } from '#slack-app/blocks/check/check.ts';
import { messageFlaws, modalFlaws } from '../../block-kit.ts';

const x = (n: number) => 'x'.repeat(n);
const many = <T>(n: number, make: (index: number) => T) =>
  Array.from({ length: n }, (_, index) => make(index));
const plain = (text: string) => ({ type: 'plain_text', text });
const option = (index: number) => ({ text: plain(`Option ${index}`), value: `v${index}` });
const button = (rest: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...rest });
const row = (...elements: object[]) => ({ type: 'actions', elements });
const select = (rest: object = {}) => ({
  type: 'static_select',
  action_id: 's',
  options: [option(1)],
  ...rest,
});
const confirm = (rest: object = {}) => ({
  title: plain('Sure?'),
  text: plain('It cannot be undone.'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...rest,
});
const input = (element: object, rest: object = {}) => ({
  type: 'input',
  label: plain('Why'),
  element,
  ...rest,
});
const text = (rest: object = {}) => ({ type: 'plain_text_input', action_id: 't', ...rest });
const section = (rest: object) => ({ type: 'section', ...rest });

function message(...blocks: object[]) {
  return { text: 'What it says', blocks: blocks as KnownBlock[] };
}

function modal(rest: object = {}): ModalView {
  const blocks = [input(text())];
  return {
    type: 'modal',
    title: plain('Form'),
    submit: plain('Send'),
    blocks,
    ...rest,
  } as unknown as ModalView;
}

/** What may be `limit` long or many, and not one more. */
const BLOCKS: [string, number, (n: number) => object[]][] = [
  ['blocks of a message', 50, (n) => many(n, () => ({ type: 'divider' }))],
  ['text of a section', 3000, (n) => [section({ text: plain(x(n)) })]],
  ['fields of a section', 10, (n) => [section({ fields: many(n, () => plain('f')) })]],
  ['text of a field', 2000, (n) => [section({ fields: [plain(x(n))] })]],
  ['text of a header', 150, (n) => [{ type: 'header', text: plain(x(n)) }]],
  ['elements of a context', 10, (n) => [{ type: 'context', elements: many(n, () => plain('c')) }]],
  ['elements of a row', 25, (n) => [row(...many(n, (i) => button({ action_id: `a${i}` })))]],
  ['text of a button', 75, (n) => [row(button({ text: plain(x(n)) }))]],
  ['value of a button', 2000, (n) => [row(button({ value: x(n) }))]],
  ['address of a button', 3000, (n) => [row(button({ url: `https://a.test/${x(n - 15)}` }))]],
  ['action_id', 255, (n) => [row(button({ action_id: x(n) }))]],
  ['block_id', 255, (n) => [{ type: 'divider', block_id: x(n) }]],
  ['options of a menu', 100, (n) => [row(select({ options: many(n, option) }))]],
  ['text of an option', 75, (n) => [row(select({ options: [{ text: plain(x(n)), value: 'v' }] }))]],
  ['value of an option', 150, (n) => [row(select({ options: [{ text: plain('o'), value: x(n) }] }))]],
  [
    'description of an option',
    75,
    (n) => [row(select({ options: [{ ...option(1), description: plain(x(n)) }] }))],
  ],
  ['placeholder', 150, (n) => [row(select({ placeholder: plain(x(n)) }))]],
  [
    'options of an overflow menu',
    5,
    (n) => [row({ type: 'overflow', action_id: 'o', options: many(n, option) })],
  ],
  ['radio buttons', 10, (n) => [row({ type: 'radio_buttons', action_id: 'r', options: many(n, option) })]],
  ['check boxes', 10, (n) => [row({ type: 'checkboxes', action_id: 'c', options: many(n, option) })]],
  ['title of a confirmation', 100, (n) => [row(button({ confirm: confirm({ title: plain(x(n)) }) }))]],
  ['text of a confirmation', 300, (n) => [row(button({ confirm: confirm({ text: plain(x(n)) }) }))]],
  ['button of a confirmation', 30, (n) => [row(button({ confirm: confirm({ deny: plain(x(n)) }) }))]],
  [
    'all text together',
    13_200,
    (n) => many(5, (i) => section({ text: plain(x(i < 4 ? 2640 : n - 4 * 2640)) })),
  ],
];

const VIEWS: [string, number, (n: number) => object][] = [
  ['blocks of a view', 100, (n) => ({ blocks: many(n, () => ({ type: 'divider' })) })],
  ['title', 24, (n) => ({ title: plain(x(n)) })],
  ['submit', 24, (n) => ({ submit: plain(x(n)) })],
  ['close', 24, (n) => ({ close: plain(x(n)) })],
  ['private_metadata', 3000, (n) => ({ private_metadata: x(n) })],
  ['callback_id', 255, (n) => ({ callback_id: x(n) })],
  ['label of an input', 2000, (n) => ({ blocks: [input(text(), { label: plain(x(n)) })] })],
  ['hint of an input', 2000, (n) => ({ blocks: [input(text(), { hint: plain(x(n)) })] })],
  ['initial text of an input', 3000, (n) => ({ blocks: [input(text({ initial_value: x(n) }))] })],
  ['max_length of an input', 3000, (n) => ({ blocks: [input(text({ max_length: n }))] })],
];

describe('checkMessage', () => {
  it.each(BLOCKS)('takes as much as Slack and not one more: %s, %i', (_, limit, make) => {
    expect(checkMessage(message(...make(limit)))).toEqual([]);
    expect(checkMessage(message(...make(limit + 1)))).not.toEqual([]);
    expect(messageFlaws(message(...make(limit)))).toEqual([]);
    expect(messageFlaws(message(...make(limit + 1)))).not.toEqual([]);
  });

  it('takes a text of 4,000 characters, as an update may have it', () => {
    expect(checkMessage({ text: x(4000), blocks: [] })).toEqual([]);
    expect(checkMessage({ text: x(4001), blocks: [] })).toEqual([
      { at: '/text', rule: 'longer than 4000 characters' },
    ]);
  });

  it.each<[string, object[]]>([
    ['no text in a section', [section({})]],
    ['an empty text', [section({ text: plain('') })]],
    ['a blank text', [section({ text: plain('  \n') })]],
    ['half a character', [section({ text: plain('a\ud800') })]],
    ['a row without elements', [row()]],
    ['a context without elements', [{ type: 'context', elements: [] }]],
    ['markup in a header', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]],
    ['two blocks of one id', many(2, () => ({ type: 'divider', block_id: 'same' }))],
    ['two buttons of one id', [row(button(), button())]],
    ['a button to no web address', [row(button({ url: 'javascript:alert(1)' }))]],
    ['a colour Slack does not have', [row(button({ style: 'green' }))]],
    ['a field Slack does not know', [row(button({ colour: 'red' }))]],
    ['a menu with nothing to choose', [row(select({ options: [] }))]],
    ['two options of one value', [row(select({ options: [option(1), option(1)] }))]],
    ['a menu that starts elsewhere', [row(select({ initial_option: option(9) }))]],
    ['a date that is none', [row({ type: 'datepicker', action_id: 'd', initial_date: '1 May' })]],
    ['a text field in a row', [row(text())]],
    ['a block of no kind', [{ type: 'surprise' }]],
  ])('refuses %s, and says where', (_, blocks) => {
    const found = checkMessage(message(...blocks));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.at).toMatch(/^\/blocks/u);
  });
});

describe('checkView', () => {
  it.each(VIEWS)('takes as much as Slack and not one more: %s, %i', (_, limit, make) => {
    expect(checkView(modal(make(limit)))).toEqual([]);
    expect(checkView(modal(make(limit + 1)))).not.toEqual([]);
    expect(modalFlaws(modal(make(limit)))).toEqual([]);
    expect(modalFlaws(modal(make(limit + 1)))).not.toEqual([]);
  });

  it('knows a form needs a way to be sent, and one focus', () => {
    const { submit: _, ...closed } = modal() as ModalView & { submit?: unknown };
    expect(checkView(closed as ModalView)).toMatchObject([{ rule: expect.stringContaining('way to send') }]);
    const focus = { focus_on_load: true };
    const twice = [input(text(focus), { block_id: 'a' }), input(text(focus), { block_id: 'b' })];
    expect(checkView(modal({ blocks: twice }))).toMatchObject([{ rule: expect.stringContaining('focus') }]);
  });

  it('knows a home tab has no title', () => {
    const home = {
      type: 'home',
      blocks: [section({ text: plain('Hello') })] as Block[],
    } as unknown as HomeView;
    expect(checkView(home)).toEqual([]);
    expect(checkView({ ...home, title: plain('Home') })).not.toEqual([]);
  });
});

describe('checkOptions', () => {
  it('takes none, and up to a hundred', () => {
    expect(checkOptions([])).toEqual([]);
    expect(checkOptions(many(100, option))).toEqual([]);
    expect(checkOptions(many(101, option))).not.toEqual([]);
    expect(checkOptions([{ text: plain(x(76)), value: 'v' }])).toMatchObject([{ at: '/0/text/text' }]);
  });
});
