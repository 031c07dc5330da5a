import * as fc from 'fast-check';

import type { AdvocateView, AlertState } from '#slack-app/features/advocate-alert/view.ts';
import type { HomeTabView, WaitingReward } from '#slack-app/features/app-home/view.ts';
import type { DigestView } from '#slack-app/features/digest/view.ts';
import type { ProposeForm } from '#slack-app/features/propose-reward/view.ts';
import type { RewardsSummary } from '#slack-app/features/rewards-command/view.ts';
import type { JobChangeView } from '#slack-app/features/job-change/view.ts';
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
  revision: 2,
  name: 'Nadia Okafor',
  company: 'Brightwater',
  act: 'Spoke to a prospect as a reference',
  proof: 'https://calendar.example/call?id=1&x=2',
  amount: 25_000,
  currency: 'USD',
  programme: 'general',
  item: null,
  proposedBy: 'Sam Ortiz',
  reportedBy: null,
  revisedBy: null,
  proposedAt: NOW,
  needs: { managers: 1, finance: false, because: 'Rewards in USD' },
  approvals: [],
  holds: [],
  trust: 'Known: rewarded before',
  yearToDate: { amount: 10_000, year: 2026, warning: null },
  budget: { left: 500_000, after: 475_000, asOf: NOW },
  escalatedAt: null,
  elsewhere: false,
  url: 'https://groundswell.test/console/rewards/reward-1',
  state: { kind: 'proposed' },
};

export const JOB_CHANGE: JobChangeView = {
  name: 'Nadia Okafor',
  tier: 'champion',
  change: {
    kind: 'moved',
    from: 'Brightwater',
    to: 'Globex',
    title: 'COO',
    account: 'customer',
    owner: { name: 'Zoe', slackId: null },
    unreachable: false,
  },
  state: { kind: 'open' },
  record: { crm: 'HubSpot', url: 'https://app.hubspot.com/contacts/1/record/0-1/151' },
  consoleUrl: 'https://groundswell.test/console/moves',
};

const WAITING: WaitingReward = {
  rewardId: 'R0001',
  revision: 2,
  name: 'Nadia Okafor',
  company: 'Brightwater',
  act: 'Spoke to a prospect as a reference',
  amount: 25_000,
  currency: 'USD',
  proposedBy: 'Sam Ortiz',
  proposedAt: NOW,
  held: null,
  url: 'https://groundswell.test/console/rewards/R0001',
};
const BUDGET = { name: 'general, standing', currency: 'USD', left: 475_000, amount: 500_000 };
const CONSOLE = 'https://groundswell.test/console';

export const HOME: HomeTabView = {
  waiting: {
    shown: [WAITING],
    total: 60,
    held: [{ ...WAITING, held: 'On hold: Same domain.' }],
    heldTotal: 60,
  },
  budgets: [BUDGET],
  delegate: { name: 'Zoe', until: NOW },
  standsInFor: [{ name: 'Marcus Bell', until: NOW }],
  mayDecide: true,
  mayDelegate: true,
  digest: { hour: 9, timeZone: 'Europe/Berlin' },
  consoleUrl: CONSOLE,
};

export const REWARDS: RewardsSummary = {
  waiting: {
    shown: [WAITING],
    total: 60,
    held: [{ ...WAITING, held: 'On hold: Same domain.' }],
    heldTotal: 60,
  },
  decided: [
    {
      name: 'Liam Chen',
      amount: 5_000,
      currency: 'USD',
      outcome: 'declined',
      by: 'Zoe',
      at: NOW,
      url: `${CONSOLE}/rewards/R0002`,
    },
  ],
  consoleUrl: CONSOLE,
};

export const PROPOSE_FORM: ProposeForm = {
  programmes: [
    { id: 'general', name: 'general' },
    { id: 'references', name: 'references' },
  ],
  currencies: ['USD', 'EUR'],
  currency: 'USD',
  items: [{ id: 'mug', name: 'Mug, $15.00' }],
};

const NAMED = {
  name: 'Nadia Okafor',
  company: 'Brightwater',
  why: 'Reviewed us',
  url: `${CONSOLE}/people/1`,
};

export const DIGEST: DigestView = {
  day: 'Monday, 23 November',
  waiting: {
    shown: [WAITING],
    total: 60,
    held: [{ ...WAITING, held: 'On hold: Same domain.' }],
    heldTotal: 60,
  },
  standsInFor: [{ name: 'Marcus Bell', until: NOW }],
  newAdvocates: { shown: [NAMED], total: 60 },
  resting: { shown: [NAMED], total: 60 },
  detractors: { shown: [NAMED], total: 60 },
  budgets: [BUDGET],
  consoleUrl: CONSOLE,
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
  fc.record({
    kind: fc.constantFrom('declined' as const, 'change_requested', 'noted', 'cancelled', 'reversed'),
    by: hostileText,
    at: moment,
    reason: hostileText,
  }),
  fc.record({ kind: fc.constant('expired' as const), at: moment }),
  fc.record({ kind: fc.constant('paid' as const), by: hostileText, at: moment, paidAt: moment }),
);

export const rewardViews: fc.Arbitrary<RewardView> = fc.record({
  rewardId: hostileText,
  revision: number,
  name: hostileText,
  company: orNull(hostileText),
  act: hostileText,
  proof: orNull(fc.oneof(hostileText, fc.webUrl({ withQueryParameters: true, withFragments: true }))),
  amount: number,
  currency: fc.oneof(fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'points:general', 'thanks'), hostileText),
  programme: hostileText,
  item: orNull(hostileText),
  proposedBy: hostileText,
  reportedBy: orNull(hostileText),
  revisedBy: orNull(hostileText),
  proposedAt: moment,
  needs: fc.record({ managers: fc.nat({ max: 2 }), finance: fc.boolean(), because: hostileText }),
  approvals: fc.array(fc.record({ by: hostileText, onBehalfOf: orNull(hostileText), at: moment }), {
    maxLength: 8,
  }),
  holds: fc.array(fc.record({ reason: hostileText, expectedBy: moment }), { maxLength: 5 }),
  trust: hostileText,
  yearToDate: fc.record({ amount: number, year: fc.nat(), warning: orNull(hostileText) }),
  budget: orNull(fc.record({ left: number, after: number, asOf: moment })),
  escalatedAt: orNull(moment),
  elsewhere: fc.boolean(),
  url: fc.oneof(fc.constant('https://groundswell.test/console/rewards/R0001'), hostileText),
  state: rewardStates,
});
