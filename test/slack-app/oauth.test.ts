import { describe, expect, it } from 'vitest';

import {
  authorizeUrl,
  exchange,
  partialGrant,
  readCallback,
  refresh,
  slackScopes,
} from '#slack-app/oauth.ts';
import { fakeSlack, okay, refusal } from './fake-slack.ts';

const scopes = slackScopes.map(({ scope }) => scope);
const REDIRECT = 'https://groundswell.test/connect/slack/callback';

describe('authorizeUrl', () => {
  it('asks for our scopes and no more', () => {
    const request = {
      authorizeUrl: 'https://slack.com/oauth/v2/authorize',
      clientId: '1.2',
      state: 's&t',
      redirectUri: REDIRECT,
    };
    const url = new URL(authorizeUrl(request));
    expect(url.origin + url.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '1.2',
      scope: scopes.join(','),
      redirect_uri: REDIRECT,
      state: 's&t',
    });
  });

  it('says why each is needed', () => {
    for (const { why } of slackScopes) expect(why).toMatch(/^To .+\.$/u);
    expect(new Set(scopes).size).toBe(scopes.length);
  });
});

describe('readCallback', () => {
  it.each([
    ['code=c&state=s', { ok: true, value: { code: 'c', state: 's' } }],
    ['error=access_denied&state=s', { ok: false, problem: { code: 'vendor_refused' } }],
    ['error=<b>&state=s', { ok: false, problem: { message: 'Slack refused the installation.' } }],
    ['code=c', { ok: false, problem: { code: 'invalid_input' } }],
    ['state=s&code=', { ok: false, problem: { code: 'invalid_input' } }],
    ['', { ok: false, problem: { code: 'invalid_input' } }],
  ])('%s', (query, result) => {
    expect(readCallback(new URLSearchParams(query))).toMatchObject(result);
  });
});

describe('exchange', () => {
  const granted = {
    access_token: 'xoxb-17653672481',
    token_type: 'bot',
    scope: scopes.join(','),
    bot_user_id: 'U0KRQLJ9H',
    app_id: 'A0KRD7HC3',
    team: { name: 'Acme', id: 'T9TK3CUKW' },
    enterprise: null,
    authed_user: { id: 'U1234' },
    incoming_webhook: { channel: '#advocates', channel_id: 'C05002EAE', url: 'https://hooks.slack.com/x' },
  };
  const install = {
    accountId: 'T9TK3CUKW',
    accountName: 'Acme',
    isOrganisation: false,
    accessToken: 'xoxb-17653672481',
    refreshToken: '',
    expiresIn: null,
    botUserId: 'U0KRQLJ9H',
    appId: 'A0KRD7HC3',
    scopes,
    installerUserId: 'U1234',
    channelId: 'C05002EAE',
  };

  async function exchanged(answer: Response) {
    const slack = fakeSlack(() => answer);
    const credentials = { clientId: '1.2', clientSecret: 'sssh', code: 'c', redirectUri: REDIRECT };
    return {
      result: await exchange({ apiUrl: 'https://slack.test/api/', fetch: slack.fetch, ...credentials }),
      calls: slack.calls,
    };
  }

  it('trades the code for the token and the chosen channel', async () => {
    const { result, calls } = await exchanged(okay(granted));
    expect(result).toEqual({ ok: true, value: install });
    expect(calls).toMatchObject([
      {
        url: 'https://slack.test/api/oauth.v2.access',
        authorization: null,
        fields: { client_id: '1.2', client_secret: 'sssh', code: 'c', redirect_uri: REDIRECT },
      },
    ]);
  });

  it('does without a channel, and stays with the team where only that installed the app', async () => {
    const { result } = await exchanged(
      okay({ ...granted, enterprise: { id: 'E1', name: 'Org' }, incoming_webhook: undefined }),
    );
    expect(result).toEqual({ ok: true, value: { ...install, channelId: null } });
  });

  it('takes an installation for a whole organisation, and the tokens of one with rotation', async () => {
    const org = {
      ...granted,
      team: null,
      enterprise: { id: 'E1', name: 'Org' },
      is_enterprise_install: true,
    };
    const { result } = await exchanged(okay({ ...org, refresh_token: 'xoxe-1', expires_in: 43_200 }));
    const named = { accountId: 'E1', accountName: 'Org', isOrganisation: true };
    const tokens = { refreshToken: 'xoxe-1', expiresIn: 43_200 };
    expect(result).toEqual({ ok: true, value: { ...install, ...named, ...tokens } });
  });

  it('refuses an installation that may not post, naming every scope that is missing', async () => {
    const { result } = await exchanged(okay({ ...granted, scope: 'commands,users:read' }));
    expect(result).toMatchObject({
      ok: false,
      problem: {
        code: 'scope_missing',
        message:
          'Slack did not grant chat:write, chat:write.public, users:read.email, channels:read, incoming-webhook, im:write.',
      },
    });
  });

  it('takes an installation that may post, and names what else is missing', async () => {
    const { result } = await exchanged(okay({ ...granted, scope: 'chat:write,commands,extra' }));
    expect(result.ok && partialGrant(result.value)).toMatchObject({
      code: 'scope_missing',
      message:
        'Slack did not grant chat:write.public, users:read, users:read.email, channels:read, incoming-webhook, im:write.',
    });
    expect(partialGrant(install)).toBeNull();
  });

  it('refuses an installation without a workspace', async () => {
    const { result } = await exchanged(okay({ ...granted, team: null }));
    expect(result).toMatchObject({ ok: false, problem: { code: 'vendor_refused' } });
  });

  it.each([
    ['invalid_code', 'vendor_refused'],
    ['code_already_used', 'vendor_refused'],
    ['bad_client_secret', 'config_invalid'],
  ])('says what %s means', async (error, code) => {
    const { result } = await exchanged(refusal(error));
    expect(result).toMatchObject({ ok: false, problem: { code, message: expect.stringContaining(error) } });
    expect(JSON.stringify(result)).not.toContain('sssh');
  });
});

describe('refresh', () => {
  const request = {
    apiUrl: 'https://slack.test/api/',
    clientId: '1.2',
    clientSecret: 'sssh',
    refreshToken: 'xoxe-1',
  };

  it('trades the refresh token for the next pair', async () => {
    const next = { access_token: 'xoxe.xoxb-2', refresh_token: 'xoxe-2', expires_in: 43_200 };
    const slack = fakeSlack(() => okay(next));
    expect(await refresh({ ...request, fetch: slack.fetch })).toEqual({
      ok: true,
      value: { accessToken: 'xoxe.xoxb-2', refreshToken: 'xoxe-2', expiresIn: 43_200 },
    });
    expect(slack.calls).toMatchObject([
      { authorization: null, fields: { grant_type: 'refresh_token', refresh_token: 'xoxe-1' } },
    ]);
  });

  it.each([
    ['invalid_refresh_token', 'vendor_revoked'],
    ['token_revoked', 'vendor_revoked'],
    ['internal_error', 'vendor_unavailable'],
  ])('says what %s means', async (error, code) => {
    const slack = fakeSlack(() => refusal(error));
    const refreshed = await refresh({ ...request, fetch: slack.fetch });
    expect(refreshed).toMatchObject({ ok: false, problem: { code } });
    expect(JSON.stringify(refreshed)).not.toMatch(/sssh|xoxe/u);
  });
});
