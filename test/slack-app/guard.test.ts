import type { HomeView, ModalView } from '@slack/types';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { header, message, section } from '#slack-app/blocks/layout.ts';
import { mrkdwn } from '#slack-app/blocks/mrkdwn.ts';
import { handOverModal } from '#slack-app/features/app-home/modal.ts';
import { createGuard, type Replaced, replacedWords } from '#slack-app/guard.ts';
import { messageFlaws, modalFlaws } from './block-kit.ts';
import { hostileText } from './views.ts';

const CONSOLE = 'https://groundswell.test/console';

function watched() {
  const heard: Replaced[] = [];
  return { heard, guard: createGuard({ consoleUrl: CONSOLE, replaced: (what) => heard.push(what) }) };
}

const GOOD = message(mrkdwn`Reward for Nadia`, [header('Reward'), section(mrkdwn`For Nadia`)]);
const BAD = {
  text: 'Reward for Nadia',
  blocks: [header('Reward'), { type: 'actions' as const, elements: [] }],
};
const MODAL = handOverModal();
const BAD_MODAL: ModalView = { ...MODAL, private_metadata: 'x'.repeat(3001) };

describe('the guard', () => {
  it('lets through what Slack takes, untouched', () => {
    const { guard, heard } = watched();
    expect(guard.message(GOOD)).toBe(GOOD);
    expect(guard.modal(MODAL)).toBe(MODAL);
    expect(guard.answer({ response_type: 'ephemeral', ...GOOD })).toMatchObject(GOOD);
    expect(heard).toEqual([]);
  });

  it('sends a plain text that says what it is about and where to see it, and tells', () => {
    const { guard, heard } = watched();
    const sent = guard.message(BAD);
    expect(sent).toEqual({
      text: `Reward for Nadia\nThis cannot be shown in Slack. <${CONSOLE}|See it in the console>`,
      blocks: [],
    });
    expect(heard).toEqual([
      { about: 'Reward for Nadia', violations: [{ at: '/blocks/1/elements', rule: 'has no elements' }] },
    ]);
    expect(heard.map(replacedWords)).toEqual(['Reward for Nadia: /blocks/1/elements has no elements']);
  });

  it('shows a plain view in the place of a modal or a home tab', () => {
    const { guard, heard } = watched();
    const shown = guard.modal(BAD_MODAL);
    expect(shown.title.text).toBe('Hand over');
    expect(JSON.stringify(shown.blocks)).toContain(CONSOLE);
    expect(modalFlaws(shown)).toEqual([]);
    const home: HomeView = { type: 'home', blocks: [{ type: 'actions', elements: [] }] };
    expect(guard.home(home).type).toBe('home');
    expect(modalFlaws(guard.home(home))).toEqual([]);
    expect(heard).toHaveLength(3);
  });

  it('looks at what is answered with an ack too', () => {
    const { guard, heard } = watched();
    expect(guard.answer({ response_type: 'ephemeral', ...BAD })).toMatchObject({
      response_type: 'ephemeral',
      blocks: [],
    });
    expect(guard.answer({ response_action: 'update', view: BAD_MODAL })).toMatchObject({
      response_action: 'update',
      view: { title: { text: 'Hand over' } },
    });
    const good = { text: { type: 'plain_text', text: 'Nadia' }, value: '1' };
    const bad = { text: { type: 'plain_text', text: '' }, value: '2' };
    expect(guard.answer({ options: [good, bad] })).toEqual({ options: [good] });
    expect(heard).toHaveLength(3);
    const errors = { response_action: 'errors', errors: { a: 'No.' } };
    for (const other of [undefined, '', 'text', errors, { options: [] }])
      expect(guard.answer(other)).toEqual(other);
    expect(heard).toHaveLength(3);
  });

  it('always sends something Slack takes, whatever it is given', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { guard } = watched();
        const blocks = [{ type: 'actions' as const, elements: [] }];
        expect(messageFlaws(guard.message({ text, blocks }))).toEqual([]);
        const title = { type: 'plain_text' as const, text };
        expect(modalFlaws(guard.modal({ type: 'modal', title, blocks }))).toEqual([]);
      }),
    );
  });
});
