import { describe, expect, it } from 'vitest';

import { authorizeUrl, exchange, readCallback, slackScopes, partialGrant } from '#slack-app/oauth.ts';
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
    teamId: 'T9TK3CUKW',
    teamName: 'Acme',
    enterpriseId: null,
    botToken: 'xoxb-17653672481',
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

  it('knows the organisation, and does without a channel', async () => {
    const { result } = await exchanged(
      okay({ ...granted, enterprise: { id: 'E1', name: 'Org' }, incoming_webhook: undefined }),
    );
    expect(result).toEqual({ ok: true, value: { ...install, enterpriseId: 'E1', channelId: null } });
  });

  it('refuses an installation that may not post, naming every scope that is missing', async () => {
    const { result } = await exchanged(okay({ ...granted, scope: 'commands,users:read' }));
    expect(result).toMatchObject({
      ok: false,
      problem: {
        code: 'scope_missing',
        message:
          'Slack did not grant chat:write, chat:write.public, users:read.email, channels:read, incoming-webhook.',
      },
    });
  });

  it('takes an installation that may post, and names what else is missing', async () => {
    const { result } = await exchanged(okay({ ...granted, scope: 'chat:write,commands,extra' }));
    expect(result.ok && partialGrant(result.value)).toMatchObject({
      code: 'scope_missing',
      message:
        'Slack did not grant chat:write.public, users:read, users:read.email, channels:read, incoming-webhook.',
    });
    expect(partialGrant(install)).toBeNull();
  });

  it('refuses an installation without a workspace', async () => {
    const { result } = await exchanged(okay({ ...granted, team: null, is_enterprise_install: true }));
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
