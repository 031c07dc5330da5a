import { expect, test } from 'vitest';
import type { ProblemCode } from '#core/problem.ts';
import { refusalError, unreachableError } from '#connectors/salesforce/errors.ts';

const error = (status: number, body: unknown, retryAfter: number | null = null) =>
  refusalError({ status, body: typeof body === 'string' ? body : JSON.stringify(body), retryAfter });
const row = (errorCode: string, message = 'm') => [{ errorCode, message }];

test.each<[status: number, body: unknown, code: ProblemCode, wait: number | null]>([
  [401, row('INVALID_SESSION_ID', 'Session expired or invalid'), 'unauthorized', 0],
  [403, row('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), 'rate_limited', 900_000],
  [403, row('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'), 'rate_limited', 60_000],
  [400, row('UNABLE_TO_LOCK_ROW'), 'vendor_unavailable', 1_000],
  [503, row('SERVER_UNAVAILABLE'), 'vendor_unavailable', 1_000],
  [500, row('UNKNOWN_EXCEPTION'), 'vendor_unavailable', 1_000],
  [502, '<html>Bad Gateway</html>', 'vendor_unavailable', 1_000],
  [400, row('INVALID_QUERY_LOCATOR'), 'vendor_unavailable', 60_000],
  [400, row('QUERY_TIMEOUT'), 'vendor_unavailable', 60_000],
  [400, row('INVALID_FIELD', "No such column 'X__c' on entity 'Contact'"), 'property_missing', null],
  [400, row('INVALID_TYPE'), 'property_missing', null],
  [400, row('MALFORMED_QUERY'), 'vendor_refused', null],
  [403, row('INSUFFICIENT_ACCESS'), 'scope_missing', null],
  [400, row('INSUFFICIENT_ACCESS_OR_READONLY'), 'scope_missing', null],
  [404, row('NOT_FOUND'), 'not_found', null],
  [414, '', 'too_large', null],
  [407, '', 'config_invalid', null],
  [302, '', 'vendor_refused', null],
  [400, 'no JSON at all', 'vendor_refused', null],
])('%i %j is %s', (status, body, code, wait) => {
  expect(error(status, body)).toMatchObject({ problem: { code }, retryAfter: wait });
});

test.each<[status: number, body: unknown, remedy: RegExp]>([
  [403, row('API_DISABLED_FOR_ORG'), /API Enabled/],
  [403, row('FUNCTIONALITY_NOT_ENABLED'), /edition/],
  [401, row('INVALID_LOGIN'), /login history/],
  [403, row('LOGIN_MUST_USE_SECURITY_TOKEN'), /IP ranges/],
  [403, row('USER_FROZEN'), /unfreeze/],
  [401, row('UNKNOWN', 'This is an inactive user'), /active and not frozen/],
  [403, row('LOGIN_DURING_RESTRICTED_TIME'), /login hours/],
  [403, row('PASSWORD_LOCKOUT'), /unlock/],
])('%i %j tells an admin what to mend, and is not tried again', (status, body, remedy) => {
  const { problem, retryAfter } = error(status, body);
  expect(problem.code).toBe('vendor_refused');
  expect(problem.remedy).toMatch(remedy);
  expect(retryAfter).toBeNull();
});

test('a wait Salesforce asks for is kept where it is longer', () => {
  expect(error(503, '', 120_000).retryAfter).toBe(120_000);
  expect(error(503, '', 500).retryAfter).toBe(1_000);
  expect(error(400, row('MALFORMED_QUERY'), 5_000).retryAfter).toBeNull();
});

test('the message says what Salesforce said, within bounds', () => {
  const fields = Array.from({ length: 50 }, (_, at) => `F${at}__c`);
  const { problem } = error(400, [{ errorCode: 'INVALID_FIELD', message: 'x'.repeat(9_000), fields }]);
  expect(problem.message).toMatch(/^Salesforce answered 400: INVALID_FIELD: x+ \(F0__c, /);
  expect(problem.message.length).toBeLessThan(800);
  expect(error(400, { message: 'one', errorCode: 'TWO' }).problem.message).toContain('TWO: one');
  expect(error(400, '[]').problem.message).toContain('without a reason');
});

test('no answer is worth repeating', () => {
  expect(unreachableError(new Error('reset'))).toMatchObject({
    retryAfter: 1_000,
    problem: { code: 'vendor_unavailable', message: 'Salesforce did not answer: reset' },
  });
});
