import { describe, expect, it } from 'vitest';

import { ok, refuse } from '#core/problem.ts';
import { rewardsSummary } from '#slack-app/features/rewards-command/blocks.ts';
import { recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { command, interaction, press } from '../../signed-request.ts';
import { REWARDS } from '../../views.ts';

const ACTOR = { teamId: 'T1', userId: 'U7', userName: 'ana' };

describe('/advocates rewards', () => {
  it.each(['rewards', ' Rewards '])(
    'answers %j privately with what waits and what was decided',
    async (text) => {
      const recording = recordingVerbs({ rewardsFor: ok(REWARDS) });
      const { body } = await slackApp(recording)(command('/advocates', text));
      expect(JSON.parse(body)).toEqual({ response_type: 'ephemeral', ...rewardsSummary(REWARDS) });
      expect(JSON.parse(body).text).toBe('60 rewards wait for you');
      expect(body).toContain('$50.00 to Liam Chen');
      expect(recording.steps[0]).toEqual(['rewardsFor', ACTOR]);
    },
  );

  it('sets what is held apart, so that it hides nothing that can be approved', () => {
    const text = JSON.stringify(rewardsSummary(REWARDS).blocks);
    expect(text.indexOf('and 59 more')).toBeLessThan(text.indexOf('*On hold: 60*'));
    expect(text.indexOf('rewards_approve')).toBeLessThan(text.indexOf('*On hold: 60*'));
    expect(text.match(/rewards_approve/gu)).toHaveLength(1);
  });

  it('says that nothing waits', () => {
    const nothing = { ...REWARDS, waiting: { shown: [], total: 0, held: [], heldTotal: 0 }, decided: [] };
    expect(rewardsSummary(nothing).text).toBe('No reward waits for you');
  });

  it('says what is wrong where it cannot answer', async () => {
    const recording = recordingVerbs({ rewardsFor: refuse('not_connected', 'No.', 'Connect it.') });
    const { body } = await slackApp(recording)(command('/advocates', 'rewards'));
    expect(JSON.parse(body)).toEqual({ response_type: 'ephemeral', text: 'No. Connect it.' });
  });

  it('approves in the list, which has no message Slack would name', async () => {
    const recording = recordingVerbs();
    const { message: _, ...pressed } = press('rewards_approve', 'R0001:2');
    await slackApp(recording)(interaction(pressed));
    const key = 'press:T1:U7:1700.1:rewards_approve:1700.2';
    const asked = { key, rewardId: 'R0001', revision: 2, decision: 'approve', reason: null };
    expect(recording.steps[0]).toEqual(['decideReward', ACTOR, asked]);
    const told = recording.steps.find(([verb]) => verb === 'whisper');
    expect(told).toEqual(['whisper', ACTOR, 'C1', pressed.response_url, 'Your approval is recorded.']);
  });

  it('says why an approval was refused', async () => {
    const recording = recordingVerbs({ decideReward: refuse('on_hold', 'It is on hold.', 'Clear it.') });
    await slackApp(recording)(interaction(press('rewards_approve', 'R0001')));
    expect(JSON.stringify(recording.steps)).toContain('It is on hold. Clear it.');
  });
});
