import { describe, expect, it } from 'vitest';

import { firstAnswer, recordingVerbs, slackApp } from './recording-verbs.ts';
import { event, FORM, interaction, NOW, press, signedRequest, submission } from './signed-request.ts';

const approval = press('reward_approve', 'reward-1');

describe('a request that is not Slack’s', () => {
  it.each([
    ['forged', { secret: 'other' }],
    ['stale', { timestamp: NOW / 1000 - 301 }],
    ['from the future', { timestamp: NOW / 1000 + 301 }],
    ['truncated', { headers: { 'x-slack-signature': 'v0=12' } }],
    ['unsigned', { headers: { 'x-slack-signature': '' } }],
  ])('is refused when %s, and changes nothing', async (_, signing) => {
    const recording = recordingVerbs();
    const answer = await slackApp(recording)(interaction(approval, signing));
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 401, code: 'bad_signature' });
    expect(recording.steps).toEqual([['answered', 401]]);
  });

  it('is refused when too large, whatever its signature', async () => {
    const recording = recordingVerbs();
    const answer = await slackApp(recording)(signedRequest('x'.repeat(1_000_001), FORM));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'too_large' });
  });

  it.each([
    ['{', 'application/json'],
    ['payload=%7B', FORM],
    ['{}', 'text/plain'],
  ])('is refused when it reads %s as %s', async (body, type) => {
    const answer = await slackApp(recordingVerbs())(signedRequest(body, type));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 400, code: 'not_json' });
  });
});

describe("Slack's own checks", () => {
  it('of the address are answered with the challenge', async () => {
    const body = '{"type":"url_verification","challenge":"3eZbrw1a"}';
    const answer = await slackApp(recordingVerbs())(signedRequest(body, 'application/json'));
    expect(answer).toMatchObject({ status: 200, body: '{"challenge":"3eZbrw1a"}' });
  });

  it('of the address are refused unsigned', async () => {
    const body = '{"type":"url_verification","challenge":"3eZbrw1a"}';
    const answer = await slackApp(recordingVerbs())(
      signedRequest(body, 'application/json', { secret: 'other' }),
    );
    expect(answer.status).toBe(401);
  });

  it.each([{}, { secret: 'other' }])('of the certificate are answered, signed or not', async (signing) => {
    const recording = recordingVerbs();
    const answer = await slackApp(recording)(signedRequest('ssl_check=1&token=x', FORM, signing));
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(recording.steps).toEqual([['answered', 200]]);
  });
});

describe('what no feature handles', () => {
  it.each([
    ['an event', event('team_join', { user: 'U7', tab: 'home' }), 'event team_join'],
    [
      'an event with odd fields',
      event('reaction_added', { item: 'x', channel: null }),
      'event reaction_added',
    ],
    ['an action', interaction(press('poll_vote', 'x')), 'action poll_vote'],
    ['a modal', interaction({ ...submission('m', '', {}), type: 'view_closed' }), 'view_closed m'],
    [
      'a dialog',
      interaction({ type: 'dialog_cancellation', user: { id: 'U7' }, team: { id: 'T1' } }),
      'type dialog_cancellation',
    ],
  ])('%s is answered and counted', async (_, request, label) => {
    const recording = recordingVerbs();
    expect(await slackApp(recording)(request)).toEqual({ status: 200, body: '', failures: [] });
    expect(recording.steps).toContainEqual(['countUnknown', 'T1', label]);
    expect(recording.steps).toHaveLength(2);
  });

  it('is answered before it is counted', async () => {
    for (const request of [event('team_join'), interaction(press('poll_vote', 'x'))]) {
      const answer = await firstAnswer(recordingVerbs({ countUnknown: new Promise(() => {}) }), request);
      expect(answer.status).toBe(200);
    }
  });

  it('reports a count that failed', async () => {
    const answer = await slackApp(recordingVerbs({ countUnknown: new Error('no room') }))(event('team_join'));
    expect(answer).toMatchObject({ status: 200, failures: [new Error('no room')] });
  });
});

describe('an event', () => {
  it('is answered only once it is recorded', async () => {
    const recorded = Promise.withResolvers<void>();
    const recording = recordingVerbs({ uninstalled: recorded.promise });
    const answer = slackApp(recording)(event('app_uninstalled'));
    await expect.poll(() => recording.steps).toEqual([['uninstalled', 'T1']]);
    recorded.resolve();
    expect((await answer).status).toBe(200);
  });
});
