import type { Hono } from 'hono';
import * as z from 'zod';
import { pageResponse } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { parseId } from '../org/id.ts';
import { consentPage, refusedPage, type Consent } from './consent-page.ts';

const requestSchema = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string().default('api refresh_token id'),
  state: z.string().default(''),
  code_challenge: z.string().default(''),
  code_challenge_method: z.string().default(''),
});

/** The consent screen and what its two buttons lead to. */
export function authorizeRoutes(router: Hono, sandbox: Sandbox): void {
  router.get('/services/oauth2/authorize', async (context) => {
    const consent = readConsent(sandbox, new URL(context.req.url).searchParams);
    if (typeof consent === 'string') return pageResponse(refusedPage(consent), 400);
    const refused = withoutChallenge(consent);
    return refused === null ? pageResponse(consentPage(sandbox, consent)) : context.redirect(refused);
  });

  router.post('/services/oauth2/authorize', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const consent = readConsent(sandbox, form);
    if (typeof consent === 'string') return pageResponse(refusedPage(consent), 400);
    const refused = withoutChallenge(consent);
    if (refused !== null) return context.redirect(refused);
    if (form.get('decision') !== 'allow')
      return context.redirect(
        backWith(consent, { error: 'access_denied', error_description: 'end-user denied authorization' }),
      );
    const userId = parseId(form.get('user') ?? '');
    const user = userId && sandbox.org.get('User', userId);
    if (!userId || !user || user['IsActive'] !== true || sandbox.grants.isFrozen(userId))
      return pageResponse(refusedPage('This user cannot sign in. Ask an administrator of the org.'), 400);
    const code = sandbox.grants.issueCode(userId, consent.scopes, consent.redirectUri, consent.challenge);
    return context.redirect(backWith(consent, { code }));
  });
}

/** The request as the page needs it; a string says what is wrong with it. */
function readConsent(sandbox: Sandbox, params: URLSearchParams): Consent | string {
  const parsed = requestSchema.safeParse(Object.fromEntries(params));
  if (!parsed.success)
    return `error=invalid_request: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}.`;
  const { data } = parsed;
  if (data.client_id !== sandbox.app.clientId)
    return 'error=invalid_client_id&error_description=client identifier invalid';
  const redirect = URL.canParse(data.redirect_uri) ? new URL(data.redirect_uri) : null;
  const isLocal = redirect !== null && ['localhost', '127.0.0.1', '[::1]'].includes(redirect.hostname);
  if (!redirect || (redirect.protocol !== 'https:' && !(isLocal && redirect.protocol === 'http:')))
    return 'error=redirect_uri_mismatch&error_description=redirect_uri must match configuration';
  return {
    clientId: data.client_id,
    redirectUri: data.redirect_uri,
    state: data.state,
    challenge: data.code_challenge_method === 'S256' ? data.code_challenge : '',
    scopes: data.scope.split(' ').filter(Boolean),
  };
}

/** Where a request without an S256 challenge is sent: partner apps must have one. */
function withoutChallenge(consent: Consent): string | null {
  if (consent.challenge !== '') return null;
  return backWith(consent, {
    error: 'invalid_request',
    error_description: 'missing required code challenge',
  });
}

function backWith(consent: Consent, values: Record<string, string>): string {
  const back = new URL(consent.redirectUri);
  for (const [name, value] of Object.entries(values)) back.searchParams.set(name, value);
  if (consent.state) back.searchParams.set('state', consent.state);
  return back.href;
}
