import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { Problem, ProblemCode } from '#core/problem.ts';
import * as z from 'zod';
import { refusalError, type Refusal } from './errors.ts';

const oauthBody = z.object({ error: z.string().min(1), error_description: z.string().catch('') });
type OauthBody = z.infer<typeof oauthBody>;

interface Rule {
  /** OAuth's or Salesforce's word in `error`, e.g. invalid_grant. */
  error: RegExp;
  /** Salesforce's words in `error_description`: `invalid_grant` alone says little. */
  description?: RegExp;
  code: ProblemCode;
  message: string;
  remedy: string;
}

const LATER = 60_000;
const INACTIVE =
  'In Salesforce Setup, Users: activate or unfreeze the user, and look at their login history for the reason. Then connect Salesforce again.';
const LET_IN =
  'In Salesforce Setup, Users: activate or unfreeze the user, and look at their login history for the reason; a closed org has to be opened by Salesforce. A connection made before goes on by itself within a quarter of an hour.';

/** Our own misconfiguration comes first: it must never make a customer's connection look revoked. */
const COMMON: readonly Rule[] = [
  {
    error: /^(invalid_client|invalid_client_id|invalid_client_credentials|unauthorized_client)$/,
    code: 'config_invalid',
    message: 'Salesforce does not accept our client id and secret.',
    remedy:
      'Correct SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET on the server. Customers need do nothing.',
  },
  {
    error: /^redirect_uri_(mismatch|missing)$/,
    code: 'config_invalid',
    message: 'The redirect address is not the one registered with Salesforce.',
    remedy: 'Correct PUBLIC_URL on the server, or the callback URL of the External Client App.',
  },
  {
    error: /^(OAUTH_APP_BLOCKED|OAUTH_APP_ACCESS_DENIED|invalid_app_access)$/i,
    code: 'vendor_refused',
    message: 'This Salesforce org does not let the user use our app.',
    remedy:
      'Install our package first; then, in Setup under External Client Apps, allow the app for the user, by its permission set if it asks for admin approval.',
  },
  {
    error: /^inactive_org$/,
    code: 'vendor_revoked',
    message: 'This Salesforce org is locked, closed or suspended.',
    remedy: 'Have Salesforce open the org again, then connect it again.',
  },
  {
    error: /^inactive_user$/,
    code: 'vendor_revoked',
    message: 'The Salesforce user Groundswell is connected as is inactive or frozen.',
    remedy: INACTIVE,
  },
  {
    error: /./,
    description: /inactive user|user is inactive|frozen/i,
    code: 'vendor_revoked',
    message: 'The Salesforce user Groundswell is connected as is inactive or frozen.',
    remedy: INACTIVE,
  },
  {
    error: /./,
    description: /ip restricted|login hours/i,
    code: 'vendor_refused',
    message: 'Salesforce does not let the user in from our address or at this hour.',
    remedy:
      'Relax the login IP ranges and login hours of the user’s profile, or send our calls through a proxy with a fixed address.',
  },
];

const CODE_GRANT: readonly Rule[] = [
  {
    error: /^invalid_grant$/,
    code: 'expired',
    message: 'The consent was used already or took too long.',
    remedy: 'Start connecting again.',
  },
  {
    error: /^access_denied$/,
    code: 'vendor_refused',
    message: 'Access was not allowed in Salesforce.',
    remedy: 'Start connecting again and choose Allow.',
  },
];

const REVOCATION: readonly Rule[] = [
  {
    error: /^(invalid_token|unsupported_token_type)$/,
    code: 'not_found',
    message: 'Salesforce does not know this token any more.',
    remedy: 'Nothing to do: it has ended already.',
  },
];

const REFRESH_GRANT: readonly Rule[] = [
  {
    error: /^(invalid_grant|access_denied)$/,
    description: /approved this consumer/i,
    code: 'vendor_revoked',
    message: 'Access for our app was withdrawn from the Salesforce user Groundswell is connected as.',
    remedy:
      'Allow the app for this user again (by its permission set, if it asks for admin approval) and connect again.',
  },
  {
    error: /^(invalid_grant|access_denied)$/,
    code: 'vendor_revoked',
    message:
      'Salesforce has ended this connection: access was revoked, the user was frozen or deactivated, or nobody used it for too long.',
    remedy:
      'In Salesforce Setup, Users: check that the user Groundswell is connected as is active and not frozen; their login history says what happened. Then connect Salesforce again.',
  },
];

const JWT_GRANT: readonly Rule[] = [
  {
    error: /^(invalid_grant|invalid_request)$/,
    description: /approved this consumer/i,
    code: 'vendor_refused',
    message: 'Our app may not sign in for this user yet, or there is no user of this name.',
    remedy:
      'In Setup, External Client Apps: set permitted users to “Admin approved users are pre-authorized” and assign its permission set to the user. Check the user name.',
  },
  {
    error: /./,
    description: /audience/i,
    code: 'config_invalid',
    message: 'Salesforce expects the sign-in at another address.',
    remedy:
      'Connect with the address of this org: sandbox for a sandbox, otherwise production or its My Domain.',
  },
  {
    error: /./,
    description: /assertion/i,
    code: 'config_invalid',
    message: 'Salesforce does not accept what we signed with our key.',
    remedy:
      'SALESFORCE_JWT_KEY has to belong to the certificate uploaded to the External Client App, and the server’s clock has to be right.',
  },
];

/** A refusal of the code exchange. */
export const codeGrantError = grantError([...COMMON, ...CODE_GRANT]);

/** A refusal of a revocation; `not_found` where there is nothing left to revoke. */
export const revocationError = grantError([...COMMON, ...REVOCATION]);

const definiteJwtError = grantError([...COMMON, ...JWT_GRANT]);

/** A refusal of the JWT bearer flow. It never ends a connection: a signed user needs nobody's consent to come back. */
export function jwtGrantError(refusal: Refusal): ConnectorError {
  const error = definiteJwtError(refusal);
  if (error.problem.code !== 'vendor_revoked') return error;
  const said = readBody(refusal.body)?.error_description.trim().slice(0, 200) ?? '';
  const told = said === '' ? '' : ` Salesforce said: “${said}”.`;
  const problem: Problem = {
    code: 'vendor_refused',
    message: `${error.problem.message}${told}`,
    remedy: LET_IN,
  };
  return new ConnectorError(problem, null);
}

const definiteRefreshError = grantError([...COMMON, ...REFRESH_GRANT]);

/**
 * A refusal of a refresh. Salesforce's word that it refused is definite, and so is being turned away at the door (429,
 * 503, a proxy's 407): the token was not used up. After anything else it may have been.
 */
export function refreshError(refusal: Refusal): ConnectorError {
  const { status } = refusal;
  const isTurnedAway = [407, 429, 503].includes(status);
  const body = readBody(refusal.body);
  const isRefused = status >= 400 && status < 500 && body !== null && !isBroken(body);
  if (isTurnedAway || isRefused) return definiteRefreshError(refusal);
  return new ConnectorError(uncertainGrant(`it answered ${status}`), null);
}

/** What to say when nobody knows whether a refresh token was used up. Trying it again would end the whole grant. */
export function uncertainGrant(reason: string): Problem {
  return {
    code: 'grant_uncertain',
    message: `Salesforce was asked to renew our access and its answer was lost (${reason.slice(0, 200)}). The old access may have ended with it.`,
    remedy:
      'Connect Salesforce again. Connecting with a signed user (JWT) cannot be interrupted in this way.',
  };
}

function grantError(rules: readonly Rule[]): (refusal: Refusal) => ConnectorError {
  return (refusal) => {
    const body = readBody(refusal.body);
    if (body === null || isBroken(body) || isBusy(body)) return passingError(refusal, body);
    const rule = rules.find(
      ({ error, description }) =>
        error.test(body.error) && (description?.test(body.error_description) ?? true),
    );
    if (rule)
      return new ConnectorError({ code: rule.code, message: rule.message, remedy: rule.remedy }, null);
    const said = [body.error, body.error_description].filter((part) => part !== '').join(': ');
    return refused(`Salesforce refused the grant: ${said.slice(0, 300)}`);
  };
}

/** Throttling and outages are read as everywhere else, or from OAuth's words, which come with a status of 400. */
function passingError(refusal: Refusal, body: OauthBody | null): ConnectorError {
  const { problem, retryAfter } = refusalError(refusal);
  if (problem.code === 'config_invalid') return new ConnectorError(problem, null);
  if (body !== null || problem.code === 'vendor_unavailable') {
    const remedy = 'Try again in a minute. If this stays, look at status.salesforce.com.';
    const message =
      body === null ? problem.message : `Salesforce could not answer: ${body.error.slice(0, 100)}`;
    return new ConnectorError({ code: 'vendor_unavailable', message, remedy }, retryAfter ?? LATER);
  }
  return refused(problem.message);
}

function refused(message: string): ConnectorError {
  const remedy = 'Start connecting again; if it stays, report the message above.';
  return new ConnectorError({ code: 'vendor_refused', message, remedy }, null);
}

function isBusy({ error }: OauthBody): boolean {
  return ['rate_limit_exceeded', 'temporarily_unavailable', 'slow_down'].includes(error);
}

/** Said after the work has begun: nobody knows how far it came. */
function isBroken({ error }: OauthBody): boolean {
  return ['server_error', 'unknown_error'].includes(error);
}

function readBody(text: string): OauthBody | null {
  try {
    return oauthBody.parse(JSON.parse(text));
  } catch {
    return null; // not OAuth's JSON: the status alone decides
  }
}
