import { describe, expect, it } from 'vitest';

import { recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { event } from '../../signed-request.ts';

describe('a team that removes the app', () => {
  it.each([
    ['app_uninstalled', {}],
    ['tokens_revoked', { tokens: { oauth: [], bot: ['U0BOT'] } }],
  ])('is passed on by %s before it is answered', async (type, rest) => {
    const recording = recordingVerbs();
    await slackApp(recording)(event(type, rest));
    expect(recording.steps).toEqual([
      ['uninstalled', 'T1'],
      ['answered', 200],
    ]);
  });

  it("is not meant by somebody's own token", async () => {
    const recording = recordingVerbs();
    await slackApp(recording)(event('tokens_revoked', { tokens: { oauth: ['U7'], bot: [] } }));
    expect(recording.steps).toEqual([['answered', 200]]);
  });

  it('is asked to say it again when it could not be recorded', async () => {
    const recording = recordingVerbs({ uninstalled: new Error('storage is gone') });
    const answer = await slackApp(recording)(event('app_uninstalled'));
    expect(answer).toMatchObject({ status: 500, failures: [new Error('storage is gone')] });
  });

  it('is heard on a retry too', async () => {
    const recording = recordingVerbs();
    const headers = { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' };
    await slackApp(recording)(event('app_uninstalled', {}, { headers }));
    expect(recording.steps[0]).toEqual(['uninstalled', 'T1']);
  });

  it.each([
    [true, 'E1'],
    [false, 'T1'],
  ])('is its whole organisation where that installed the app: %s', async (isOrganisation, account) => {
    const recording = recordingVerbs();
    const authorization = { enterprise_id: 'E1', team_id: null, is_enterprise_install: isOrganisation };
    const rest = { enterprise_id: 'E1', authorizations: [authorization] };
    await slackApp(recording)(event('app_uninstalled', {}, {}, rest));
    expect(recording.steps[0]).toEqual(['uninstalled', account]);
  });
});
