import { createHash, createHmac } from 'node:crypto';
import type { Hono } from 'hono';
import type { Sandbox } from '../api.ts';
import { idOf, textOf, type Row } from '../org/row.ts';
import { oauthRefusal } from '../refusal.ts';
import type { IssuedTokens } from './grants.ts';
import { readAssertion } from './jwt.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** Exchange, refresh, JWT bearer and revocation. */
export function tokenRoutes(router: Hono, sandbox: Sandbox): void {
  router.post('/services/oauth2/token', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const grant = form.get('grant_type');
    if (grant === JWT_BEARER) return assert(sandbox, form);
    if (grant !== 'authorization_code' && grant !== 'refresh_token')
      return oauthRefusal('unsupported_grant_type', 'grant type not supported');
    const refused = refuseClient(sandbox, form, context.req.header('authorization') ?? '');
    if (refused) return refused;
    return grant === 'refresh_token' ? refresh(sandbox, form) : exchange(sandbox, form);
  });

  const revoke = (token: string): Response =>
    sandbox.grants.revoke(token)
      ? new Response(null, { status: 200, headers: NO_STORE })
      : oauthRefusal('invalid_token', 'invalid token: ');
  router.post('/services/oauth2/revoke', async (context) =>
    revoke(new URLSearchParams(await context.req.text()).get('token') ?? ''),
  );
  router.get('/services/oauth2/revoke', (context) => revoke(context.req.query('token') ?? ''));
}

/** The app's own credentials, in the form or as HTTP Basic. */
function refuseClient(sandbox: Sandbox, form: URLSearchParams, authorization: string): Response | null {
  const basic = /^Basic (.+)$/i.exec(authorization)?.[1];
  const [id = '', secret = ''] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [];
  if ((form.get('client_id') ?? decodeURIComponent(id)) !== sandbox.app.clientId)
    return oauthRefusal('invalid_client_id', 'client identifier invalid');
  if ((form.get('client_secret') ?? decodeURIComponent(secret)) !== sandbox.app.clientSecret)
    return oauthRefusal('invalid_client', 'invalid client credentials');
  return null;
}

function exchange(sandbox: Sandbox, form: URLSearchParams): Response {
  const code = form.get('code') ?? '';
  const asked = sandbox.grants.code(code);
  if (!asked) return oauthRefusal('invalid_grant', 'invalid authorization code');
  if (asked.redirectUri !== form.get('redirect_uri'))
    return oauthRefusal('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const verifier = form.get('code_verifier') ?? '';
  if (createHash('sha256').update(verifier).digest('base64url') !== asked.challenge)
    return oauthRefusal('invalid_grant', 'invalid code verifier');
  const issued = sandbox.grants.redeem(code);
  return issued ? tokenAnswer(sandbox, issued) : oauthRefusal('invalid_grant', 'expired authorization code');
}

function refresh(sandbox: Sandbox, form: URLSearchParams): Response {
  const issued = sandbox.grants.refresh(form.get('refresh_token') ?? '');
  return issued
    ? tokenAnswer(sandbox, issued)
    : oauthRefusal('invalid_grant', 'expired access/refresh token');
}

function assert(sandbox: Sandbox, form: URLSearchParams): Response {
  const read = readAssertion(form.get('assertion') ?? '', {
    clientId: sandbox.app.clientId,
    publicKey: sandbox.app.publicKey,
    audiences: [
      'https://login.salesforce.com',
      'https://test.salesforce.com',
      sandbox.loginUrl,
      sandbox.instanceUrl,
    ],
    now: sandbox.now(),
  });
  if ('error' in read) return oauthRefusal(read.error, read.description);
  const user = userNamed(sandbox, read.username);
  if (!user) return oauthRefusal('invalid_grant', "user hasn't approved this consumer");
  if (user['IsActive'] !== true || sandbox.grants.isFrozen(idOf(user)))
    return oauthRefusal('invalid_grant', 'inactive user');
  return tokenAnswer(sandbox, sandbox.grants.issueAccess(idOf(user), ['api', 'id']));
}

function userNamed(sandbox: Sandbox, username: string): Row | null {
  for (const user of sandbox.org.table('User').all())
    if (textOf(user, 'Username').toLowerCase() === username.toLowerCase()) return user;
  return null;
}

/** No `expires_in`: Salesforce tells nobody when a session ends. A JWT session has no refresh token and no signature. */
function tokenAnswer(sandbox: Sandbox, issued: IssuedTokens): Response {
  const { access, refresh: refreshToken, session } = issued;
  const id = `${sandbox.loginUrl}/id/${sandbox.org.id}/${session.userId}`;
  const issuedAt = String(sandbox.now());
  const signature = createHmac('sha256', sandbox.app.clientSecret)
    .update(id + issuedAt)
    .digest('base64');
  const isJwt = session.family.startsWith('jwt:');
  return Response.json(
    {
      access_token: access,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      ...(isJwt ? {} : { signature, issued_at: issuedAt }),
      scope: session.scopes.join(' '),
      instance_url: sandbox.instanceUrl,
      id,
      token_type: 'Bearer',
    },
    { headers: NO_STORE },
  );
}
