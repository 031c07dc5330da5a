import { describe, expect, it } from 'vitest';

import { createSlackClient } from '#slack-app/client.ts';
import { createGuard } from '#slack-app/guard.ts';
import { rewardApproval } from '#slack-app/features/reward-approval/blocks.ts';
import { handOverModal } from '#slack-app/features/app-home/modal.ts';
import { fakeSlack, okay, refusal, type SlackCall } from './fake-slack.ts';
import { REWARD } from './views.ts';

const API = 'https://slack.test/api/';
const guard = createGuard({ consoleUrl: 'https://groundswell.test/console', replaced: () => {} });

function clientOf(answer: (call: SlackCall) => Response | Promise<Response>) {
  const slack = fakeSlack(answer);
  return {
    calls: slack.calls,
    client: createSlackClient({ apiUrl: API, token: 'xoxb-1', fetch: slack.fetch, guard }),
  };
}

describe('a call', () => {
  const message = rewardApproval(REWARD);

  it('carries the token and the message as it was written', async () => {
    const { client, calls } = clientOf(() => okay({ channel: 'C1', ts: '1700.1' }));
    expect(await client.postMessage('C1', message, null)).toEqual({
      ok: true,
      value: { channelId: 'C1', messageTs: '1700.1' },
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      url: 'https://slack.test/api/chat.postMessage',
      method: 'POST',
      authorization: 'Bearer xoxb-1',
      fields: {
        channel: 'C1',
        text: message.text,
        parse: 'none',
        unfurl_links: 'false',
        unfurl_media: 'false',
        link_names: 'false',
      },
    });
    expect(JSON.parse(calls[0]?.fields['blocks'] ?? '')).toEqual(message.blocks);
  });

  it('updates a message in place', async () => {
    const { client, calls } = clientOf(() => okay({ channel: 'C1', ts: '1700.1' }));
    const place = { channelId: 'C1', messageTs: '1700.1' };
    expect(await client.updateMessage(place, message)).toEqual({ ok: true, value: place });
    expect(calls[0]).toMatchObject({
      url: `${API}chat.update`,
      fields: { channel: 'C1', ts: '1700.1', text: message.text },
    });
  });

  it('reaches one person', async () => {
    const { client, calls } = clientOf(() => okay());
    expect(await client.postEphemeral('C1', 'U7', 'Ana &lt;b&gt;')).toEqual({ ok: true, value: null });
    expect(calls[0]).toMatchObject({
      url: `${API}chat.postEphemeral`,
      fields: { channel: 'C1', user: 'U7', text: 'Ana &lt;b&gt;' },
    });
  });

  it('opens a modal', async () => {
    const { client, calls } = clientOf(() => okay({ view: { id: 'V1' } }));
    const view = handOverModal();
    expect(await client.openView('13.37', view)).toEqual({ ok: true, value: null });
    expect(calls[0]).toMatchObject({ url: `${API}views.open`, fields: { trigger_id: '13.37' } });
    expect(JSON.parse(calls[0]?.fields['view'] ?? '')).toEqual(view);
  });

  it('finds people by e-mail and by id', async () => {
    const user = {
      id: 'U7',
      name: 'ana',
      is_bot: false,
      is_restricted: true,
      tz: 'Europe/Lisbon',
      profile: { real_name: 'Ana Silva', email: 'ana@acme.test', image_72: 'https://img.test/ana' },
    };
    const { client, calls } = clientOf(() => okay({ user }));
    const image = 'https://img.test/ana';
    const ana = { id: 'U7', name: 'Ana Silva', email: 'ana@acme.test', image, timeZone: 'Europe/Lisbon' };
    const found = { ok: true, value: { ...ana, isBot: false, isGuest: true, isGone: false } };
    expect(await client.lookupByEmail('ana@acme.test')).toEqual(found);
    expect(await client.userInfo('U7')).toEqual(found);
    expect(calls.map(({ fields }) => fields)).toMatchObject([{ email: 'ana@acme.test' }, { user: 'U7' }]);
  });

  it('pages through channels', async () => {
    const { client, calls } = clientOf(({ fields }) =>
      okay({
        channels: [{ id: 'C1', name: 'general', is_private: false, is_member: true }],
        response_metadata: { next_cursor: fields['cursor'] === undefined ? 'dGVhbTpDMQ==' : '' },
      }),
    );
    const channels = [{ id: 'C1', name: 'general', isPrivate: false, isMember: true }];
    expect(await client.listChannels(null)).toEqual({ ok: true, value: { channels, next: 'dGVhbTpDMQ==' } });
    expect(await client.listChannels('dGVhbTpDMQ==')).toEqual({ ok: true, value: { channels, next: null } });
    expect(calls[1]?.fields).toMatchObject({
      cursor: 'dGVhbTpDMQ==',
      types: 'public_channel',
      exclude_archived: 'true',
    });
  });

  it('asks whose token it is', async () => {
    const { client } = clientOf(() => okay({ team_id: 'T1', team: 'Acme', user_id: 'U0' }));
    expect(await client.authTest()).toEqual({
      ok: true,
      value: { teamId: 'T1', teamName: 'Acme', botUserId: 'U0' },
    });
  });

  it('gives the token back, even one that is gone', async () => {
    expect(await clientOf(() => okay({ revoked: true })).client.revoke()).toEqual({ ok: true, value: null });
    expect(await clientOf(() => refusal('token_revoked')).client.revoke()).toEqual({ ok: true, value: null });
    expect(await clientOf(() => refusal('fatal_error')).client.revoke()).toMatchObject({ ok: false });
  });
});

describe('a call that fails', () => {
  const failing = async (answer: () => Response) => {
    const { client, calls } = clientOf(answer);
    const result = await client.postEphemeral('C1', 'U7', 'x');
    return { result, attempts: calls.length };
  };

  it.each([
    [
      'when Slack slows us down',
      () => new Response('', { status: 429, headers: { 'retry-after': '7' } }),
      'rate_limited',
      7_000,
    ],
    ['when it does not say for how long', () => new Response('', { status: 429 }), 'rate_limited', 30_000],
    [
      'when it says so in words',
      () => new Response('', { status: 429, headers: { 'retry-after': 'soon' } }),
      'rate_limited',
      30_000,
    ],
    ['when Slack is down', () => new Response('<html>', { status: 503 }), 'vendor_unavailable', 5_000],
    ['when a proxy answers', () => new Response('<html>Sign in</html>'), 'vendor_unavailable', 5_000],
    ['when the way there is wrong', () => new Response('', { status: 404 }), 'vendor_refused', null],
  ])('%s', async (_, answer, code, retryAfter) => {
    const { result, attempts } = await failing(answer);
    expect(result).toMatchObject({ ok: false, problem: { code, retryAfter } });
    expect(attempts).toBe(1);
  });

  it('when the line is cut', async () => {
    const { client } = clientOf(() => Promise.reject(new TypeError('network')));
    expect(await client.authTest()).toMatchObject({
      ok: false,
      problem: { code: 'vendor_unavailable', retryAfter: 5_000 },
    });
  });

  it.each([301, 302, 307, 308])(
    'when it is redirected with %i: the token goes nowhere else',
    async (status) => {
      const { result, attempts } = await failing(
        () => new Response('', { status, headers: { location: 'https://evil.test' } }),
      );
      expect(result).toMatchObject({ ok: false, problem: { code: 'vendor_unavailable' } });
      expect(attempts).toBe(1);
    },
  );
});
