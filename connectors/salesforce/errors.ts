import type { Problem, ProblemCode } from '#core/problem.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import * as z from 'zod';

/** A refusal as it came over the wire. `retryAfter` is the header's value in milliseconds, null where absent. */
export interface Refusal {
  status: number;
  body: string;
  retryAfter: number | null;
}

const refusalRow = z.object({
  errorCode: z.string().catch(''),
  message: z.string().catch(''),
  fields: z.array(z.string()).catch([]),
});
type RefusalRow = z.infer<typeof refusalRow>;
const refusalBody = z.union([z.array(refusalRow).min(1), refusalRow.transform((row) => [row])]);

interface Rule {
  when: (status: number, row: RefusalRow) => boolean;
  code: ProblemCode;
  /** Milliseconds until the same call may succeed; null where repeating cannot help. */
  wait: number | null;
  remedy: string;
}

const named =
  (...codes: string[]) =>
  (_status: number, { errorCode }: RefusalRow): boolean =>
    codes.includes(errorCode);
const is =
  (...wanted: number[]) =>
  (status: number): boolean =>
    wanted.includes(status);

const SOON = 1_000;
/** Beyond what a call is repeated for by itself: whoever called plans it, and begins from where they stand. */
const LATER = 60_000;
/** The allowance is a rolling day's: some of it comes back every hour, and asking more often uses it up again. */
const QUOTA = 900_000;

/** What may be wrong with the user we sign in as, each with what an admin does about it. */
const USER_RULES: readonly Rule[] = [
  {
    when: named('USER_FROZEN', 'INACTIVE_OWNER_OR_USER', 'INACTIVE_USER'),
    code: 'vendor_refused',
    wait: null,
    remedy:
      'In Salesforce Setup, Users: activate or unfreeze the user Groundswell is connected as, then connect Salesforce again.',
  },
  {
    when: (_, row) => row.errorCode === 'INVALID_LOGIN' || /\b(inactive|frozen) user\b/i.test(row.message),
    code: 'vendor_refused',
    wait: null,
    remedy:
      'In Salesforce Setup, Users: check that the user Groundswell is connected as is active and not frozen; their login history says why they were turned away.',
  },
  {
    when: named(
      'LOGIN_MUST_USE_SECURITY_TOKEN',
      'LOGIN_DURING_RESTRICTED_DOMAIN',
      'INVALID_IP',
      'IP_RESTRICTED',
    ),
    code: 'vendor_refused',
    wait: null,
    remedy:
      'Salesforce lets this user in from certain addresses only: relax the login IP ranges of their profile, or send our calls through a proxy with a fixed address.',
  },
  {
    when: named('LOGIN_DURING_RESTRICTED_TIME'),
    code: 'vendor_refused',
    wait: null,
    remedy: 'Remove the login hours from the profile of the user Groundswell is connected as.',
  },
  {
    when: named('PASSWORD_LOCKOUT', 'ORG_LOCKED', 'INVALID_OPERATION_WITH_EXPIRED_PASSWORD'),
    code: 'vendor_refused',
    wait: null,
    remedy:
      'In Salesforce Setup, Users: unlock the user Groundswell is connected as and have the password renewed.',
  },
  {
    when: named('API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED'),
    code: 'vendor_refused',
    wait: null,
    remedy:
      'Give the user Groundswell is connected as the permission “API Enabled”. Where the edition has no API (Professional without the add-on), ask Salesforce to switch it on.',
  },
  {
    when: named('FUNCTIONALITY_NOT_ENABLED'),
    code: 'vendor_refused',
    wait: null,
    remedy: 'This edition of Salesforce, or the licence of the user, does not include what was asked for.',
  },
];

/** First match decides. Facts: Salesforce's REST API status codes and its list of exception codes. */
const RULES: readonly Rule[] = [
  {
    when: (_, row) => row.errorCode === 'REQUEST_LIMIT_EXCEEDED' && /concurrent/i.test(row.message),
    code: 'rate_limited',
    wait: LATER,
    remedy: 'Nothing to do: too many long calls run in this org at once, and ours comes back in a minute.',
  },
  {
    when: named('REQUEST_LIMIT_EXCEEDED'),
    code: 'rate_limited',
    wait: QUOTA,
    remedy:
      'The API calls this Salesforce org may make in 24 hours are used up. We look again every quarter of an hour; lower our share, or ask Salesforce for more calls.',
  },
  {
    when: named('UNABLE_TO_LOCK_ROW'),
    code: 'vendor_unavailable',
    wait: SOON,
    remedy: 'Nothing to do: somebody else is writing the record and the call is repeated.',
  },
  {
    when: named('INVALID_QUERY_LOCATOR', 'QUERY_TIMEOUT', 'OPERATION_TOO_LARGE'),
    code: 'vendor_unavailable',
    wait: LATER,
    remedy: 'Nothing to do: reading goes on from the last place that was stored.',
  },
  ...USER_RULES,
  {
    when: is(401),
    code: 'unauthorized',
    wait: 0,
    remedy:
      'Nothing to do: the call is repeated with a fresh token. If this stays, connect Salesforce again.',
  },
  {
    when: is(407),
    code: 'config_invalid',
    wait: null,
    remedy: 'Correct the secret of the proxy on the server. Customers need do nothing.',
  },
  {
    when: (status) => status === 408 || status === 420 || status === 429 || status >= 500,
    code: 'vendor_unavailable',
    wait: SOON,
    remedy: 'Nothing to do: the call is repeated. If this stays, look at status.salesforce.com.',
  },
  {
    when: named('INVALID_FIELD', 'INVALID_TYPE', 'INVALID_FIELD_FOR_INSERT_UPDATE'),
    code: 'property_missing',
    wait: null,
    remedy:
      'Give the user Groundswell is connected as access to it; what they may see is read again before the next try.',
  },
  {
    when: (status, row) => status === 403 || row.errorCode.startsWith('INSUFFICIENT_ACCESS'),
    code: 'scope_missing',
    wait: null,
    remedy: 'Assign the permission set that comes with our package to the user Groundswell is connected as.',
  },
  {
    when: is(404),
    code: 'not_found',
    wait: null,
    remedy:
      'The record or object is not in this org, or the user Groundswell is connected as may not see it.',
  },
  { when: is(413, 414, 431), code: 'too_large', wait: null, remedy: 'Send less in one call.' },
  {
    when: (status) => status >= 300 && status < 400,
    code: 'vendor_refused',
    wait: null,
    remedy: 'The org may have moved or renamed its My Domain: connect Salesforce again.',
  },
  {
    when: () => true,
    code: 'vendor_refused',
    wait: null,
    remedy: 'Report this with the message above: Salesforce refused a call we should not have made.',
  },
];

/** Turns a refused call into a problem with its retry rule. */
export function refusalError(refusal: Refusal): ConnectorError {
  const row = parseRefusal(refusal.body);
  const rule = RULES.find(({ when }) => when(refusal.status, row));
  if (!rule) throw new Error('the last rule matches everything');
  const problem: Problem = { code: rule.code, message: describe(refusal.status, row), remedy: rule.remedy };
  return new ConnectorError(
    problem,
    rule.wait === null ? null : Math.max(rule.wait, refusal.retryAfter ?? 0),
  );
}

/** Turns a call that got no answer (timeout, broken connection, half a body) into a retryable problem. */
export function unreachableError(cause: unknown): ConnectorError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ConnectorError(
    {
      code: 'vendor_unavailable',
      message: `Salesforce did not answer: ${reason.slice(0, 300)}`,
      remedy: 'Nothing to do: the call is repeated. If this stays, look at status.salesforce.com.',
    },
    SOON,
  );
}

/** The first error of the list Salesforce sends, with blanks where something before it sent another thing. */
function parseRefusal(body: string): RefusalRow {
  const nothing = { errorCode: '', message: '', fields: [] };
  try {
    return refusalBody.parse(JSON.parse(body))[0] ?? nothing;
  } catch {
    return nothing; // an HTML error page: the status alone decides
  }
}

function describe(status: number, { errorCode, message, fields }: RefusalRow): string {
  const said = [errorCode, message.slice(0, 500)].filter((part) => part !== '').join(': ');
  const where = fields.length > 0 ? ` (${fields.slice(0, 10).join(', ')})` : '';
  return `Salesforce answered ${status}: ${said || 'without a reason'}${where}`;
}
