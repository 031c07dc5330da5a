import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';

import { slackProblem } from '#slack-app/client-problem.ts';

function problemOf(error: string, rest: object = {}) {
  return slackProblem(new WebAPIPlatformError({ ok: false, error, ...rest }));
}

describe('slackProblem', () => {
  it.each([
    ['token_revoked', 'vendor_revoked', null],
    ['invalid_auth', 'vendor_revoked', null],
    ['account_inactive', 'vendor_revoked', null],
    ['users_not_found', 'not_found', null],
    ['ratelimited', 'rate_limited', 30_000],
    ['internal_error', 'vendor_unavailable', 5_000],
    ['bad_client_secret', 'config_invalid', null],
    ['channel_not_found', 'vendor_refused', null],
    ['some_new_error', 'vendor_refused', null],
  ])('%s is %s', (error, code, retryAfter) => {
    expect(problemOf(error)).toMatchObject({ code, retryAfter });
  });

  it('says how to get into a channel', () => {
    expect(problemOf('channel_not_found').remedy).toContain('/invite');
    expect(problemOf('not_in_channel').remedy).toContain('/invite');
  });

  it('names the missing permission', () => {
    const problem = problemOf('missing_scope', { needed: 'users:read.email', provided: 'chat:write' });
    expect(problem).toMatchObject({
      code: 'scope_missing',
      message: 'Slack did not give us the permission users:read.email.',
    });
    expect(problemOf('missing_scope').message).toContain('the permission it needs');
  });

  it('names an error it does not know, and nothing that is no name', () => {
    expect(problemOf('some_new_error').message).toBe('Slack refused (some_new_error).');
    expect(problemOf('<html>secret</html>')).toMatchObject({ code: 'vendor_unavailable' });
    expect(JSON.stringify(problemOf('<html>secret</html>'))).not.toContain('secret');
  });

  it('takes anything else for a lost connection', () => {
    expect(slackProblem(new Error('aborted'))).toMatchObject({
      code: 'vendor_unavailable',
      retryAfter: 5_000,
    });
  });
});
