import type { Hono } from 'hono';
import * as z from 'zod';
import { pageResponse } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { consentPage, refusedPage, type Consent } from '../pages/consent.ts';

const requestSchema = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string().min(1),
  optional_scope: z.string().default(''),
  state: z.string().default(''),
  code_challenge: z.string().default(''),
  code_challenge_method: z.enum(['S256', '']).default(''),
});

/** The consent screen and what its two buttons lead to. */
export function authorizeRoutes(api: Hono, sandbox: Sandbox): void {
  api.get('/oauth/authorize', async (context) => {
    const consent = readConsent(sandbox, new URL(context.req.url).searchParams);
    if (typeof consent === 'string') return pageResponse(refusedPage(consent), 400);
    return pageResponse(consentPage(sandbox, consent));
  });

  api.post('/oauth/authorize', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const consent = readConsent(sandbox, form);
    if (typeof consent === 'string') return pageResponse(refusedPage(consent), 400);
    const back = new URL(consent.redirectUri);
    if (consent.state) back.searchParams.set('state', consent.state);
    if (form.get('action') !== 'connect') {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'The user denied access to the app');
      return context.redirect(back.href);
    }
    const granted = [...consent.required, ...consent.optional].filter((scope) =>
      form.getAll('grant').includes(scope),
    );
    back.searchParams.set('code', sandbox.tokens.issueCode(granted, consent.redirectUri, consent.challenge));
    return context.redirect(back.href);
  });
}

/** The request as the page needs it; a string says what is wrong with it. */
function readConsent(sandbox: Sandbox, params: URLSearchParams): Consent | string {
  const parsed = requestSchema.safeParse(Object.fromEntries(params));
  if (!parsed.success)
    return `The link is missing ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}.`;
  const { data } = parsed;
  if (data.client_id !== sandbox.app.clientId) return `There is no app with the client id ${data.client_id}.`;
  const redirect = URL.canParse(data.redirect_uri) ? new URL(data.redirect_uri) : null;
  const local = redirect !== null && ['localhost', '127.0.0.1', '[::1]'].includes(redirect.hostname);
  if (!redirect || (redirect.protocol !== 'https:' && !(local && redirect.protocol === 'http:')))
    return 'The redirect address must use HTTPS, except on localhost.';
  return {
    clientId: data.client_id,
    redirectUri: data.redirect_uri,
    state: data.state,
    challenge: data.code_challenge || null,
    required: data.scope.split(' ').filter(Boolean),
    optional: data.optional_scope.split(' ').filter(Boolean),
  };
}
