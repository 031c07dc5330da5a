import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rewardApproval } from '#slack-app/features/reward-approval/blocks.ts';
import type { RewardState } from '#slack-app/features/reward-approval/view.ts';
import { messageFlaws } from '../../block-kit.ts';
import { NOW } from '../../signed-request.ts';
import { REWARD, rewardViews } from '../../views.ts';

const DATE = '<!date^1795338840^{date_short_pretty} at {time}|2026-11-22 09:14 UTC>';

describe('rewardApproval', () => {
  it('says who, for what, how much, on whose word and what the budget will be', () => {
    const { text, blocks } = rewardApproval(REWARD);
    expect(text).toBe('Reward waiting for approval: $250.00 to Nadia Okafor of Brightwater');
    expect(blocks).toMatchObject([
      { type: 'header', text: { text: 'Reward waiting for approval' } },
      { text: { text: '*Nadia Okafor* of Brightwater\nSpoke to a prospect as a reference' } },
      {
        fields: [
          { text: '*Amount*\n$250.00' },
          { text: '*Proof*\n<https://calendar.example/call?id=1&amp;x=2|calendar.example/call>' },
          { text: `*Proposed by*\nSam Ortiz, ${DATE}` },
          { text: '*Budget after*\n$4,750.00' },
        ],
      },
      {
        elements: [
          { text: { text: 'Approve' }, style: 'primary', action_id: 'reward_approve', value: 'reward-1' },
          { text: { text: 'Decline' }, style: 'danger', action_id: 'reward_decline', value: 'reward-1' },
        ],
      },
    ]);
  });

  it('warns when the budget does not hold it', () => {
    expect(JSON.stringify(rewardApproval({ ...REWARD, budgetAfter: -5_000 }))).toContain(
      '*Over budget by $50.00*',
    );
    expect(JSON.stringify(rewardApproval({ ...REWARD, budgetAfter: 0 }))).not.toContain('Over budget');
  });

  it('says when no budget is set', () => {
    const json = JSON.stringify(rewardApproval({ ...REWARD, budgetAfter: null }));
    expect(json).toContain('no budget set');
    expect(json).not.toContain('Over budget');
  });

  it.each(['javascript:alert(1)', 'ftp://a.test/x', 'https://user:word@a.test/', 'seen on stage'])(
    'does not link the proof %s',
    (proof) => {
      expect(JSON.stringify(rewardApproval({ ...REWARD, proof }))).not.toMatch(
        /<(?:https?|ftp|javascript):/u,
      );
    },
  );

  it.each<[RewardState, string, string[]]>([
    [{ kind: 'approved', by: 'Ana', at: NOW }, 'Reward approved', [`Approved by Ana, ${DATE}`]],
    [
      { kind: 'declined', by: 'Ana', at: NOW, reason: 'Not <this> quarter' },
      'Reward declined',
      [`Declined by Ana, ${DATE}`, 'Reason: Not &lt;this&gt; quarter'],
    ],
    [{ kind: 'expired', at: NOW }, 'Reward expired', [`Expired ${DATE} without a decision`]],
    [
      { kind: 'paid', by: 'Ana', at: NOW, paidAt: NOW },
      'Reward paid',
      [`Approved by Ana, ${DATE}`, `Paid ${DATE}`],
    ],
  ])('once settled (%o) says how, without buttons', (state, title, lines) => {
    const { text, blocks } = rewardApproval({ ...REWARD, state, budgetAfter: -1 });
    expect(text).toContain(title);
    expect(blocks.map((block) => block.type)).toEqual(['header', 'section', 'section', 'context']);
    expect(blocks.at(-1)).toMatchObject({ elements: lines.map((line) => ({ text: line })) });
    expect(JSON.stringify(blocks)).not.toContain('udget');
  });

  it('is safe and within limits for any reward in any state', () => {
    fc.assert(
      fc.property(rewardViews, (view) => {
        expect(messageFlaws(rewardApproval(view))).toEqual([]);
      }),
    );
  });
});
