import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';

import type { Problem, ProblemCode } from '#core/problem.ts';

import { asText } from './json.ts';

/** A call to Slack that failed. */
export interface SlackProblem extends Problem {
  /** Milliseconds to wait before the same call may succeed; null where repeating it cannot help. */
  retryAfter: number | null;
}

/** A Result whose problem also says when to try again. */
export type SlackResult<T> = { ok: true; value: T } | { ok: false; problem: SlackProblem };

const SOON = 5_000;
const LATER = 30_000;

const INVITE = 'Invite the app to the channel with /invite, or choose another channel.';
const REMEDIES: Readonly<Record<string, string>> = {
  channel_not_found: INVITE,
  not_in_channel: INVITE,
  user_not_in_channel: 'The person has to join the channel first.',
  is_archived: 'Unarchive the channel, or choose another one.',
  restricted_action: 'A Slack admin has to allow apps to post in this channel.',
  message_not_found: 'The message was deleted in Slack; post it again.',
  cant_update_message: 'The message was not posted by this app; post it again.',
  msg_too_long: 'Shorten the message.',
  expired_trigger_id: 'Slack waits three seconds for a dialog. Press the button again.',
  exchanged_trigger_id: 'The dialog was opened already. Press the button again.',
  invalid_code: 'Start the installation again.',
  code_already_used: 'Start the installation again.',
  bad_redirect_uri: 'Add the callback address of this server to the redirect URLs on the app page at Slack.',
};
const CODES: Readonly<Record<string, ProblemCode>> = {
  token_revoked: 'vendor_revoked',
  token_expired: 'unauthorized',
  invalid_refresh_token: 'vendor_revoked',
  invalid_auth: 'vendor_revoked',
  not_authed: 'vendor_revoked',
  account_inactive: 'vendor_revoked',
  users_not_found: 'not_found',
  user_not_found: 'not_found',
  missing_scope: 'scope_missing',
  ratelimited: 'rate_limited',
  rate_limited: 'rate_limited',
  internal_error: 'vendor_unavailable',
  fatal_error: 'vendor_unavailable',
  service_unavailable: 'vendor_unavailable',
  request_timeout: 'vendor_unavailable',
  team_added_to_org: 'vendor_unavailable',
  bad_client_secret: 'config_invalid',
  invalid_client_id: 'config_invalid',
  invalid_client: 'config_invalid',
};

/** What a failed call means and what to do about it. Error names as Slack's method pages list them. */
export function slackProblem(error: unknown): SlackProblem {
  if (error instanceof WebAPIRateLimitedError) return rateLimited(error.retryAfter * 1000);
  if (error instanceof WebAPIPlatformError) return refusal(error.data);
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) return httpRefusal(error.statusCode);
  return unavailable('Slack could not be reached, or took longer than ten seconds.');
}

function refusal(data: WebAPIPlatformError['data']): SlackProblem {
  const name = asText(data.error) ?? '';
  // A page instead of JSON comes from something in front of Slack.
  if (!/^[\w-]{1,80}$/u.test(name)) return unavailable('Slack answered something that is not JSON.');
  const code = CODES[name] ?? 'vendor_refused';
  switch (code) {
    case 'rate_limited':
      return rateLimited(LATER);
    case 'vendor_unavailable':
      return unavailable(`Slack could not do it just now (${name}).`);
    case 'unauthorized':
      return {
        ...problem(code, 'The access to Slack has run out.', 'It is renewed by itself.'),
        retryAfter: 0,
      };
    case 'scope_missing':
      return problem(
        code,
        `Slack did not give us the permission ${scopes(data)}.`,
        'Install the Slack app again and allow it.',
      );
    case 'vendor_revoked':
      return problem(code, `Slack no longer accepts our token (${name}).`, 'Install the Slack app again.');
    case 'not_found':
      return problem(
        code,
        'Slack knows nobody by that e-mail or id.',
        'Check the address, or invite the person to Slack.',
      );
    case 'config_invalid':
      return problem(
        code,
        `Slack does not know this app (${name}).`,
        'Compare SLACK_CLIENT_ID and SLACK_CLIENT_SECRET with the app page at Slack.',
      );
    default:
      return problem(
        code,
        `Slack refused (${name}).`,
        REMEDIES[name] ?? `Look up ${name} in Slack's documentation of the call.`,
      );
  }
}

function httpRefusal(status: number): SlackProblem {
  return problem('vendor_refused', `Slack refused with HTTP status ${status}.`, 'Check SLACK_API_URL.');
}

function scopes(data: WebAPIPlatformError['data']): string {
  return ('needed' in data ? asText(data.needed) : null) ?? 'it needs';
}

function rateLimited(retryAfter: number): SlackProblem {
  const seconds = Math.ceil(retryAfter / 1000);
  return { ...problem('rate_limited', 'Slack asks us to slow down.', `Wait ${seconds} s.`), retryAfter };
}

function unavailable(message: string): SlackProblem {
  return { ...problem('vendor_unavailable', message, 'It is tried again by itself.'), retryAfter: SOON };
}

function problem(code: ProblemCode, message: string, remedy: string): SlackProblem {
  return { code, message, remedy, retryAfter: null };
}
