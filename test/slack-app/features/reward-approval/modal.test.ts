import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decisionModal, problemModal, readSubject } from '#slack-app/features/reward-approval/modal.ts';
import { modalFlaws } from '../../block-kit.ts';
import { hostileText, REWARD } from '../../views.ts';

const PLACE = { rewardId: 'reward-1', revision: 2, channelId: 'C1', messageTs: '1700.1' };

describe.each([
  ['change', 'Ask for a change', 'What should be different?'],
  ['decline', 'Decline the reward', 'Reason'],
  ['feedback', 'Feedback only', 'Feedback'],
] as const)('the modal to %s', (decision, title, label) => {
  const modal = decisionModal({ decision, ...PLACE }, REWARD);

  it('asks for words of 1 to 500 characters', () => {
    expect(modalFlaws(modal)).toEqual([]);
    expect(modal.title.text).toBe(title);
    expect(modal.blocks).toMatchObject([
      {
        type: 'section',
        text: { text: '*$250.00* to *Nadia Okafor* of Brightwater\nSpoke to a prospect as a reference' },
      },
      {
        type: 'input',
        label: { text: label },
        optional: false,
        element: { type: 'plain_text_input', min_length: 1, max_length: 500 },
      },
    ]);
  });

  it('carries its subject to the submission', () => {
    expect(readSubject(modal.private_metadata ?? '')).toEqual({ decision, ...PLACE });
  });
});

it.each([
  '',
  '{',
  'null',
  '[]',
  '{"rewardId":"r"}',
  '{"decision":"decline","rewardId":1,"channelId":"C","messageTs":"1"}',
  '{"decision":"approve","rewardId":"r","channelId":"C","messageTs":"1"}',
  '{"decision":"decline","rewardId":"r","revision":"x","channelId":"C","messageTs":"1"}',
  '{"decision":"toString","rewardId":"r","channelId":"C","messageTs":"1"}',
])('no subject is read from %s', (metadata) => {
  expect(readSubject(metadata)).toBeNull();
});

it('of a modal that carries no revision shows the first one', () => {
  const metadata = '{"decision":"decline","rewardId":"r","channelId":"C","messageTs":"1"}';
  expect(readSubject(metadata)).toMatchObject({ rewardId: 'r', revision: 1 });
});

describe('problemModal', () => {
  it('says what happened and what to do', () => {
    const modal = problemModal({
      code: 'already_decided',
      message: 'Ana approved this.',
      remedy: 'Nothing to do.',
    });
    expect(modal.blocks).toMatchObject([{ text: { text: 'Ana approved this.\nNothing to do.' } }]);
  });

  it('is safe and within limits for any problem', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (message, remedy) => {
        expect(modalFlaws(problemModal({ code: 'forbidden', message, remedy }))).toEqual([]);
      }),
    );
  });
});
