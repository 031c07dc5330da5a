import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rewardApproval } from '#slack-app/features/reward-approval/blocks.ts';
import type { RewardState, RewardView } from '#slack-app/features/reward-approval/view.ts';
import { messageFlaws } from '../../block-kit.ts';
import { NOW } from '../../signed-request.ts';
import { REWARD, rewardViews } from '../../views.ts';

const DATE = '<!date^1795338840^{date_short_pretty} at {time}|2026-11-22 09:14 UTC>';

describe('rewardApproval', () => {
  it('says all a decision rests on, and offers four', () => {
    const { text, blocks } = rewardApproval(REWARD);
    expect(text).toBe('Reward waiting for approval: $250.00 to Nadia Okafor of Brightwater');
    expect(blocks).toMatchObject([
      { type: 'header', text: { text: 'Reward waiting for approval' } },
      { text: { text: '*Nadia Okafor* of Brightwater\nSpoke to a prospect as a reference' } },
      {
        fields: [
          { text: '*Amount*\n$250.00' },
          { text: '*Programme*\ngeneral' },
          { text: '*Proof*\n<https://calendar.example/call?id=1&amp;x=2|calendar.example/call>' },
          { text: `*Proposed by*\nSam Ortiz, ${DATE}` },
          { text: '*In 2026 so far*\n$100.00' },
          { text: '*Trust*\nKnown: rewarded before' },
          { text: `*Budget*\n$4,750.00 left after this\nas of ${DATE}` },
        ],
      },
      { elements: [{ text: 'Needs a manager: Rewards in USD' }] },
      {
        elements: [
          { text: { text: 'Approve' }, style: 'primary', action_id: 'reward_approve', value: 'reward-1:2' },
          { text: { text: 'Ask for change' }, action_id: 'reward_change', value: 'reward-1:2' },
          { text: { text: 'Decline' }, style: 'danger', action_id: 'reward_decline', value: 'reward-1:2' },
          { text: { text: 'Feedback only' }, action_id: 'reward_feedback', value: 'reward-1:2' },
        ],
      },
    ]);
  });

  it('shows who agreed, for whom, and who is waited for', () => {
    const needs = { managers: 2, finance: true, because: 'Rewards in USD' };
    const json = (approvals: RewardView['approvals']) =>
      JSON.stringify(rewardApproval({ ...REWARD, needs, approvals }));
    expect(json([])).toContain('Needs 2 managers and finance: Rewards in USD');
    expect(json([]).match(/finance/gu)).toHaveLength(1);
    expect(json([])).not.toContain('waits for');
    const ben = { by: 'Ben', onBehalfOf: 'Ana', at: NOW };
    expect(json([ben])).toContain(`Ben for Ana ✓ ${DATE} · waits for another manager`);
    const both = json([ben, { by: 'Olu', onBehalfOf: null, at: NOW }]);
    expect(both).toContain(`Ben for Ana ✓ ${DATE} · Olu ✓ ${DATE} · waits for finance`);
    expect(both).toContain('Reward waiting for approval by finance');
  });

  it('tells of a settled one who agreed, and not what it needed', () => {
    const approvals = [{ by: 'Ben', onBehalfOf: 'Ana', at: NOW }];
    const state: RewardState = { kind: 'approved', by: 'Ben', at: NOW };
    const { blocks } = rewardApproval({ ...REWARD, approvals, state });
    expect(blocks.at(-1)).toMatchObject({
      elements: [{ text: `Ben for Ana ✓ ${DATE}` }, { text: `Approved by Ben, ${DATE}` }],
    });
    expect(JSON.stringify(blocks)).not.toContain('Needs');
  });

  it.each<[string, Partial<RewardView>, string]>([
    [
      'on hold',
      { holds: [{ reason: 'Same domain.', expectedBy: NOW }] },
      `*On hold:* Same domain. Expected to be looked at by ${DATE}`,
    ],
    ['of whom nobody finds in Slack', { elsewhere: true }, 'We cannot find Sam Ortiz in Slack'],
  ])('%s is not approved here, but looked at in the console', (_, change, words) => {
    const { blocks } = rewardApproval({ ...REWARD, ...change });
    expect(JSON.stringify(blocks)).toContain(words);
    expect(blocks.at(-1)).toMatchObject({
      elements: [
        { action_id: 'reward_review', url: REWARD.url },
        { action_id: 'reward_change' },
        { action_id: 'reward_decline' },
        { action_id: 'reward_feedback' },
      ],
    });
  });

  it.each<[string, Partial<RewardView>, string]>([
    [
      'a budget that does not hold it',
      { budget: { left: 20_000, after: -5_000, asOf: NOW } },
      '*Over budget by $50.00*',
    ],
    [
      'a limit of the tax office',
      { yearToDate: { amount: 0, year: 2026, warning: 'Form 1099 is due.' } },
      'Form 1099',
    ],
    ['that it was escalated', { escalatedAt: NOW }, 'Reward waiting for approval, escalated'],
    ['who changed it', { revisedBy: 'Zoe' }, '*Changed by*\\nZoe'],
    ['who told of the act', { reportedBy: 'Zoe' }, '*Told by*\\nZoe'],
    ['that no budget is set', { budget: null }, '*Budget*\\nnone is set'],
    ['what of the catalogue it is', { item: 'Gift card' }, '$250.00\\nGift card'],
    [
      'a budget that holds it already',
      { budget: { left: 900_000, after: 900_000, asOf: NOW } },
      `*Budget*\\n$9,000.00 left after this\\nas of ${DATE}`,
    ],
    ['points of a programme', { amount: 400, currency: 'points:club', budget: null }, '400 club points'],
    [
      'a first reward, whose rule has a long name',
      { needs: { ...REWARD.needs, because: `${'x'.repeat(110)}; a first reward is always reviewed` } },
      'a first reward is always reviewed',
    ],
  ])('tells of %s', (_, change, words) => {
    expect(JSON.stringify(rewardApproval({ ...REWARD, ...change }))).toContain(words);
    expect(JSON.stringify(rewardApproval(REWARD))).not.toContain(words);
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
    [
      { kind: 'change_requested', by: 'Ana', at: NOW, reason: 'Half' },
      'Reward: a change was asked for',
      [`Change asked for by Ana, ${DATE}`, 'Reason: Half'],
    ],
    [
      { kind: 'noted', by: 'Ana', at: NOW, reason: 'Thanks' },
      'Reward answered with feedback',
      [`Answered by Ana, ${DATE}`, 'Feedback: Thanks'],
    ],
    [{ kind: 'expired', at: NOW }, 'Reward expired', [`Expired ${DATE} without a decision`]],
    [
      { kind: 'paid', by: 'Ana', at: NOW, paidAt: NOW },
      'Reward paid',
      [`Approved by Ana, ${DATE}`, `Paid ${DATE}`],
    ],
  ])('once settled (%o) says how, without buttons', (state, title, lines) => {
    const holds = [{ reason: 'Same domain.', expectedBy: NOW }];
    const { text, blocks } = rewardApproval({
      ...REWARD,
      state,
      holds,
      budget: { left: 5, after: -1, asOf: NOW },
    });
    expect(text).toContain(title);
    expect(blocks.map((block) => block.type)).toEqual(['header', 'section', 'section', 'context']);
    expect(blocks.at(-1)).toMatchObject({ elements: lines.map((line) => ({ text: line })) });
    expect(JSON.stringify(blocks)).not.toMatch(/Over budget|hold|Needs/u);
  });

  it('is safe and within limits for any reward in any state', () => {
    fc.assert(
      fc.property(rewardViews, (view) => {
        expect(messageFlaws(rewardApproval(view))).toEqual([]);
      }),
    );
  });
});
