import { describe, expect, it } from 'vitest';

import { ok, refuse } from '#core/problem.ts';
import { revisionModal } from '#slack-app/features/reward-outcome/modal.ts';
import { recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { interaction, press, submission } from '../../signed-request.ts';

const ACTOR = { teamId: 'T1', userId: 'U7', userName: 'ana' };
const FORM = {
  rewardId: 'R0001',
  name: 'Nadia',
  amount: '50.00',
  currency: 'USD',
  act: 'Call',
  proof: '',
  askedBy: 'Olu',
  asked: 'Half',
};

function sent({ amount = '25', act = 'Call' } = {}) {
  const values = {
    reward_revision_amount: { amount: { type: 'plain_text_input', value: amount } },
    reward_revision_act: { act: { type: 'plain_text_input', value: act } },
    reward_revision_proof: { proof: { type: 'plain_text_input', value: null } },
  };
  return interaction(submission('reward_revision_modal', revisionModal(FORM).private_metadata ?? '', values));
}

describe('Change and propose again', () => {
  it('opens the proposal with what it says now, after the ack', async () => {
    const recording = recordingVerbs({ revisionForm: ok(FORM) });
    await slackApp(recording)(interaction(press('reward_revise', 'R0001')));
    expect(recording.steps).toContainEqual(['revisionForm', ACTOR, 'R0001']);
    const opened = recording.steps.find(([step]) => step === 'openModal');
    expect(opened?.[3]).toEqual(revisionModal(FORM));
  });

  it('says why where it is not theirs to change', async () => {
    const recording = recordingVerbs({ revisionForm: refuse('forbidden', 'Not yours.', 'Ask.') });
    await slackApp(recording)(interaction(press('reward_revise', 'R0001')));
    const opened = recording.steps.find(([step]) => step === 'openModal');
    expect(JSON.stringify(opened?.[3])).toContain('Not yours.');
  });

  it('proposes again what was sent in, then closes', async () => {
    const recording = recordingVerbs();
    expect(await slackApp(recording)(sent())).toMatchObject({ status: 200, body: '' });
    const revision = { rewardId: 'R0001', amount: '25', act: 'Call', proof: '' };
    expect(recording.steps[0]).toEqual([
      'reviseReward',
      ACTOR,
      { key: 'revision:T1:U7:V1:1.abc', ...revision },
    ]);
  });

  it('says at each field what is missing, or what the server found', async () => {
    const missing = await slackApp(recordingVerbs())(sent({ amount: ' ', act: '' }));
    expect(Object.keys(JSON.parse(missing.body).errors)).toEqual([
      'reward_revision_act',
      'reward_revision_amount',
    ]);
    const short = refuse('budget_exceeded', 'Only $5 is left.', 'Raise it.', 'amount');
    const refused = await slackApp(recordingVerbs({ reviseReward: short }))(sent());
    expect(JSON.parse(refused.body)).toEqual({
      response_action: 'errors',
      errors: { reward_revision_amount: 'Only $5 is left. Raise it.' },
    });
    const gone = refuse('expired', 'Too late.', 'Propose it again.');
    const late = await slackApp(recordingVerbs({ reviseReward: gone }))(sent());
    expect(JSON.parse(late.body)).toMatchObject({ response_action: 'update' });
  });
});
