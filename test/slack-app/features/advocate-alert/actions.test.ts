import { describe, expect, it } from 'vitest';

import { refuse } from '#core/problem.ts';
import { recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { interaction, NOW, press } from '../../signed-request.ts';

const ACTOR = { teamId: 'T1', userId: 'U7', userName: 'ana' };
const WEEK = 7 * 24 * 3600 * 1000;
const place = { personId: 'person-1', channelId: 'C1', messageTs: '1700.1' };

describe('the buttons under an alert', () => {
  it('thank before the ack', async () => {
    const recording = recordingVerbs();
    await slackApp(recording)(interaction(press('advocate_thank', 'person-1')));
    expect(recording.steps).toEqual([
      ['thankAdvocate', ACTOR, { key: 'press:T1:U7:1700.1:advocate_thank:1700.2', ...place }],
      ['answered', 200],
    ]);
  });

  it('snooze for a week', async () => {
    const recording = recordingVerbs();
    await slackApp(recording)(interaction(press('advocate_snooze', 'person-1')));
    expect(recording.steps[0]).toMatchObject(['snoozeAlert', ACTOR, { ...place, until: NOW + WEEK }]);
  });

  it('say why when it did not work', async () => {
    const recording = recordingVerbs({
      thankAdvocate: refuse('not_found', 'The person is gone.', 'Look them up.'),
    });
    await slackApp(recording)(interaction(press('advocate_thank', 'person-1')));
    expect(recording.steps).toContainEqual([
      'whisper',
      ACTOR,
      'C1',
      'https://hooks.slack.com/actions/T1/1/x',
      'The person is gone. Look them up.',
    ]);
  });

  it('lead to the record without asking anything of the server', async () => {
    const recording = recordingVerbs();
    await slackApp(recording)(interaction(press('advocate_open_record', 'person-1')));
    expect(recording.steps).toEqual([['answered', 200]]);
  });
});
