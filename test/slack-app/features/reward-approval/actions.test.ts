import { describe, expect, it } from 'vitest';

import { refuse } from '#core/problem.ts';
import { firstAnswer, recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { interaction, press } from '../../signed-request.ts';

const ACTOR = { teamId: 'T1', userId: 'U7', userName: 'ana' };
const DECISION = {
  key: 'press:T1:U7:1700.1:reward_approve:1700.2',
  rewardId: 'reward-1',
  revision: 1,
  decision: 'approve',
  reason: null,
  channelId: 'C1',
  messageTs: '1700.1',
  responseUrl: 'https://hooks.slack.com/actions/T1/1/x',
};

describe('Approve', () => {
  it('commits, then acks, and says nothing more', async () => {
    const recording = recordingVerbs();
    const answer = await slackApp(recording)(interaction(press('reward_approve', 'reward-1')));
    expect(answer).toEqual({ status: 200, body: '', failures: [] });
    expect(recording.steps).toEqual([
      ['decideReward', ACTOR, DECISION],
      ['answered', 200],
    ]);
  });

  it('names the revision that was shown, the first where the button carries none', async () => {
    const recording = recordingVerbs();
    for (const value of ['R0001:2', 'R0001']) {
      await slackApp(recording)(interaction(press('reward_approve', value)));
    }
    const asked = recording.steps.flatMap(([verb, , decision]) =>
      verb === 'decideReward' ? [decision] : [],
    );
    expect(asked).toMatchObject([
      { rewardId: 'R0001', revision: 2 },
      { rewardId: 'R0001', revision: 1 },
    ]);
  });

  it('tells the second person who was first, after the ack', async () => {
    const decided = refuse('already_decided', 'Bob <b> approved this.', 'Nothing is left to decide.');
    const recording = recordingVerbs({ decideReward: decided });
    const answer = await slackApp(recording)(interaction(press('reward_approve', 'reward-1')));
    expect(answer.status).toBe(200);
    const text = 'Bob &lt;b&gt; approved this. Nothing is left to decide.';
    expect(recording.steps[0]?.[0]).toBe('decideReward');
    expect(recording.steps.slice(1)).toContainEqual(['whisper', ACTOR, 'C1', DECISION.responseUrl, text]);
    expect(recording.steps).toContainEqual(['answered', 200]);
  });

  it('is answered while the second person is still being told', async () => {
    const decided = refuse('already_decided', 'Bob approved this.', 'Nothing is left to decide.');
    const recording = recordingVerbs({ decideReward: decided, whisper: new Promise(() => {}) });
    const answer = await firstAnswer(recording, interaction(press('reward_approve', 'reward-1')));
    expect(answer.status).toBe(200);
  });

  it('is not acked when it could not be committed', async () => {
    const recording = recordingVerbs({ decideReward: new Error('storage is gone') });
    const answer = await slackApp(recording)(interaction(press('reward_approve', 'reward-1')));
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 500, code: 'internal' });
    expect(answer.body).not.toContain('storage');
    expect(answer.failures).toEqual([new Error('storage is gone')]);
  });

  it('has the same key for the same press delivered twice, another for another press', async () => {
    const recording = recordingVerbs();
    const send = slackApp(recording);
    const again = press('reward_approve', 'reward-1');
    const later = { ...again, actions: again.actions.map((action) => ({ ...action, action_ts: '1701.9' })) };
    for (const payload of [again, again, later]) await send(interaction(payload));
    const keys = recording.steps.flatMap(([verb, , asked]) => (verb === 'decideReward' ? [asked] : []));
    expect(keys).toMatchObject([
      { key: DECISION.key },
      { key: DECISION.key },
      { key: expect.stringMatching(/1701\.9$/u) },
    ]);
  });

  it.each([
    ['outside a channel', { channel: undefined }],
    ['on no message', { message: undefined }],
    ['without an id', { actions: [{ type: 'button', action_id: 'reward_approve', action_ts: '1' }] }],
    ['in no team', { team: null, user: { id: 'U7' } }],
  ])('a press %s is answered and counted', async (_, change) => {
    const recording = recordingVerbs();
    const answer = await slackApp(recording)(
      interaction({ ...press('reward_approve', 'reward-1'), ...change }),
    );
    expect(answer.status).toBe(200);
    expect(new Set(recording.steps.map(([verb]) => verb))).toEqual(new Set(['answered', 'countUnknown']));
  });
});

describe.each([
  ['reward_change', 'change'],
  ['reward_decline', 'decline'],
  ['reward_feedback', 'feedback'],
])('%s', (action, decision) => {
  it('is acked while the modal is still being asked for', async () => {
    const recording = recordingVerbs({ openModal: new Promise(() => {}) });
    const answer = await firstAnswer(recording, interaction(press(action, 'reward-1')));
    expect(answer.status).toBe(200);
    expect(recording.steps.map(([step]) => step)).toEqual(['rewardSubject', 'openModal']);
  });

  it('asks for a modal that remembers the decision, the reward as it was shown and its message', async () => {
    const recording = recordingVerbs();
    await slackApp(recording)(interaction(press(action, 'reward-1:2')));
    const [, actor, trigger, view] = recording.steps.find(([step]) => step === 'openModal') ?? [];
    expect(actor).toEqual(ACTOR);
    expect(trigger).toBe('13345224609.738474920.8088930838d88f008e0');
    expect(view).toMatchObject({
      callback_id: 'reward_decision_modal',
      private_metadata: JSON.stringify({
        decision,
        rewardId: 'reward-1',
        revision: 2,
        channelId: 'C1',
        messageTs: '1700.1',
      }),
    });
  });

  it('reports a modal that could not be opened', async () => {
    const recording = recordingVerbs({ openModal: new Error('expired_trigger_id') });
    const answer = await slackApp(recording)(interaction(press(action, 'reward-1')));
    expect(answer).toMatchObject({ status: 200, failures: [new Error('expired_trigger_id')] });
  });
});

describe('a press', () => {
  it('on the link to the console is answered, and does nothing', async () => {
    const recording = recordingVerbs();
    await slackApp(recording)(interaction(press('reward_review', 'reward-1')));
    expect(recording.steps).toEqual([['answered', 200]]);
  });

  it('of a guest from another company names the team they are of', async () => {
    const recording = recordingVerbs();
    const guest = {
      ...press('reward_approve', 'reward-1'),
      user: { id: 'U7', username: 'ana', team_id: 'T9' },
    };
    await slackApp(recording)(interaction(guest));
    expect(recording.steps[0]?.[1]).toEqual({ ...ACTOR, homeTeamId: 'T9' });
  });
});
