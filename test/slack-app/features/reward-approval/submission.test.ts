import { describe, expect, it } from 'vitest';

import { refuse } from '#core/problem.ts';
import { decisionModal, type WordedDecision } from '#slack-app/features/reward-approval/modal.ts';
import { recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { interaction, submission } from '../../signed-request.ts';
import { REWARD } from '../../views.ts';

function metadataOf(decision: WordedDecision): string {
  const subject = { decision, rewardId: 'reward-1', revision: 2, channelId: 'C1', messageTs: '1700.1' };
  return decisionModal(subject, REWARD).private_metadata ?? '';
}

function sent(words: string | null, metadata: string = metadataOf('decline')) {
  const values = { reward_decision_words: { words: { type: 'plain_text_input', value: words } } };
  return interaction(submission('reward_decision_modal', metadata, values));
}

describe('words sent in', () => {
  it.each(['change', 'decline', 'feedback'] as const)(
    'to %s are committed, then close the modal',
    async (decision) => {
      const recording = recordingVerbs();
      const request = sent('  Not this quarter ', metadataOf(decision));
      expect(await slackApp(recording)(request)).toEqual({
        status: 200,
        body: '',
        failures: [],
      });
      expect(recording.steps).toEqual([
        [
          'decideReward',
          { teamId: 'T1', userId: 'U7', userName: 'ana' },
          {
            key: 'submission:T1:U7:V1:1.abc',
            rewardId: 'reward-1',
            revision: 2,
            decision,
            reason: 'Not this quarter',
            channelId: 'C1',
            messageTs: '1700.1',
            responseUrl: null,
          },
        ],
        ['answered', 200],
      ]);
    },
  );

  it.each([
    ['   ', 'words'],
    [null, 'words'],
    ['x'.repeat(501), '500'],
  ])('needs a usable reason, not %j', async (reason, hint) => {
    const recording = recordingVerbs();
    const { body } = await slackApp(recording)(sent(reason));
    expect(JSON.parse(body)).toEqual({
      response_action: 'errors',
      errors: { reward_decision_words: expect.stringContaining(hint) },
    });
    expect(recording.steps).toEqual([['answered', 200]]);
  });

  it('takes 500 characters of any kind', async () => {
    const recording = recordingVerbs();
    await slackApp(recording)(sent('😀'.repeat(500)));
    expect(recording.steps[0]?.[0]).toBe('decideReward');
  });

  it('shows in the modal who decided before', async () => {
    const recording = recordingVerbs({
      decideReward: refuse(
        'already_decided',
        'Already approved by Ana at 09:14.',
        'Nothing is left to decide.',
      ),
    });
    const { body } = await slackApp(recording)(sent('Not this quarter'));
    expect(JSON.parse(body)).toMatchObject({
      response_action: 'update',
      view: {
        type: 'modal',
        blocks: [{ text: { text: 'Already approved by Ana at 09:14.\nNothing is left to decide.' } }],
      },
    });
    expect(recording.steps.map(([step]) => step)).toEqual(['decideReward', 'answered']);
  });

  it('shows a fault of the reason at the reason', async () => {
    const recording = recordingVerbs({
      decideReward: refuse('invalid_input', 'Too rude.', 'Rephrase.', 'reason'),
    });
    const { body } = await slackApp(recording)(sent('Nope'));
    expect(JSON.parse(body)).toEqual({
      response_action: 'errors',
      errors: { reward_decision_words: 'Too rude.' },
    });
  });

  it('of a modal that is not ours is answered and counted', async () => {
    const recording = recordingVerbs();
    expect((await slackApp(recording)(sent('Nope', 'elsewhere'))).status).toBe(200);
    expect(recording.steps).toContainEqual(['countUnknown', 'T1', 'view_submission reward_decision_modal']);
  });
});
