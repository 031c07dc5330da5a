import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import type { Sandbox } from '../api.ts';
import { refusal } from '../refusal.ts';
import { ACCESS_TOKEN_SECONDS, type Claims } from '../tokens.ts';

const VERSION = ':version{v1|v3|2026-03|2026-09}';

/** Token exchange, refresh, introspection and revocation. */
export function tokenRoutes(api: Hono, sandbox: Sandbox): void {
  api.post(`/oauth/${VERSION}/token`, async (context) => {
    const form = await readForm(context.req.raw);
    const refused = refuseClient(sandbox, form);
    if (refused) return refused;
    if (form.get('grant_type') === 'authorization_code') return exchange(sandbox, form);
    if (form.get('grant_type') === 'refresh_token') return refresh(sandbox, form);
    return oauthError('UNSUPPORTED_GRANT_TYPE', 'unsupported_grant_type', 'grant type is not supported');
  });

  api.post(`/oauth/${VERSION}/token/introspect`, async (context) => {
    const form = await readForm(context.req.raw);
    return refuseClient(sandbox, form) ?? Response.json(introspect(sandbox, form.get('token') ?? ''));
  });

  api.post(`/oauth/${VERSION}/token/revoke`, async (context) => {
    const form = await readForm(context.req.raw);
    const refused = refuseClient(sandbox, form);
    if (refused) return refused;
    const claims = sandbox.tokens.refreshClaims(form.get('token') ?? '');
    if (claims) sandbox.tokens.revokeRefresh(claims.grant);
    return new Response(null, { status: 204 });
  });

  api.delete(`/oauth/${VERSION}/refresh-tokens/:token`, (context) => {
    const claims = sandbox.tokens.refreshClaims(context.req.param('token'));
    if (claims) sandbox.tokens.revokeRefresh(claims.grant);
    return new Response(null, { status: 204 });
  });

  api.get(`/oauth/${VERSION}/access-tokens/:token`, (context) => {
    const found = sandbox.tokens.accessClaims(context.req.param('token'));
    if (!found || found.expired) return refusal(404, 'OBJECT_NOT_FOUND', 'access token not found or expired');
    return Response.json({
      ...introspect(sandbox, context.req.param('token')),
      token: context.req.param('token'),
    });
  });
}

async function readForm(request: Request): Promise<URLSearchParams> {
  const isForm = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded');
  return new URLSearchParams(isForm ? await request.text() : '');
}

function refuseClient(sandbox: Sandbox, form: URLSearchParams): Response | null {
  if (form.get('client_id') !== sandbox.app.clientId)
    return oauthError('BAD_CLIENT_ID', 'invalid_client', 'missing or invalid client id');
  if (form.get('client_secret') !== sandbox.app.clientSecret)
    return oauthError('BAD_CLIENT_SECRET', 'invalid_client', 'missing or invalid client secret');
  return null;
}

function exchange(sandbox: Sandbox, form: URLSearchParams): Response {
  const claims = sandbox.tokens.redeem(form.get('code') ?? '');
  if (!claims) return oauthError('BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code');
  if (claims.redirectUri !== form.get('redirect_uri'))
    return oauthError(
      'MISMATCH_REDIRECT_URI_AUTH_CODE',
      'invalid_grant',
      'redirect uri does not match the auth code',
    );
  if (claims.challenge !== null && claims.challenge !== challengeOf(form.get('code_verifier') ?? ''))
    return oauthError(
      'BAD_CODE_VERIFIER',
      'invalid_grant',
      'code verifier does not match the code challenge',
    );
  const { access, refresh: refreshToken } = sandbox.tokens.issuePair(claims);
  sandbox.install = { grant: claims.grant, scopes: claims.scopes, at: sandbox.now() };
  return tokenAnswer(sandbox, claims, access, refreshToken);
}

/** The refresh token comes back unchanged, as HubSpot's do. */
function refresh(sandbox: Sandbox, form: URLSearchParams): Response {
  const token = form.get('refresh_token') ?? '';
  const claims = sandbox.tokens.refreshClaims(token);
  if (!claims) return oauthError('BAD_REFRESH_TOKEN', 'invalid_grant', 'missing or invalid refresh token');
  sandbox.install ??= { grant: claims.grant, scopes: claims.scopes, at: sandbox.now() };
  return tokenAnswer(sandbox, claims, sandbox.tokens.issueAccess(claims), token);
}

function tokenAnswer(sandbox: Sandbox, claims: Claims, access: string, refreshToken: string): Response {
  return Response.json({
    token_type: 'bearer',
    access_token: access,
    refresh_token: refreshToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    hub_id: sandbox.portal.id,
    scopes: claims.scopes,
  });
}

function introspect(sandbox: Sandbox, token: string): Record<string, unknown> {
  const access = sandbox.tokens.accessClaims(token);
  const claims = access && !access.expired ? access.claims : sandbox.tokens.refreshClaims(token);
  if (!claims) return { active: false };
  const left = ACCESS_TOKEN_SECONDS - Math.floor((sandbox.now() - claims.issuedAt) / 1000);
  return {
    active: true,
    token_use: claims.kind === 'access' ? 'access_token' : 'refresh_token',
    client_id: sandbox.app.clientId,
    app_id: sandbox.app.id,
    hub_id: sandbox.portal.id,
    hub_domain: 'www.northwind-cloud.example',
    user: 'admin@northwind-cloud.example',
    user_id: 7_700_001,
    scopes: claims.scopes,
    ...(claims.kind === 'access' ? { expires_in: left } : {}),
  };
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function oauthError(status: string, error: string, message: string): Response {
  return Response.json({ status, error, error_description: message, message }, { status: 400 });
}
