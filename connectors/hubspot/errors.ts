import type { Problem, ProblemCode } from '#core/problem.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import * as z from 'zod';

/** A refusal as it came over the wire. `retryAfter` is the header's value in milliseconds, null where absent. */
export interface Refusal {
  status: number;
  body: string;
  retryAfter: number | null;
}

const refusalBody = z.object({
  message: z.string().catch(''),
  category: z.string().catch(''),
  policyName: z.string().catch(''),
  correlationId: z.string().catch(''),
  errors: z
    .array(
      z.object({
        code: z.string().catch(''),
        message: z.string().catch(''),
        context: z.record(z.string(), z.array(z.string()).catch([])).catch({}),
      }),
    )
    .catch([]),
});
export type RefusalBody = z.infer<typeof refusalBody>;

type Wait = (refusal: Refusal) => number | null;
interface Rule {
  when: (status: number, body: RefusalBody) => boolean;
  code: ProblemCode;
  /** Milliseconds until the same call may succeed; null where repeating cannot help. */
  wait: Wait;
  remedy: string;
}

const never: Wait = () => null;
const atLeast =
  (ms: number): Wait =>
  ({ retryAfter }) =>
    Math.max(ms, retryAfter ?? 0);
const orHeader =
  (ms: number): Wait =>
  ({ retryAfter }) =>
    retryAfter ?? ms;
const between = (low: number, high: number) => (status: number) => status >= low && status <= high;
const is = (wanted: number) => (status: number) => status === wanted;

/** First match decides. Waits follow HubSpot's usage guidelines: 10 s for the rolling window, 1 s for search. */
const RULES: readonly Rule[] = [
  {
    when: (s, b) => s === 429 && /daily/i.test(b.policyName + b.message) && !/secondly/i.test(b.policyName),
    code: 'rate_limited',
    wait: never,
    remedy:
      'The daily allowance of this HubSpot account is used up; it renews at midnight in the account’s time zone.',
  },
  {
    when: (s, b) => s === 429 && isSearchLimit(b),
    code: 'rate_limited',
    wait: orHeader(1_000),
    remedy: 'Nothing to do: the search is repeated in a second.',
  },
  {
    when: is(429),
    code: 'rate_limited',
    wait: orHeader(10_000),
    remedy: 'Nothing to do: the call is repeated when HubSpot’s window has passed.',
  },
  {
    when: is(423),
    code: 'vendor_unavailable',
    wait: atLeast(2_000),
    remedy: 'Nothing to do: the record is locked for a moment and the call is repeated.',
  },
  {
    when: is(477),
    code: 'vendor_unavailable',
    wait: orHeader(60_000),
    remedy:
      'Nothing to do: HubSpot is moving this account to another data centre and says when to come back.',
  },
  {
    when: (s) => s === 408 || s === 500 || between(502, 504)(s) || between(520, 526)(s),
    code: 'vendor_unavailable',
    wait: orHeader(1_000),
    remedy: 'Nothing to do: the call is repeated. If this stays, look at status.hubspot.com.',
  },
  {
    when: is(401),
    code: 'unauthorized',
    wait: () => 0,
    remedy: 'Nothing to do: the call is repeated with a fresh token. If this stays, connect HubSpot again.',
  },
  {
    when: (s, b) => s === 403 && b.category === 'MISSING_SCOPES',
    code: 'scope_missing',
    wait: never,
    remedy: 'Connect HubSpot again and grant the scopes named here.',
  },
  {
    when: is(403),
    code: 'vendor_refused',
    wait: never,
    remedy: 'Ask a HubSpot administrator whether this app may still do this.',
  },
  {
    when: (s, b) => s === 400 && b.message.includes('PROPERTY_DOESNT_EXIST'),
    code: 'property_missing',
    wait: never,
    remedy: 'Nothing to do: the properties are checked and made again before the next try.',
  },
  {
    when: (s, b) => s === 400 && b.category === 'VALIDATION_ERROR',
    code: 'record_rejected',
    wait: never,
    remedy: 'Correct the record, or the rule in HubSpot that rejects it, then send it again.',
  },
  {
    when: is(404),
    code: 'not_found',
    wait: never,
    remedy: 'The record or resource is no longer in HubSpot.',
  },
  {
    when: is(409),
    code: 'key_conflict',
    wait: never,
    remedy: 'It exists already: compare it with what was asked for.',
  },
  { when: is(413), code: 'too_large', wait: never, remedy: 'Send less in one call.' },
  {
    when: () => true,
    code: 'vendor_refused',
    wait: never,
    remedy: 'Report this with the message above: HubSpot refused a call we should not have made.',
  },
];

/** The refusal's JSON, with blanks where HubSpot (or a proxy before it) sent something else. */
export function parseRefusal(body: string): RefusalBody {
  return refusalBody
    .catch({ message: '', category: '', policyName: '', correlationId: '', errors: [] })
    .parse(asJson(body));
}

/** Turns a refused call into a problem with its retry rule. Facts: HubSpot's usage guidelines and error reference. */
export function refusalError(refusal: Refusal): ConnectorError {
  const body = parseRefusal(refusal.body);
  const rule = RULES.find(({ when }) => when(refusal.status, body));
  if (!rule) throw new Error('the last rule matches everything');
  const problem: Problem = { code: rule.code, message: describe(refusal.status, body), remedy: rule.remedy };
  return new ConnectorError(problem, rule.wait(refusal));
}

/** Turns a call that got no answer (timeout, broken connection, half a body) into a retryable problem. */
export function unreachableError(cause: unknown): ConnectorError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = 'Nothing to do: the call is repeated. If this stays, look at status.hubspot.com.';
  return new ConnectorError(
    { code: 'vendor_unavailable', message: `HubSpot did not answer: ${reason}`, remedy },
    1_000,
  );
}

/** The scopes a MISSING_SCOPES refusal asks for. */
function missingScopes(body: RefusalBody): string[] {
  const named = body.errors.flatMap(({ context }) => [
    ...(context['requiredGranularScopes'] ?? []),
    ...(context['requiredScopes'] ?? []),
  ]);
  return [...new Set(named)];
}

function isSearchLimit({ policyName, message }: RefusalBody): boolean {
  return (
    policyName === 'SECONDLY' ||
    (policyName === '' && /\bsecondly limit/i.test(message) && !/ten_secondly/i.test(message))
  );
}

function describe(status: number, body: RefusalBody): string {
  const scopes = missingScopes(body);
  if (body.category === 'MISSING_SCOPES' && scopes.length > 0)
    return `HubSpot has not granted: ${scopes.join(', ')}`;
  const said = body.message.slice(0, 500) || 'without a reason';
  const trace = body.correlationId ? ` (correlation ${body.correlationId})` : '';
  return `HubSpot answered ${status}: ${said}${trace}`;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // an HTML error page from a proxy: the status alone decides
  }
}
