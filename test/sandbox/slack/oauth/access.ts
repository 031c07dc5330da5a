import type { Incoming } from '../incoming.ts';
import { http, HttpResponse, type RequestHandler } from 'msw';
import type { Json } from '../json.ts';
import { takeFault } from '../knobs.ts';
import { TWELVE_HOURS, type Installation } from '../team/installation.ts';
import { ENTERPRISE } from '../delivery/payload.ts';
import type { Team } from '../team/team.ts';
import { misbehave } from '../web-api/fault-response.ts';
import { readArgs, type Args } from '../web-api/args.ts';
import type { Grant } from './codes.ts';

/** Handler of `POST /api/oauth.v2.access`: a code for a bot token. The client says who it is by basic auth or in the body. */
export function oauthAccess(team: () => Team): RequestHandler[] {
  return [
    http.post('*/api/oauth.v2.access', async ({ request }) => {
      const here = team();
      here.calledAt(request);
      const fault = takeFault(here.knobs, 'oauth.v2.access');
      const args = await readArgs(request);
      const body = fault?.when === 'before' ? null : exchange(here, args, client(request, args));
      here.calls.add({
        at: here.clock.now(),
        method: 'oauth.v2.access',
        args: { redirect_uri: args?.text('redirect_uri') },
        status: 200,
        error: typeof body?.['error'] === 'string' ? body['error'] : null,
        fault: fault?.kind ?? null,
      });
      return fault === null ? HttpResponse.json(body) : misbehave(fault);
    }),
  ];
}

/** Who calls: by basic auth, or in the body. */
export function client(request: Incoming, args: Args | null): { id: string; secret: string } {
  const basic = /^Basic (.+)$/u.exec(request.headers.get('authorization') ?? '')?.[1];
  if (basic === undefined)
    return { id: args?.text('client_id') ?? '', secret: args?.text('client_secret') ?? '' };
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':');
  return { id, secret: secret.join(':') };
}

function exchange(team: Team, args: Args | null, by: { id: string; secret: string }): Json {
  if (args === null) return { ok: false, error: 'invalid_json' };
  if (by.id !== team.app.clientId) return { ok: false, error: 'invalid_client_id' };
  if (by.secret !== team.app.clientSecret) return { ok: false, error: 'bad_client_secret' };
  if (args.text('grant_type') === 'refresh_token') return refreshed(team, args.text('refresh_token'));
  if (args.has('grant_type') && args.text('grant_type') !== 'authorization_code')
    return { ok: false, error: 'invalid_grant_type' };
  const grant = team.codes.exchange(args.text('code'), args.text('redirect_uri'));
  if (typeof grant === 'string') return { ok: false, error: grant };
  return grant.nonce === null ? installed(team, grant) : { ok: false, error: 'invalid_code' };
}

/** The next pair of tokens for a refresh token, which is spent with that. */
function refreshed(team: Team, refreshToken: string): Json {
  const installation = team.installations.byRefreshToken(refreshToken);
  if (installation === null) return { ok: false, error: 'invalid_refresh_token' };
  team.installations.rotate(installation, team.clock.now());
  return { ok: true, ...accountOf(team), ...tokensOf(installation), token_type: 'bot' };
}

function accountOf(team: Team): Json {
  const { orgInstall } = team.knobs;
  return {
    team: orgInstall ? null : { id: team.id, name: team.name },
    enterprise: orgInstall ? { id: ENTERPRISE, name: `${team.name} Organisation` } : null,
    is_enterprise_install: orgInstall,
  };
}

function tokensOf({ token, refreshToken }: Installation): Json {
  const rotating = { refresh_token: refreshToken, expires_in: TWELVE_HOURS / 1000 };
  return { access_token: token, ...(refreshToken === null ? {} : rotating) };
}

/** Installs the app and gives what Slack answers. */
function installed(team: Team, grant: Grant): Json {
  const installation = team.installations.allow(grant.userId, grant.scopes);
  if (team.knobs.rotation) team.installations.rotate(installation, team.clock.now());
  const answer: Json = {
    ok: true,
    app_id: team.app.id,
    authed_user: { id: grant.userId },
    scope: [...installation.scopes].join(','),
    token_type: 'bot',
    bot_user_id: team.app.botUserId,
    ...accountOf(team),
    ...tokensOf(installation),
  };
  const channel = grant.channelId === null ? null : team.channels.find(grant.channelId);
  if (channel !== null) {
    const webhook = { channelId: channel.id, secret: team.ids.next('webhook') };
    installation.webhooks.push(webhook);
    answer['incoming_webhook'] = {
      channel: `#${channel.name}`,
      channel_id: channel.id,
      configuration_url: `https://${team.domain}.slack.com/services/${team.app.botId}`,
      url: `${team.address}/services/${team.id}/${team.app.botId}/${webhook.secret}`,
    };
  }
  return answer;
}
