import { describe, expect, it } from 'vitest';
import { objectIn, type Json } from './json.ts';
import { openSlack } from './open-slack.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const REASON = {
  type: 'input',
  block_id: 'reason',
  label: plain('Reason'),
  element: { type: 'plain_text_input', action_id: 'text' },
};
const MODAL: Json = {
  type: 'modal',
  callback_id: 'decline',
  private_metadata: 'r1',
  title: plain('Decline'),
  submit: plain('Decline'),
  blocks: [REASON],
};
const MORE = {
  type: 'section',
  block_id: 'more',
  text: plain('More'),
  accessory: { type: 'button', action_id: 'more', text: plain('More') },
};

/** A workspace in which Ana has pressed a button, so that a trigger id is at hand. */
async function pressed() {
  const open = openSlack();
  const { ts } = await open.api('chat.postMessage', { channel: 'C0APPROVAL', text: 'x', blocks: [MORE] });
  await open.slack.press('U0ANAORTIZ', String(ts), 'more');
  return { ...open, trigger: String(open.heard[0]?.['trigger_id']) };
}

describe('trigger ids', () => {
  it('open one modal, once', async () => {
    const { api, trigger, slack } = await pressed();
    expect(await api('views.open', { trigger_id: trigger, view: MODAL })).toMatchObject({
      ok: true,
      view: { callback_id: 'decline' },
    });
    expect(slack.view('U0ANAORTIZ')).not.toBeNull();
    expect(await api('views.open', { trigger_id: trigger, view: MODAL })).toMatchObject({
      ok: false,
      error: 'exchanged_trigger_id',
    });
  });

  it('live three seconds', async () => {
    const { api, trigger, pass } = await pressed();
    await pass(3001);
    expect(await api('views.open', { trigger_id: trigger, view: MODAL })).toMatchObject({
      error: 'expired_trigger_id',
    });
    expect(await api('views.open', { trigger_id: 'made.up', view: MODAL })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('are not spent on a view Slack refuses', async () => {
    const { api, trigger } = await pressed();
    const broken = { ...MODAL, title: plain('x'.repeat(25)) };
    expect(await api('views.open', { trigger_id: trigger, view: broken })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
    expect(await api('views.open', { trigger_id: trigger, view: MODAL })).toMatchObject({ ok: true });
  });
});

describe('modals', () => {
  it('change only for the hash they have', async () => {
    const { api, trigger } = await pressed();
    const view = objectIn(await api('views.open', { trigger_id: trigger, view: MODAL }), 'view') ?? {};
    const change = { view_id: view['id'], hash: view['hash'], view: { ...MODAL, title: plain('Changed') } };
    expect(await api('views.update', change)).toMatchObject({ ok: true, view: { title: plain('Changed') } });
    expect(await api('views.update', change)).toMatchObject({ ok: false, error: 'hash_conflict' });
  });

  it('lie at most three deep', async () => {
    const { api, slack, heard, trigger } = await pressed();
    await api('views.open', { trigger_id: trigger, view: { ...MODAL, blocks: [MORE] } });
    const pushed: unknown[] = [];
    for (let depth = 2; depth <= 4; depth += 1) {
      await slack.press('U0ANAORTIZ', slack.view('U0ANAORTIZ')?.id ?? '', 'more');
      const next = { trigger_id: heard.at(-1)?.['trigger_id'], view: { ...MODAL, blocks: [MORE] } };
      pushed.push((await api('views.push', next))['ok']);
    }
    expect(pushed).toEqual([true, true, false]);
  });

  it('are submitted with everything the app needs, and close on an empty 200', async () => {
    const { api, slack, heard, trigger } = await pressed();
    await api('views.open', { trigger_id: trigger, view: MODAL });
    expect(await slack.submitView('U0ANAORTIZ', { reason: { text: 'Not proven' } })).toEqual({ ok: true });
    expect(heard.at(-1)).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0ANAORTIZ' },
      view: {
        callback_id: 'decline',
        private_metadata: 'r1',
        hash: expect.any(String),
        state: { values: { reason: { text: { type: 'plain_text_input', value: 'Not proven' } } } },
      },
    });
    expect(slack.view('U0ANAORTIZ')).toBeNull();
  });

  it('do not bother the app with a required field left empty', async () => {
    const { api, slack, heard, trigger } = await pressed();
    await api('views.open', { trigger_id: trigger, view: MODAL });
    expect(await slack.submitView('U0ANAORTIZ')).toMatchObject({
      error: 'incomplete',
      fields: { reason: expect.any(String) },
    });
    expect(heard).toHaveLength(1);
  });

  it('show what the app refused, field by field, and stay open', async () => {
    const { api, slack, trigger, answer, request } = await pressed();
    await api('views.open', { trigger_id: trigger, view: MODAL });
    answer(() => Response.json({ response_action: 'errors', errors: { reason: 'Say <why>' } }));
    expect(await slack.submitView('U0ANAORTIZ', { reason: { text: 'x' } })).toMatchObject({
      error: 'field_errors',
    });
    const live = await request('/client/T0NORTHWND/C0APPROVAL/live?as=U0ANAORTIZ');
    expect(await live.text()).toContain('Say &lt;why&gt;');
  });

  it('hold the app to fields the form has', async () => {
    const { api, slack, trigger, answer } = await pressed();
    await api('views.open', { trigger_id: trigger, view: MODAL });
    answer(() => Response.json({ response_action: 'errors', errors: { other: 'x' } }));
    expect(await slack.submitView('U0ANAORTIZ', { reason: { text: 'x' } })).toMatchObject({
      error: 'invalid_response',
    });
  });

  it.each([
    ['update', 'Next', 1],
    ['push', 'Next', 2],
    ['clear', undefined, 0],
  ])('do as the app answers: %s', async (action, title, depth) => {
    const { api, slack, trigger, answer } = await pressed();
    await api('views.open', { trigger_id: trigger, view: MODAL });
    answer(() => Response.json({ response_action: action, view: { ...MODAL, title: plain('Next') } }));
    expect(await slack.submitView('U0ANAORTIZ', { reason: { text: 'x' } })).toEqual({ ok: true });
    expect(slack.team.views.stack('U0ANAORTIZ')).toHaveLength(depth);
    expect(objectIn(slack.view('U0ANAORTIZ')?.content ?? {}, 'title')?.['text']).toBe(title);
  });

  it('tell the app of their closing only when it asked', async () => {
    const { api, slack, heard, trigger } = await pressed();
    await api('views.open', { trigger_id: trigger, view: { ...MODAL, notify_on_close: true } });
    await slack.closeView('U0ANAORTIZ');
    expect(heard.at(-1)).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { callback_id: 'decline' },
    });
    expect(slack.view('U0ANAORTIZ')).toBeNull();
  });
});
