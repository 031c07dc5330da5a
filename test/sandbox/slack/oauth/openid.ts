import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sign } from 'hono/jwt';
import { http, HttpResponse, type RequestHandler } from 'msw';
import type { Json } from '../json.ts';
import { takeFault } from '../knobs.ts';
import { htmlResponse, html, type Markup } from '../pages/html.ts';
import type { Team } from '../team/team.ts';
import { readArgs, type Args } from '../web-api/args.ts';
import { misbehave } from '../web-api/fault-response.ts';
import { client } from './access.ts';
import { isBelow } from './authorize.ts';
import { refusalPage, shell } from './consent-page.ts';

const SCOPES = ['openid', 'profile', 'email'];

/** What a sign-in URL asks for. */
interface Ask {
  redirectUri: string;
  state: string;
  nonce: string | null;
}

/** Sign in with Slack: `/openid/connect/authorize`, `openid.connect.token`, `openid.connect.userInfo` and the keys. */
export function openId(team: () => Team, redirectUrls: readonly string[]): RequestHandler[] {
  const keys = new SigningKey();
  return [
    http.get('*/openid/connect/authorize', ({ request }) => {
      const ask = readAsk(team(), new URL(request.url).searchParams, redirectUrls);
      return typeof ask === 'string'
        ? htmlResponse(refusalPage(ask), 400)
        : htmlResponse(choicePage(team(), ask));
    }),
    http.post('*/openid/connect/authorize', async ({ request }) => {
      const ask = readAsk(team(), new URL(request.url).searchParams, redirectUrls);
      if (typeof ask === 'string') return htmlResponse(refusalPage(ask), 400);
      return decide(team(), ask, new URLSearchParams(await request.text()));
    }),
    http.get('*/openid/connect/keys', () => HttpResponse.json({ keys: [keys.published()] })),
    http.post('*/api/openid.connect.token', async ({ request }) => {
      const here = team();
      here.calledAt(request);
      const fault = takeFault(here.knobs, 'openid.connect.token');
      if (fault !== null) return misbehave(fault);
      const args = await readArgs(request);
      return HttpResponse.json(await exchange(here, keys, args, client(request, args)));
    }),
    http.all('*/api/openid.connect.userInfo', async ({ request }) => {
      const token = /^Bearer (.+)$/u.exec(request.headers.get('authorization') ?? '')?.[1];
      const userId = keys.signedIn.get(token ?? (await readArgs(request))?.text('token') ?? '');
      if (userId === undefined) return HttpResponse.json({ ok: false, error: 'invalid_auth' });
      return HttpResponse.json({ ok: true, sub: userId, ...claimsOf(team(), userId) });
    }),
  ];
}

/** Reads a sign-in URL, or says what Slack would hold against it. */
function readAsk(team: Team, query: URLSearchParams, redirectUrls: readonly string[]): Ask | string {
  if (query.get('client_id') !== team.app.clientId) return 'Invalid client_id parameter';
  if (query.get('response_type') !== 'code') return 'Invalid response_type parameter';
  const scopes = (query.get('scope') ?? '').split(/[\s,]+/u);
  const unknown = scopes.find((scope) => !SCOPES.includes(scope));
  if (unknown !== undefined || !scopes.includes('openid'))
    return `Invalid permissions requested: invalid_scope: ${unknown ?? 'openid'}`;
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!redirectUrls.some((allowed) => isBelow(redirectUri, allowed)))
    return `redirect_uri did not match any configured URIs. Passed URI: ${redirectUri}`;
  return { redirectUri, state: query.get('state') ?? '', nonce: query.get('nonce') };
}

function choicePage(team: Team, ask: Ask): Markup {
  return shell(
    `Sign in to ${team.app.name}`,
    html`<p class="consent-team">${team.name}</p>
      <h1>${team.app.name} would like to confirm your identity on ${team.name}</h1>
      <form method="post">
        <ul class="scopes">
          <li><span>See your name, picture and e-mail address</span> <code>openid profile email</code></li>
        </ul>
        <label class="field"
          >Signed in as
          <select name="user">
            ${team.members.all().map((member) => html`<option value="${member.id}">${member.realName} · ${member.title}</option>`)}
          </select>
        </label>
        <p class="fine">After you decide you go back to <b>${new URL(ask.redirectUri).host}</b>.</p>
        <div class="consent-buttons">
          <button name="decision" value="cancel">Cancel</button>
          <button name="decision" value="allow" class="primary">Allow</button>
        </div>
      </form>`,
  );
}

function decide(team: Team, { redirectUri, state, nonce }: Ask, form: URLSearchParams): Response {
  const target = new URL(redirectUri);
  if (state !== '') target.searchParams.set('state', state);
  const member = team.members.get(form.get('user') ?? '');
  if (form.get('decision') !== 'allow') target.searchParams.set('error', 'access_denied');
  else if (member === null || member.deleted)
    return htmlResponse(refusalPage('Choose who you are, then try again.'), 400);
  else {
    const grant = { userId: member.id, scopes: SCOPES, redirectUri, channelId: null, nonce: nonce ?? '' };
    target.searchParams.set('code', team.codes.issue(grant));
  }
  return new Response(null, { status: 302, headers: { location: target.href, 'cache-control': 'no-store' } });
}

async function exchange(
  team: Team,
  keys: SigningKey,
  args: Args | null,
  by: { id: string; secret: string },
): Promise<Json> {
  if (args === null) return { ok: false, error: 'invalid_json' };
  if (by.id !== team.app.clientId) return { ok: false, error: 'invalid_client_id' };
  if (by.secret !== team.app.clientSecret) return { ok: false, error: 'bad_client_secret' };
  const grant = team.codes.exchange(args.text('code'), args.text('redirect_uri'));
  if (typeof grant === 'string') return { ok: false, error: grant };
  if (grant.nonce === null) return { ok: false, error: 'invalid_code' };
  const now = Math.floor(team.clock.now() / 1000);
  const token = `xoxp-${team.ids.next('')}`;
  keys.signedIn.set(token, grant.userId);
  const idToken = await keys.sign({
    iss: team.address,
    sub: grant.userId,
    aud: team.app.clientId,
    iat: now,
    auth_time: now,
    exp: now + 300,
    ...(grant.nonce === '' ? {} : { nonce: grant.nonce }),
    ...claimsOf(team, grant.userId),
  });
  return { ok: true, access_token: token, token_type: 'Bearer', id_token: idToken };
}

function claimsOf(team: Team, userId: string): Json {
  const member = team.members.get(userId);
  return {
    'https://slack.com/user_id': userId,
    'https://slack.com/team_id': team.id,
    email: member?.email ?? null,
    email_verified: true,
    name: member?.realName ?? null,
    picture: `https://avatars.example/${userId}.png`,
    locale: 'en-US',
    'https://slack.com/team_name': team.name,
    'https://slack.com/team_domain': team.domain,
  };
}

/** The key ID tokens are signed with, made when it is first needed, and whom its tokens stand for. */
class SigningKey {
  readonly signedIn = new Map<string, string>();
  #pair: { privateKey: KeyObject; publicKey: KeyObject } | null = null;

  published(): Json {
    return {
      ...this.#keys().publicKey.export({ format: 'jwk' }),
      use: 'sig',
      alg: 'RS256',
      kid: 'sandbox',
    };
  }

  sign(claims: Json): Promise<string> {
    const key = { ...this.#keys().privateKey.export({ format: 'jwk' }), kid: 'sandbox', alg: 'RS256' };
    return sign(claims, key as Parameters<typeof sign>[1], 'RS256');
  }

  #keys() {
    return (this.#pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
  }
}
