import { describe, expect, it } from 'vitest';
import type { Knobs } from './knobs.ts';
import { openSlack } from './open-slack.ts';

const HELLO = { channel: 'C0ADVOCACY', text: 'Hello' };

describe('rate limits', () => {
  it('hold each channel to one message a second', async () => {
    const { api, pass } = openSlack();
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ ok: true });
    expect(await api('chat.postMessage', HELLO)).toMatchObject({
      ok: false,
      error: 'ratelimited',
      status: 429,
      retryAfter: '1',
    });
    expect(await api('chat.postMessage', { ...HELLO, channel: 'C0APPROVAL' })).toMatchObject({ ok: true });
    await pass(999);
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ status: 429 });
    await pass(1);
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ ok: true });
  });

  it('give updates fifty a minute', async () => {
    const { api, pass } = openSlack();
    const { ts } = await api('chat.postMessage', HELLO);
    const update = async () => api('chat.update', { channel: 'C0ADVOCACY', ts, text: 'x' });
    for (let call = 0; call < 50; call += 1) expect(await update()).toMatchObject({ ok: true });
    expect(await update()).toMatchObject({ status: 429, retryAfter: '60' });
    await pass(60_000);
    expect(await update()).toMatchObject({ ok: true });
  });

  it('can be lifted', async () => {
    const { api, slack } = openSlack();
    slack.knobs.rateLimits = false;
    for (let call = 0; call < 60; call += 1)
      expect(await api('chat.postMessage', HELLO)).toMatchObject({ ok: true });
  });
});

describe('planned faults', () => {
  const fault = (more: Partial<Knobs['faults'][number]>): Knobs['faults'][number] => ({
    methods: ['chat.postMessage'],
    kind: 'http_500',
    when: 'before',
    times: 1,
    retryAfter: 7,
    ...more,
  });

  it('strike before the effect, or after it', async () => {
    const { api, slack, pass } = openSlack();
    slack.knobs.faults = [fault({ when: 'before' })];
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ status: 500 });
    expect(slack.messages('advocacy')).toEqual([]);
    slack.knobs.faults = [fault({ when: 'after' })];
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ status: 500 });
    expect(slack.messages('advocacy')).toHaveLength(1);
    await pass(1000);
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ ok: true });
    expect(slack.calls().map(({ fault: kind }) => kind)).toEqual(['http_500', 'http_500', null]);
  });

  it('strike as often as planned, and only the methods named', async () => {
    const { api, slack } = openSlack();
    slack.knobs.faults = [fault({ kind: 'rate_limited', times: 2 })];
    expect(await api('auth.test')).toMatchObject({ ok: true });
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ status: 429, retryAfter: '7' });
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ status: 429 });
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ ok: true });
  });

  it('can keep an answer back', async () => {
    const { api, slack, pass } = openSlack();
    slack.knobs.apiDelay = 5000;
    let answered = false;
    const call = api('auth.test').then((body) => {
      answered = true;
      return body;
    });
    await pass(4999);
    expect(answered).toBe(false);
    await pass(1);
    expect(await call).toMatchObject({ ok: true });
  });

  it('are planned from outside, and refused when misspelt', async () => {
    const { request, slack } = openSlack();
    const turn = async (body: unknown) =>
      request('/__sandbox/knobs', { method: 'PATCH', body: JSON.stringify(body) });
    expect(
      (await turn({ duplicateInteractions: 2, faults: [{ methods: ['*'], kind: 'reset' }] })).status,
    ).toBe(200);
    expect(slack.knobs).toMatchObject({ duplicateInteractions: 2, faults: [{ when: 'before', times: 1 }] });
    const refused = await turn({ duplicateInteraction: 1, ackTimeout: 1 });
    expect([refused.status, slack.knobs.ackTimeout]).toEqual([400, 3000]);
  });
});
