import { describe, expect, it } from 'vitest';

import { ok, refuse } from '#core/problem.ts';
import { recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { command } from '../../signed-request.ts';
import { ADVOCATE } from '../../views.ts';

describe('/advocates', () => {
  it('answers with the ack, to the person alone, without a call to Slack', async () => {
    const recording = recordingVerbs({ topAdvocates: ok([ADVOCATE]) });
    const { body } = await slackApp(recording)(command('/advocates', '  bright\u202ewater '));
    expect(JSON.parse(body)).toMatchObject({
      response_type: 'ephemeral',
      text: 'Top advocates matching “brightwater”: Nadia Okafor',
    });
    expect(recording.steps).toEqual([
      ['topAdvocates', { teamId: 'T1', userId: 'U7', userName: 'ana' }, 'brightwater'],
      ['answered', 200],
    ]);
  });

  it('explains itself to who asks for help', async () => {
    const recording = recordingVerbs();
    const { body } = await slackApp(recording)(command('/advocates', ' Help'));
    expect(JSON.parse(body)).toMatchObject({ response_type: 'ephemeral', text: 'What /advocates can do' });
    expect(body).toContain('/advocates rewards');
    expect(recording.steps).toEqual([['answered', 200]]);
  });

  it('says what is wrong where it cannot answer', async () => {
    const recording = recordingVerbs({
      topAdvocates: refuse('not_connected', 'No CRM yet.', 'Connect one.'),
    });
    const { body } = await slackApp(recording)(command('/advocates', ''));
    expect(JSON.parse(body)).toEqual({ response_type: 'ephemeral', text: 'No CRM yet. Connect one.' });
  });

  it('answers another command with nothing and counts it', async () => {
    const recording = recordingVerbs();
    expect(await slackApp(recording)(command('/other', ''))).toMatchObject({ status: 200, body: '' });
    expect(recording.steps).toContainEqual(['countUnknown', 'T1', 'command /other']);
  });
});
