import { http, type RequestHandler } from 'msw';
import { htmlResponse } from '../pages/html.ts';
import type { Team } from '../team/team.ts';
import { consentPage, refusalPage } from './consent-page.ts';
import { SCOPES, splitScopes } from './scopes.ts';

/** What an authorize URL asks for. */
export interface Ask {
  redirectUri: string;
  state: string;
  scopes: string[];
}

/** Handlers of the consent screen: `GET /oauth/v2/authorize` shows it, `POST` carries out Allow or Cancel. */
export function authorize(team: () => Team, redirectUrls: readonly string[]): RequestHandler[] {
  return [
    http.get('*/oauth/v2/authorize', ({ request }) => {
      const ask = readAsk(team(), new URL(request.url).searchParams, redirectUrls);
      return typeof ask === 'string'
        ? htmlResponse(refusalPage(ask), 400)
        : htmlResponse(consentPage(team(), ask));
    }),
    http.post('*/oauth/v2/authorize', async ({ request }) => {
      const ask = readAsk(team(), new URL(request.url).searchParams, redirectUrls);
      if (typeof ask === 'string') return htmlResponse(refusalPage(ask), 400);
      return decide(team(), ask, new URLSearchParams(await request.text()));
    }),
  ];
}

/** Reads an authorize URL, or says what Slack would hold against it. */
function readAsk(team: Team, query: URLSearchParams, redirectUrls: readonly string[]): Ask | string {
  if (query.get('client_id') !== team.app.clientId) return 'Invalid client_id parameter';
  const scopes = splitScopes(query.get('scope') ?? '');
  const unknown = [...scopes, ...splitScopes(query.get('user_scope') ?? '')].find(
    (scope) => !Object.hasOwn(SCOPES, scope),
  );
  if (unknown !== undefined) return `Invalid permissions requested: invalid_scope: ${unknown}`;
  if (scopes.length === 0) return 'Invalid permissions requested: no_scopes';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!redirectUrls.some((allowed) => isBelow(redirectUri, allowed))) {
    return `redirect_uri did not match any configured URIs. Passed URI: ${redirectUri}`;
  }
  return { redirectUri, state: query.get('state') ?? '', scopes };
}

/** Whether a redirect address is one the app may have. */
export function isBelow(address: string, allowed: string): boolean {
  const [given, configured] = [URL.parse(address), URL.parse(allowed)];
  return (
    given !== null &&
    configured !== null &&
    given.origin === configured.origin &&
    given.pathname.startsWith(configured.pathname)
  );
}

function decide(team: Team, ask: Ask, form: URLSearchParams): Response {
  const target = new URL(ask.redirectUri);
  if (ask.state !== '') target.searchParams.set('state', ask.state);
  const member = team.members.get(form.get('user') ?? '');
  const channel = ask.scopes.includes('incoming-webhook')
    ? team.channels.find(form.get('channel') ?? '')
    : null;
  if (form.get('decision') !== 'allow') {
    target.searchParams.set('error', 'access_denied');
  } else if (member === null || (channel === null && ask.scopes.includes('incoming-webhook'))) {
    return htmlResponse(refusalPage('Choose who you are and a channel to post to, then try again.'), 400);
  } else {
    const grant = {
      userId: member.id,
      scopes: ask.scopes,
      redirectUri: ask.redirectUri,
      channelId: channel?.id ?? null,
      nonce: null,
    };
    target.searchParams.set('code', team.codes.issue(grant));
  }
  return new Response(null, { status: 302, headers: { location: target.href, 'cache-control': 'no-store' } });
}
