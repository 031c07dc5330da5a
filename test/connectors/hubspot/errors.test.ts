import { describe, expect, test } from 'vitest';
import { refusalError, unreachableError } from '#connectors/hubspot/errors.ts';

const limit = (policyName: string, message = `You have reached your ${policyName.toLowerCase()} limit.`) => ({
  status: 'error',
  message,
  errorType: 'RATE_LIMIT',
  correlationId: 'c-1',
  policyName,
});

function judged(status: number, body: unknown = {}, retryAfter: number | null = null) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { problem, retryAfter: wait } = refusalError({ status, body: text, retryAfter });
  return [problem.code, wait];
}

describe('refusalError', () => {
  test.each([
    ['ten seconds', 429, limit('TEN_SECONDLY_ROLLING'), null, 'rate_limited', 10_000],
    ['ten seconds, with a header', 429, limit('TEN_SECONDLY_ROLLING'), 3_000, 'rate_limited', 3_000],
    ['search', 429, limit('SECONDLY'), null, 'rate_limited', 1_000],
    [
      'search, told by its message alone',
      429,
      { message: 'You have reached your secondly limit.' },
      null,
      'rate_limited',
      1_000,
    ],
    [
      'ten seconds, told by its message alone',
      429,
      { message: 'You have reached your ten_secondly_rolling limit.' },
      null,
      'rate_limited',
      10_000,
    ],
    ['a day', 429, limit('DAILY'), null, 'rate_limited', null],
    ['a day, with a header', 429, limit('DAILY'), 5_000, 'rate_limited', null],
    ['no reason', 429, '', null, 'rate_limited', 10_000],
    ['locked', 423, {}, null, 'vendor_unavailable', 2_000],
    ['locked, with a shorter header', 423, {}, 1_000, 'vendor_unavailable', 2_000],
    ['locked, with a longer header', 423, {}, 4_000, 'vendor_unavailable', 4_000],
    ['moving', 477, {}, 86_400_000, 'vendor_unavailable', 86_400_000],
    ['expired token', 401, { category: 'EXPIRED_AUTHENTICATION' }, null, 'unauthorized', 0],
    ['validation', 400, { category: 'VALIDATION_ERROR' }, null, 'record_rejected', null],
    ['bad request', 400, {}, null, 'vendor_refused', null],
    ['forbidden', 403, {}, null, 'vendor_refused', null],
    ['not found', 404, {}, null, 'not_found', null],
    ['conflict', 409, {}, null, 'key_conflict', null],
    ['too large', 413, {}, null, 'too_large', null],
    ['redirect', 302, '', null, 'vendor_refused', null],
    ['teapot', 418, '', null, 'vendor_refused', null],
  ])('%s', (_name, status, body, header, code, wait) => {
    expect(judged(status, body, header)).toEqual([code, wait]);
  });

  test.each([500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526])('%i passes', (status) => {
    expect(judged(status, '<html>Bad Gateway</html>')).toEqual(['vendor_unavailable', 1_000]);
  });

  test.each([501, 505, 519, 527])('%i does not', (status) => {
    expect(judged(status)).toEqual(['vendor_refused', null]);
  });

  test('names the scopes that are missing', () => {
    const context = { requiredGranularScopes: ['crm.objects.contacts.read', 'crm.objects.contacts.write'] };
    const body = JSON.stringify({
      category: 'MISSING_SCOPES',
      message: 'no',
      errors: [{ message: 'm', context }],
    });
    const { problem, retryAfter } = refusalError({ status: 403, body, retryAfter: null });
    expect(problem.code).toBe('scope_missing');
    expect(problem.message).toContain('crm.objects.contacts.read, crm.objects.contacts.write');
    expect(retryAfter).toBeNull();
  });

  test('keeps what HubSpot said and its trace, cut to a readable length', () => {
    const body = JSON.stringify({ message: `first ${'x'.repeat(5_000)}`, correlationId: 'abc-1' });
    const { message } = refusalError({ status: 400, body, retryAfter: null }).problem;
    expect(message).toContain('first');
    expect(message).toContain('abc-1');
    expect(message.length).toBeLessThan(700);
  });
});

test('a call without an answer is worth repeating', () => {
  const { problem, retryAfter } = unreachableError(
    new DOMException('The operation timed out', 'TimeoutError'),
  );
  expect(problem.code).toBe('vendor_unavailable');
  expect(problem.message).toContain('timed out');
  expect(retryAfter).toBe(1_000);
});
