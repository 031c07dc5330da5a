import * as fc from 'fast-check';

import type { AdvocateView, AlertState } from '#slack-app/features/advocate-alert/view.ts';
import type { RewardState, RewardView } from '#slack-app/features/reward-approval/view.ts';
import { NOW } from './signed-request.ts';

export const ADVOCATE: AdvocateView = {
  personId: 'person-1',
  name: 'Nadia Okafor',
  title: 'VP Operations',
  company: 'Brightwater',
  tier: 'Advocate',
  propensity: 81.4,
  confidence: 66,
  shortfall: null,
  reasons: [
    { label: 'Reviewed us on G2', points: 21.25 },
    { label: 'Escalation in October', points: -4 },
  ],
  record: { crm: 'HubSpot', url: 'https://app.hubspot.com/contacts/1/record/0-1/151' },
};

export const REWARD: RewardView = {
  rewardId: 'reward-1',
  name: 'Nadia Okafor',
  company: 'Brightwater',
  act: 'Spoke to a prospect as a reference',
  proof: 'https://calendar.example/call?id=1&x=2',
  amount: 25_000,
  currency: 'USD',
  proposedBy: 'Sam Ortiz',
  reportedBy: null,
  approveAt: null,
  proposedAt: NOW,
  budgetAfter: 475_000,
  state: { kind: 'proposed' },
};

const ATTACKS = [
  '<!channel>',
  '<!here|x>',
  '<@U123>',
  '<#C1>',
  '<!subteam^S1>',
  '<https://evil.test|click>',
  '&lt;!channel&gt;',
  '@channel @here @everyone',
  '*bold* _it_ ~gone~ `code`',
  '\u202egnp.exe\u202c',
  'a\u0000b\u0007c',
  'line\nline\r\n> quote',
  'שלום $500',
  '\ud800',
  '👩‍👩‍👧‍👦',
  'https://a.test/?q=' + '&'.repeat(900),
  'javascript:alert(1)',
  '',
  '   ',
];

/** Text as a CRM may hold it at its worst: markup, controls, right-to-left, lone surrogates, 10 KB. */
export const hostileText = fc.oneof(
  fc.constantFrom(...ATTACKS),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...ATTACKS), { maxLength: 8 }).map((parts) => parts.join(' ')),
  fc
    .constantFrom(...ATTACKS, '<', '&', '😀', 'x')
    .map((piece) => piece.repeat(10_000 / Math.max(1, piece.length))),
);
const number = fc.oneof(fc.double(), fc.integer());
const moment = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.double());
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

export const advocateViews: fc.Arbitrary<AdvocateView> = fc.record({
  personId: hostileText,
  name: hostileText,
  title: orNull(hostileText),
  company: orNull(hostileText),
  tier: hostileText,
  propensity: number,
  confidence: number,
  shortfall: fc.option(hostileText),
  reasons: fc.array(fc.record({ label: hostileText, points: number }), { maxLength: 8 }),
  record: orNull(
    fc.record({ crm: hostileText, url: fc.oneof(hostileText, fc.webUrl({ withQueryParameters: true })) }),
  ),
});

export const alertStates: fc.Arbitrary<AlertState> = fc.oneof(
  fc.constant({ kind: 'new' as const }),
  fc.record({ kind: fc.constant('thanked' as const), by: hostileText, at: moment }),
  fc.record({ kind: fc.constant('snoozed' as const), by: hostileText, until: moment }),
);

const rewardStates: fc.Arbitrary<RewardState> = fc.oneof(
  fc.constant({ kind: 'proposed' as const }),
  fc.record({ kind: fc.constant('approved' as const), by: hostileText, at: moment }),
  fc.record({ kind: fc.constant('declined' as const), by: hostileText, at: moment, reason: hostileText }),
  fc.record({ kind: fc.constant('expired' as const), at: moment }),
  fc.record({ kind: fc.constant('paid' as const), by: hostileText, at: moment, paidAt: moment }),
);

export const rewardViews: fc.Arbitrary<RewardView> = fc.record({
  rewardId: hostileText,
  name: hostileText,
  company: orNull(hostileText),
  act: hostileText,
  proof: orNull(fc.oneof(hostileText, fc.webUrl({ withQueryParameters: true, withFragments: true }))),
  amount: number,
  currency: fc.oneof(fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'), hostileText),
  proposedBy: hostileText,
  reportedBy: fc.option(hostileText),
  approveAt: fc.constantFrom(null, 'https://groundswell.test/console/rewards/R0001'),
  proposedAt: moment,
  budgetAfter: orNull(number),
  state: rewardStates,
});
