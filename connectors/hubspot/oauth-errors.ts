import type { Problem, ProblemCode } from '#core/problem.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import * as z from 'zod';
import { refusalError, type Refusal } from './errors.ts';

const oauthBody = z.object({
  /** HubSpot's own word, e.g. BAD_REFRESH_TOKEN. */
  status: z.string().catch(''),
  /** OAuth's word, e.g. invalid_grant. */
  error: z.string().catch(''),
  message: z.string().catch(''),
});

interface Rule {
  words: string[];
  code: ProblemCode;
  message: string;
  remedy: string;
}

/**
 * First match decides. Our own misconfiguration comes first: it must never make a customer's connection look
 * revoked. `invalid_grant` alone is too vague to end one.
 */
const RULES: readonly Rule[] = [
  {
    words: ['BAD_CLIENT_ID', 'BAD_CLIENT_SECRET', 'invalid_client', 'unauthorized_client'],
    code: 'config_invalid',
    message: 'HubSpot does not accept our client id and secret.',
    remedy: 'Correct HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET on the server. Customers need do nothing.',
  },
  {
    words: ['BAD_REDIRECT_URI', 'MISMATCH_REDIRECT_URI_AUTH_CODE'],
    code: 'config_invalid',
    message: 'The redirect address is not the one registered with HubSpot.',
    remedy: 'Correct PUBLIC_URL on the server, or the redirect address in the HubSpot app.',
  },
  {
    words: ['BAD_REFRESH_TOKEN', 'BAD_HUB', 'access_denied'],
    code: 'vendor_revoked',
    message: 'HubSpot has ended this connection: the app was removed or the account is gone.',
    remedy: 'Connect HubSpot again.',
  },
  {
    words: ['BAD_AUTH_CODE', 'BAD_CODE_VERIFIER'],
    code: 'expired',
    message: 'The consent was used already or took too long.',
    remedy: 'Start connecting again.',
  },
];

/** Turns a refusal of the token endpoints into a problem; throttling and outages are read as everywhere else. */
export function grantError(refusal: Refusal): ConnectorError {
  const general = refusalError(refusal);
  if (general.retryAfter !== null && refusal.status !== 401) return asUnavailable(general);
  const body = readBody(refusal.body);
  const rule = RULES.find(({ words }) => words.includes(body.status) || words.includes(body.error));
  if (rule) return new ConnectorError({ code: rule.code, message: rule.message, remedy: rule.remedy }, null);
  const said = body.message.slice(0, 300) || body.error || `status ${refusal.status}`;
  const remedy = 'Start connecting again; if it stays, report the message above.';
  return new ConnectorError(
    { code: 'vendor_refused', message: `HubSpot refused the grant: ${said}`, remedy },
    null,
  );
}

function asUnavailable({ problem, retryAfter }: ConnectorError): ConnectorError {
  const unavailable: Problem = { ...problem, code: 'vendor_unavailable' };
  return new ConnectorError(unavailable, retryAfter);
}

function readBody(text: string): z.infer<typeof oauthBody> {
  const nothing = { status: '', error: '', message: '' };
  try {
    return oauthBody.catch(nothing).parse(JSON.parse(text));
  } catch {
    return nothing; // not JSON: the status alone decides
  }
}
