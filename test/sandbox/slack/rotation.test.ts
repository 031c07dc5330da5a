import { describe, expect, it } from 'vitest';

import { openSlack, SCOPES } from './open-slack.ts';

const REDIRECT = 'https://app.example/connect/slack/callback';

function code({ slack }: ReturnType<typeof openSlack>): string {
  return slack.team.codes.issue({
    userId: 'U0ANAORTIZ',
    scopes: SCOPES,
    redirectUri: REDIRECT,
    channelId: null,
    nonce: null,
  });
}

const APP = { client_id: 'client', client_secret: 'secret' };

describe('an installation with rotation', () => {
  it('gives a token for twelve hours and a refresh token that is good once', async () => {
    const open = openSlack();
    open.slack.knobs.rotation = true;
    const first = await open.api('oauth.v2.access', { ...APP, code: code(open), redirect_uri: REDIRECT });
    expect(first).toMatchObject({ ok: true, expires_in: 43_200 });
    await open.pass(12 * 60 * 60_000);
    const [token, refresh] = [String(first['access_token']), first['refresh_token']];
    expect(await open.api('auth.test', {}, token)).toMatchObject({ ok: false, error: 'token_expired' });

    const wanted = { ...APP, grant_type: 'refresh_token', refresh_token: refresh };
    const next = await open.api('oauth.v2.access', wanted);
    expect(next).toMatchObject({ ok: true, expires_in: 43_200 });
    expect(await open.api('auth.test', {}, String(next['access_token']))).toMatchObject({ ok: true });
    expect(await open.api('oauth.v2.access', wanted)).toMatchObject({ error: 'invalid_refresh_token' });
  });
});

describe('an installation for the organisation', () => {
  it('names no team, and events say for whom they are', async () => {
    const open = openSlack();
    open.slack.knobs.orgInstall = true;
    const given = await open.api('oauth.v2.access', { ...APP, code: code(open), redirect_uri: REDIRECT });
    expect(given).toMatchObject({
      team: null,
      enterprise: { id: 'E0NORTHWND' },
      is_enterprise_install: true,
    });
    await open.slack.openHome('U0ANAORTIZ');
    expect(open.heard.at(-1)).toMatchObject({
      team_id: open.slack.team.id,
      enterprise_id: 'E0NORTHWND',
      authorizations: [{ enterprise_id: 'E0NORTHWND', team_id: null, is_enterprise_install: true }],
    });
  });
});

describe('a shortcut', () => {
  it('on a message tells the app of the message', async () => {
    const { slack, heard, api } = openSlack();
    const posted = await api('chat.postMessage', { channel: 'C0ADVOCACY', text: 'Nadia spoke' });
    expect(await slack.shortcut('U0ANAORTIZ', 'propose_reward', String(posted['ts']))).toEqual({ ok: true });
    expect(heard.at(-1)).toMatchObject({
      type: 'message_action',
      callback_id: 'propose_reward',
      message: { ts: posted['ts'], text: 'Nadia spoke' },
      channel: { name: 'advocacy' },
    });
    expect(await slack.shortcut('U0ANAORTIZ', 'propose_reward', '1.1')).toMatchObject({ ok: false });
  });

  it('from anywhere tells it of nobody but who asked', async () => {
    const { slack, heard } = openSlack();
    await slack.shortcut('U0ANAORTIZ', 'propose_reward_anywhere', null);
    expect(heard.at(-1)).toMatchObject({ type: 'shortcut', user: { id: 'U0ANAORTIZ' } });
    expect(heard.at(-1)).not.toHaveProperty('message');
  });
});
