import { WebClient } from '@slack/web-api';
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { objectsIn, textIn } from './json.ts';
import { openSlack, type OpenSlack } from './open-slack.ts';

const HELLO = { channel: 'C0ADVOCACY', text: 'Hello' };

/** Slack's own client, talking to the handlers. */
function client({ slack }: OpenSlack): WebClient {
  return new WebClient(slack.team.installations.current()?.token, {
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    fetch: async (url, init) =>
      (await getResponse(slack.handlers, new Request(url, { ...init, redirect: 'manual' }))) ??
      Response.error(),
  });
}

describe("Slack's own client", () => {
  it('posts, updates and deletes', async () => {
    const open = openSlack();
    const web = client(open);
    const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: '*Hello*' } }];
    const posted = await web.chat.postMessage({ ...HELLO, blocks });
    expect(posted).toMatchObject({
      ok: true,
      channel: 'C0ADVOCACY',
      message: { bot_id: 'B0GROUNDSW', app_id: 'A0GROUNDSW', text: 'Hello' },
    });
    await web.chat.update({ channel: 'C0ADVOCACY', ts: posted.ts ?? '', text: 'Changed', blocks: [] });
    expect(open.slack.messages('#advocacy')).toMatchObject([
      { text: 'Changed', blocks: [], editedTs: expect.any(String) },
    ]);
    await web.chat.delete({ channel: 'C0ADVOCACY', ts: posted.ts ?? '' });
    expect(open.slack.messages('advocacy')).toEqual([]);
  });

  it('pages through every channel, each once', async () => {
    const open = openSlack();
    for (let index = 0; index < 23; index += 1) open.slack.team.channels.add({ name: `more-${index}` });
    const names: string[] = [];
    for await (const page of client(open).paginate('conversations.list', { limit: 10 })) {
      const channels = objectsIn({ ...page }, 'channels');
      expect(channels.length).toBeLessThanOrEqual(10);
      names.push(...channels.map((channel) => textIn(channel, 'name')));
    }
    expect(names).toHaveLength(26);
    expect(new Set(names).size).toBe(26);
  });

  it('finds people by e-mail, and sends them direct messages', async () => {
    const open = openSlack();
    const web = client(open);
    const found = await web.users.lookupByEmail({ email: 'Ana.Ortiz@northwind-cloud.example' });
    const direct = await web.conversations.open({ users: found.user?.id ?? '' });
    await web.chat.postMessage({ channel: direct.channel?.id ?? '', text: 'Good morning' });
    await open.pass(1000);
    await web.chat.postMessage({ channel: 'U0ANAORTIZ', text: 'Again' });
    expect(open.slack.messages(direct.channel?.id ?? '').map(({ text }) => text)).toEqual([
      'Good morning',
      'Again',
    ]);
  });

  it('is told to wait, in seconds', async () => {
    const web = client(openSlack());
    await web.chat.postMessage(HELLO);
    await expect(web.chat.postMessage(HELLO)).rejects.toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: 1,
    });
  });
});

describe('chat.update', () => {
  it('keeps blocks that are not sent, and takes them away for an empty list', async () => {
    const { api, slack } = openSlack();
    const blocks = [{ type: 'divider' }];
    const { ts } = await api('chat.postMessage', { ...HELLO, blocks });
    await api('chat.update', { channel: 'C0ADVOCACY', ts, text: 'Decided' });
    expect(slack.messages('advocacy')).toMatchObject([{ text: 'Decided', blocks }]);
    await api('chat.update', { channel: 'C0ADVOCACY', ts, text: 'Decided', blocks: [] });
    expect(slack.messages('advocacy')).toMatchObject([{ text: 'Decided', blocks: [] }]);
  });
});

describe('refusals', () => {
  it('name the scope that is missing, and those that are there', async () => {
    const { api, slack } = openSlack();
    slack.team.installations.current()?.scopes.delete('chat:write');
    expect(await api('chat.postMessage', HELLO)).toMatchObject({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'commands,users:read,users:read.email,im:write,channels:read',
    });
    expect(await api('conversations.list', { types: 'private_channel' })).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:read',
    });
  });

  it.each([
    ['C0NOWHERE', 'channel_not_found'],
    ['C0GENERAL0', 'not_in_channel'],
    ['secret', 'channel_not_found'],
    ['old', 'is_archived'],
  ])('of a channel: %s is %s', async (channel, error) => {
    const { api, slack } = openSlack();
    slack.team.channels.add({ name: 'secret', isPrivate: true });
    slack.team.channels.add({ name: 'old', isArchived: true });
    expect(await api('chat.postMessage', { ...HELLO, channel })).toMatchObject({ ok: false, error });
  });

  it('spare an app that may write to public channels', async () => {
    const { api, slack } = openSlack();
    slack.team.installations.current()?.scopes.add('chat:write.public');
    expect(await api('chat.postMessage', { ...HELLO, channel: '#general' })).toMatchObject({ ok: true });
  });

  it('of blocks say where, and post nothing', async () => {
    const { api, slack } = openSlack();
    const blocks = [
      { type: 'divider' },
      { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } },
    ];
    expect(await api('chat.postMessage', { ...HELLO, blocks })).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      errors: ['must be less than 151 characters [json-pointer:/blocks/1/text/text]'],
      response_metadata: {
        messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]'],
      },
    });
    expect(await api('chat.postMessage', { ...HELLO, blocks: '{' })).toMatchObject({
      error: 'invalid_blocks_format',
    });
    expect(await api('chat.postMessage', { channel: 'C0ADVOCACY' })).toMatchObject({ error: 'no_text' });
    const long = Array.from({ length: 5 }, () => ({
      type: 'section',
      text: { type: 'mrkdwn', text: 'x'.repeat(3000) },
    }));
    expect(await api('chat.postMessage', { ...HELLO, blocks: long })).toMatchObject({
      error: 'msg_blocks_too_long',
    });
    expect(slack.messages('advocacy')).toEqual([]);
  });

  it('of updates: not ours, not there, not to be found', async () => {
    const { api, slack } = openSlack();
    await slack.say('U0DANAWHIT', 'advocacy', 'Mine');
    const theirs = slack.messages('advocacy')[0]?.ts;
    const { message_ts: fleeting } = await api('chat.postEphemeral', { ...HELLO, user: 'U0ANAORTIZ' });
    const update = async (ts: unknown) =>
      (await api('chat.update', { channel: 'C0ADVOCACY', ts, text: 'x' }))['error'];
    expect([await update(theirs), await update('1.000000'), await update(fleeting)]).toEqual([
      'cant_update_message',
      'message_not_found',
      'message_not_found',
    ]);
  });

  it.each([
    ['revoked', 'token_revoked'],
    ['invalid', 'invalid_auth'],
    ['expired', 'token_expired'],
  ] as const)('of the token: %s', async (token, error) => {
    const { api, slack } = openSlack();
    slack.knobs.token = token;
    expect(await api('chat.postMessage', HELLO)).toMatchObject({ ok: false, error, status: 200 });
  });

  it('of tokens and methods nobody knows', async () => {
    const { api } = openSlack();
    expect(await api('auth.test', {}, 'xoxb-made-up')).toMatchObject({ error: 'invalid_auth' });
    expect(await api('chat.shout')).toMatchObject({ error: 'unknown_method' });
  });

  it('keep addresses from apps that may not see them', async () => {
    const { api, slack } = openSlack();
    slack.team.installations.current()?.scopes.delete('users:read.email');
    expect(JSON.stringify(await api('users.list'))).not.toContain('@');
    expect(await api('users.lookupByEmail', { email: 'ana.ortiz@northwind-cloud.example' })).toMatchObject({
      error: 'missing_scope',
    });
  });
});
