import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signV0 } from './delivery/signature.ts';
import { isObject, objectsIn, parseJson, textIn, type Json } from './json.ts';
import { openSlack } from './open-slack.ts';

const vectorsPath = join(import.meta.dirname, '../../../../shared/data/signature-vectors.json');
const why = existsSync(vectorsPath) ? '' : ' (skipped: the published vectors are not beside this checkout)';

const BUTTON = {
  type: 'button',
  action_id: 'approve',
  value: 'r1',
  style: 'primary',
  text: { type: 'plain_text', text: 'Approve' },
};
const APPROVAL = {
  channel: 'C0APPROVAL',
  text: 'A reward waits',
  blocks: [{ type: 'actions', block_id: 'decide', elements: [BUTTON] }],
};

async function withButton() {
  const open = openSlack();
  const posted = await open.api('chat.postMessage', APPROVAL);
  return { ...open, ts: textIn(posted, 'ts') };
}

describe('signatures', () => {
  it.skipIf(why !== '')(`gives the published v0 signature${why}`, () => {
    const vectors = parseJson(readFileSync(vectorsPath, 'utf8'));
    const known = isObject(vectors) ? objectsIn(vectors, 'slack_v0') : [];
    expect(known).not.toHaveLength(0);
    for (const vector of known) {
      const [secret, timestamp, body] = ['signing_secret', 'timestamp', 'body'].map((key) =>
        textIn(vector, key),
      );
      expect(signV0(secret ?? '', timestamp ?? '', body ?? '')).toBe(vector['expected']);
    }
  });

  it('signs each delivery with its own timestamp, in seconds', async () => {
    const { slack, ts } = await withButton();
    await slack.press('U0ANAORTIZ', ts, 'approve');
    const [sent] = slack.deliveries();
    const timestamp = sent?.headers['x-slack-request-timestamp'] ?? '';
    expect(timestamp).toBe(String(Date.UTC(2026, 10, 22, 9) / 1000));
    expect(sent?.headers['x-slack-signature']).toBe(signV0('signing', timestamp, sent?.body ?? ''));
  });

  it.each([
    ['forged', { signature: 'forged' }],
    ['truncated', { signature: 'truncated' }],
    ['missing', { signature: 'missing' }],
  ] as const)('can send one that is %s', async (_name, knobs) => {
    const { slack, ts } = await withButton();
    Object.assign(slack.knobs, knobs);
    await slack.press('U0ANAORTIZ', ts, 'approve');
    const [sent] = slack.deliveries();
    const timestamp = sent?.headers['x-slack-request-timestamp'] ?? '';
    expect(sent?.headers['x-slack-signature']).not.toBe(signV0('signing', timestamp, sent?.body ?? ''));
  });

  it('can send a valid one that is stale', async () => {
    const { slack, ts } = await withButton();
    slack.knobs.timestampSkew = -600;
    await slack.press('U0ANAORTIZ', ts, 'approve');
    const [sent] = slack.deliveries();
    const timestamp = sent?.headers['x-slack-request-timestamp'] ?? '';
    expect(Number(timestamp)).toBe(Date.UTC(2026, 10, 22, 8, 50) / 1000);
    expect(sent?.headers['x-slack-signature']).toBe(signV0('signing', timestamp, sent?.body ?? ''));
  });
});

describe('presses', () => {
  it('send a whole block_actions payload', async () => {
    const { slack, ts, heard } = await withButton();
    expect(await slack.press('U0MARCUSBL', ts, 'approve')).toEqual({ ok: true });
    expect(heard).toEqual([
      expect.objectContaining({
        type: 'block_actions',
        user: { id: 'U0MARCUSBL', username: 'marcus', name: 'marcus', team_id: 'T0NORTHWND' },
        team: { id: 'T0NORTHWND', domain: 'northwind-cloud' },
        enterprise: null,
        is_enterprise_install: false,
        channel: { id: 'C0APPROVAL', name: 'reward-approvals' },
        container: { type: 'message', message_ts: ts, channel_id: 'C0APPROVAL', is_ephemeral: false },
        message: expect.objectContaining({ ts, text: 'A reward waits' }),
        state: { values: {} },
        actions: [
          expect.objectContaining({
            type: 'button',
            action_id: 'approve',
            block_id: 'decide',
            value: 'r1',
            style: 'primary',
          }),
        ],
      }),
    ]);
    expect(String(heard[0]?.['response_url'])).toMatch(/^https:\/\/slack\.com\/actions\/T0NORTHWND\//u);
  });

  it('carry what was chosen and what other fields hold', async () => {
    const { slack, api, heard } = openSlack();
    const options = ['7', '30'].map((value) => ({
      text: { type: 'plain_text', text: `${value} days` },
      value,
    }));
    const note = {
      type: 'input',
      block_id: 'note',
      label: { type: 'plain_text', text: 'Note' },
      element: { type: 'plain_text_input', action_id: 'text' },
    };
    const snooze = {
      type: 'actions',
      block_id: 'when',
      elements: [{ type: 'static_select', action_id: 'snooze', options }],
    };
    const { ts } = await api('chat.postMessage', {
      channel: 'C0ADVOCACY',
      text: 'x',
      blocks: [note, snooze],
    });
    await slack.press('U0ANAORTIZ', String(ts), 'snooze', {
      entry: '30',
      entries: { note: { text: 'later' } },
    });
    expect(heard[0]).toMatchObject({
      actions: [{ type: 'static_select', selected_option: options[1] }],
      state: {
        values: {
          note: { text: { type: 'plain_text_input', value: 'later' } },
          when: { snooze: { selected_option: options[1] } },
        },
      },
    });
  });

  it('are delivered as often as the knob says, with one outcome', async () => {
    const { slack, ts, heard } = await withButton();
    slack.knobs.duplicateInteractions = 3;
    expect(await slack.press('U0ANAORTIZ', ts, 'approve')).toEqual({ ok: true });
    expect(heard).toHaveLength(4);
    expect(new Set(heard.map((payload) => JSON.stringify(payload))).size).toBe(1);
  });

  it('can be replayed byte for byte', async () => {
    const { slack, ts, pass } = await withButton();
    await slack.press('U0ANAORTIZ', ts, 'approve');
    await pass(400_000);
    await slack.replay(0);
    const [first, again] = slack.deliveries();
    expect(again?.body).toBe(first?.body);
    expect(again?.headers).toEqual(first?.headers);
  });

  it('show the person, and nobody else, that the app failed', async () => {
    const { slack, ts, answer, request } = await withButton();
    answer(() => new Response('', { status: 500 }));
    expect(await slack.press('U0ANAORTIZ', ts, 'approve')).toMatchObject({ ok: false, error: 'http_500' });
    const page = async (as: string) => (await request(`/client/T0NORTHWND/C0APPROVAL?as=${as}`)).text();
    expect(await page('U0ANAORTIZ')).toContain('responded with status code 500');
    expect(await page('U0MARCUSBL')).not.toContain('responded with status code 500');
  });

  it('fail when no answer comes within three seconds, however much the app did', async () => {
    const { slack, ts, answer, pass, heard } = await withButton();
    answer(async () => new Promise<Response>(() => undefined));
    const outcome = slack.press('U0ANAORTIZ', ts, 'approve');
    await pass(3000);
    expect(await outcome).toMatchObject({ ok: false, error: 'operation_timeout' });
    expect(heard).toHaveLength(1);
  });

  it('can lose the answer though the app did its work', async () => {
    const { slack, ts, heard } = await withButton();
    slack.knobs.loseAnswers = true;
    expect(await slack.press('U0ANAORTIZ', ts, 'approve')).toMatchObject({
      ok: false,
      error: 'operation_timeout',
    });
    expect(heard).toHaveLength(1);
  });

  it('are refused where there is nothing to press', async () => {
    const { slack, ts } = await withButton();
    expect(await slack.press('U0NOBODY', ts, 'approve')).toMatchObject({ error: 'user_not_found' });
    expect(await slack.press('U0ANAORTIZ', '1.000000', 'approve')).toMatchObject({
      error: 'message_not_found',
    });
    expect(await slack.press('U0ANAORTIZ', ts, 'other')).toMatchObject({ error: 'action_not_found' });
  });

  it('on an ephemeral message carry no copy of it, and only its one reader can make them', async () => {
    const { slack, api, heard } = openSlack();
    const { message_ts: ts } = await api('chat.postEphemeral', { ...APPROVAL, user: 'U0ANAORTIZ' });
    expect(await slack.press('U0MARCUSBL', String(ts), 'approve')).toMatchObject({
      error: 'message_not_found',
    });
    await slack.press('U0ANAORTIZ', String(ts), 'approve');
    expect(heard[0]).toMatchObject({ container: { is_ephemeral: true } });
    expect(heard[0]).not.toHaveProperty('message');
  });
});

describe('response URLs', () => {
  const respond = async (open: Awaited<ReturnType<typeof withButton>>, body: Json) => {
    const url = new URL(String(open.heard[0]?.['response_url']));
    return open.request(url.pathname, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  };

  it('replace the message, and work five times within thirty minutes', async () => {
    const open = await withButton();
    await open.slack.press('U0ANAORTIZ', open.ts, 'approve');
    for (let use = 0; use < 5; use += 1) {
      expect((await respond(open, { replace_original: true, text: `Decided ${use}` })).status).toBe(200);
    }
    expect(open.slack.messages('reward-approvals')).toMatchObject([{ text: 'Decided 4', editedTs: null }]);
    const sixth = await respond(open, { text: 'again' });
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
  });

  it('can fail by plan, before the effect or after it', async () => {
    const open = await withButton();
    await open.slack.press('U0ANAORTIZ', open.ts, 'approve');
    const fault = { methods: ['response_url'], kind: 'http_500', times: 1, retryAfter: null } as const;
    open.slack.knobs.faults = [
      { ...fault, methods: ['response_url'], when: 'before' },
      { ...fault, methods: ['response_url'], when: 'after' },
    ];
    expect((await respond(open, { text: 'lost' })).status).toBe(500);
    expect((await respond(open, { text: 'posted' })).status).toBe(500);
    expect(open.slack.messages('C0APPROVAL').map(({ text }) => text)).toEqual(['A reward waits', 'posted']);
  });

  it('expire', async () => {
    const open = await withButton();
    await open.slack.press('U0ANAORTIZ', open.ts, 'approve');
    await open.pass(30 * 60_000 + 1);
    expect(await (await respond(open, { text: 'late' })).json()).toEqual({ ok: false, error: 'expired_url' });
  });

  it('answer only the person unless told otherwise', async () => {
    const open = await withButton();
    await open.slack.press('U0ANAORTIZ', open.ts, 'approve');
    await respond(open, { text: 'for you' });
    await respond(open, { text: 'for all', response_type: 'in_channel' });
    expect(open.slack.messages('C0APPROVAL').map(({ text, ephemeralTo }) => [text, ephemeralTo])).toEqual([
      ['A reward waits', null],
      ['for you', 'U0ANAORTIZ'],
      ['for all', null],
    ]);
  });
});
