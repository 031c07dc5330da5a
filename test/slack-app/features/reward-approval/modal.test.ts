import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { declineModal, problemModal, readSubject } from '#slack-app/features/reward-approval/modal.ts';
import { modalFlaws } from '../../block-kit.ts';
import { hostileText } from '../../views.ts';

const SUBJECT = { rewardId: 'reward-1', channelId: 'C1', messageTs: '1700.1' };

describe('the decline modal', () => {
  it('asks for a reason of 1 to 500 characters', () => {
    expect(modalFlaws(declineModal(SUBJECT))).toEqual([]);
    expect(declineModal(SUBJECT).blocks).toMatchObject([
      { type: 'input', element: { type: 'plain_text_input', min_length: 1, max_length: 500 } },
    ]);
    expect(declineModal(SUBJECT).blocks[0]).not.toHaveProperty('optional');
  });

  it('carries its subject to the submission', () => {
    expect(readSubject(declineModal(SUBJECT).private_metadata ?? '')).toEqual(SUBJECT);
  });

  it.each(['', '{', 'null', '[]', '{"rewardId":"r"}', '{"rewardId":1,"channelId":"C","messageTs":"1"}'])(
    'reads no subject from %s',
    (metadata) => {
      expect(readSubject(metadata)).toBeNull();
    },
  );
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
