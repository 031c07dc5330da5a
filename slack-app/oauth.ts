import { ok, type Problem, refuse, type Result } from '#core/problem.ts';

import type { OauthV2AccessResponse } from '@slack/web-api';

import { attempt, createWebClient } from './client.ts';
import type { SlackResult } from './client-problem.ts';

/** Every permission we ask for, and why. The manifest asks for the same. */
export const slackScopes: readonly { scope: string; why: string }[] = [
  {
    scope: 'chat:write',
    why: 'To post alerts and reward approvals, and to update them once they are decided.',
  },
  {
    scope: 'chat:write.public',
    why: 'To post in a public channel you choose without inviting the app first.',
  },
  { scope: 'commands', why: 'To answer /advocates.' },
  { scope: 'users:read', why: 'To show by name who decided or thanked.' },
  { scope: 'users:read.email', why: 'To match a Slack user with the owner of a CRM record by e-mail.' },
  { scope: 'channels:read', why: 'To offer your public channels by name when you choose where messages go.' },
  { scope: 'incoming-webhook', why: "To let you choose the first channel on Slack's own consent screen." },
  { scope: 'im:write', why: 'To write to a person alone: reminders, and the digest of their morning.' },
];

/** The tokens of an installation. With rotation they end, and a refresh token comes with them. */
export interface SlackTokens {
  accessToken: string;
  /** Empty without rotation. */
  refreshToken: string;
  /** Seconds until the access token ends; null without rotation. */
  expiresIn: number | null;
}

/** A team, or a whole organisation, that installed the app. */
export interface SlackInstall extends SlackTokens {
  /** The team's id, or the organisation's where all of it installed the app. */
  accountId: string;
  accountName: string;
  isOrganisation: boolean;
  botUserId: string;
  appId: string;
  scopes: string[];
  installerUserId: string;
  /** The channel chosen on the consent screen. */
  channelId: string | null;
}

/** Where to send someone who wants to install the app. */
export function authorizeUrl(request: {
  authorizeUrl: string;
  clientId: string;
  state: string;
  redirectUri: string;
}): string {
  const url = new URL(request.authorizeUrl);
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('scope', slackScopes.map(({ scope }) => scope).join(','));
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('state', request.state);
  return url.href;
}

/** Reads what Slack's consent screen sends back. Comparing `state` is the caller's part. */
export function readCallback(query: URLSearchParams): Result<{ code: string; state: string }> {
  const error = query.get('error');
  if (error === 'access_denied') {
    return refuse(
      'vendor_refused',
      'The installation was cancelled at Slack.',
      'Start it again and press Allow.',
    );
  }
  if (error !== null) return refuse('vendor_refused', 'Slack refused the installation.', 'Start it again.');
  const code = query.get('code');
  const state = query.get('state');
  if (!code || !state) {
    return refuse(
      'invalid_input',
      'The answer from Slack lacks its code or state.',
      'Start the installation again.',
    );
  }
  return ok({ code, state });
}

/** The permissions we asked for and did not get, as a problem that names each; null where none is missing. */
export function partialGrant(install: SlackInstall): Problem | null {
  return slackScopes.every(({ scope }) => install.scopes.includes(scope)) ? null : missingScopes(install);
}

function missingScopes({ scopes }: SlackInstall): Problem {
  const missing = slackScopes.map(({ scope }) => scope).filter((scope) => !scopes.includes(scope));
  return {
    code: 'scope_missing',
    message: `Slack did not grant ${missing.join(', ')}.`,
    remedy: 'Install the app again and allow everything it asks for.',
  };
}

/** Trades the code (good once, for ten minutes) for the team's token. */
export async function exchange(request: {
  apiUrl: string;
  fetch: typeof fetch;
  clientId: string;
  clientSecret: string;
  code: string;
  redirectUri: string;
}): Promise<SlackResult<SlackInstall>> {
  const client = createWebClient(request);
  const { clientId, clientSecret, code, redirectUri } = request;
  const answered = await attempt(
    client.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      code,
      redirect_uri: redirectUri,
    }),
    (answer): SlackInstall => ({
      ...accountOf(answer),
      ...tokensOf(answer),
      botUserId: answer.bot_user_id ?? '',
      appId: answer.app_id ?? '',
      scopes: (answer.scope ?? '').split(',').filter((scope) => scope !== ''),
      installerUserId: answer.authed_user?.id ?? '',
      channelId: answer.incoming_webhook?.channel_id ?? null,
    }),
  );
  return answered.ok ? complete(answered.value) : answered;
}

/** An organisation-wide installation names no team (docs.slack.dev/enterprise/developing-for-enterprise-orgs). */
function accountOf(answer: OauthV2AccessResponse) {
  const { team, enterprise } = answer;
  const isOrganisation = answer.is_enterprise_install === true;
  const account = isOrganisation ? enterprise : team;
  return { accountId: account?.id ?? '', accountName: account?.name ?? '', isOrganisation };
}

function tokensOf(answer: OauthV2AccessResponse): SlackTokens {
  return {
    accessToken: answer.access_token ?? '',
    refreshToken: answer.refresh_token ?? '',
    expiresIn: answer.expires_in ?? null,
  };
}

/**
 * Trades a refresh token for the next pair; Slack revokes the old one with it (docs.slack.dev/authentication/
 * using-token-rotation). `vendor_revoked` where Slack knows it no more, for whatever reason.
 */
export async function refresh(request: {
  apiUrl: string;
  fetch: typeof fetch;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}): Promise<SlackResult<SlackTokens>> {
  const { clientId, clientSecret, refreshToken } = request;
  return attempt(
    createWebClient(request).oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    }),
    tokensOf,
  );
}

function complete(install: SlackInstall): SlackResult<SlackInstall> {
  // Without this one nothing works; what the others are for is missed one by one, and said on the connection.
  if (!install.scopes.includes('chat:write'))
    return { ok: false, problem: { ...missingScopes(install), retryAfter: null } };
  if (install.accountId === '' || install.accessToken === '') {
    const message = 'Slack installed the app without saying where.';
    const remedy = 'Start the installation again.';
    return { ok: false, problem: { code: 'vendor_refused', message, remedy, retryAfter: null } };
  }
  return { ok: true, value: install };
}
