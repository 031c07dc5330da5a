import type { HomeView, ModalView } from '@slack/types';

import type { SlackMessage } from '#slack-app/blocks/layout.ts';
import { advocateAlert, advocateDigest } from '#slack-app/features/advocate-alert/blocks.ts';
import { advocateList, advocatesHelp } from '#slack-app/features/find-advocates/blocks.ts';
import { homeProblem, homeTab } from '#slack-app/features/app-home/blocks.ts';
import { handOverModal } from '#slack-app/features/app-home/modal.ts';
import { morningDigest } from '#slack-app/features/digest/blocks.ts';
import { proposedModal, proposeModal, proposeProblem } from '#slack-app/features/propose-reward/modal.ts';
import { rewardsSummary } from '#slack-app/features/rewards-command/blocks.ts';
import { jobChange, jobChangesDigest } from '#slack-app/features/job-change/blocks.ts';
import { modelChange } from '#slack-app/features/model-change/blocks.ts';
import { rewardApproval } from '#slack-app/features/reward-approval/blocks.ts';
import { decisionModal, problemModal } from '#slack-app/features/reward-approval/modal.ts';
import { rewardDetails } from '#slack-app/features/reward-approval/details.ts';
import { rewardOutcome, rewardOutcomeReply } from '#slack-app/features/reward-outcome/blocks.ts';
import { revisionModal, revisionProblem } from '#slack-app/features/reward-outcome/modal.ts';
import { rewardNudge, rewardReminder } from '#slack-app/features/reward-reminder/blocks.ts';
import { NOW } from './signed-request.ts';
import { ADVOCATE, DIGEST, HOME, JOB_CHANGE, PROPOSE_FORM, REWARD, REWARDS } from './views.ts';

/** Puts a hostile text into every string of a view, and many rows into every list. */
export type Fill = <View>(view: View) => View;

/** Draws one surface from hostile data; `text` is the hostile text by itself. */
type Draw = (fill: Fill, text: string) => SlackMessage | ModalView | HomeView;

const NONE = { shown: [], total: 0, held: [], heldTotal: 0 };
const AT = { by: 'Ana', at: NOW };
const WORTH = { amount: 5000, currency: 'USD', url: 'https://a.test/R1' };
/** All that a reward can show at once. */
const STANDING = {
  item: 'Gift card',
  reportedBy: 'Zoe',
  revisedBy: 'Sam',
  approvals: [{ by: 'Ben', onBehalfOf: 'Ana', at: NOW }],
  holds: [{ reason: 'Same domain', expectedBy: NOW }],
  yearToDate: { amount: 10_000, year: 2026, warning: 'Over the limit' },
  escalatedAt: NOW,
  elsewhere: true,
};
const DETAILS = {
  rewardId: 'R1',
  earlier: [{ ...WORTH, outcome: 'paid', at: NOW }],
  earlierTotal: 60,
  reasons: [{ label: 'Reviewed us', points: 3 }],
  expiresAt: NOW,
  url: WORTH.url,
};
const OUTCOME = {
  ...WORTH,
  rewardId: 'R1',
  name: 'Nadia',
  company: 'Brightwater',
  act: 'Spoke',
  state: { kind: 'declined' as const, by: 'Ana', at: NOW, reason: 'No.' },
};
const REVISION = {
  rewardId: 'R1',
  name: 'Nadia',
  amount: '50.00',
  currency: 'USD',
  act: 'Spoke',
  proof: 'Here',
  askedBy: 'Ana',
  asked: 'Less',
};
const PROBLEM = { code: 'forbidden' as const, message: 'No.', remedy: 'Ask.' };

/**
 * Everything the app draws, by the name of the function that draws it; after a comma, in which state. A new builder
 * adds a line here, and is then held against every hostile text and every limit.
 */
export const SURFACES: Record<string, Draw> = {
  advocateAlert: (fill) => advocateAlert(fill(ADVOCATE), { kind: 'new' }),
  'advocateAlert, thanked': (fill) => advocateAlert(fill(ADVOCATE), fill({ kind: 'thanked', ...AT })),
  'advocateAlert, snoozed': (fill) =>
    advocateAlert(fill(ADVOCATE), fill({ kind: 'snoozed', by: 'Ana', until: NOW })),
  advocateDigest: (fill, text) => advocateDigest(fill([ADVOCATE]), 60, text),
  advocateList: (fill, text) => advocateList(text, fill([ADVOCATE])),
  'advocateList, empty': (_, text) => advocateList(text, []),
  advocatesHelp: () => advocatesHelp(),
  jobChange: (fill) => jobChange(fill(JOB_CHANGE)),
  jobChangesDigest: (_, text) => jobChangesDigest(60, text),
  modelChange: (fill, text) =>
    modelChange(fill({ version: 2, by: 'Ana', note: 'Why', entered: 1, left: 2 }), text),
  rewardApproval: (fill) => rewardApproval(fill({ ...REWARD, ...STANDING })),
  'rewardApproval, declined': (fill) =>
    rewardApproval(fill({ ...REWARD, ...STANDING, state: { kind: 'declined', ...AT, reason: 'No.' } })),
  'rewardApproval, with nothing in the way': (fill) =>
    rewardApproval({ ...fill(REWARD), approvals: [], holds: [] }),
  'rewardOutcome, change': (fill) =>
    rewardOutcome(fill({ ...OUTCOME, state: { kind: 'change_requested', ...AT, reason: 'Less' } })),
  decisionModal: (fill) =>
    decisionModal(
      { decision: 'decline', rewardId: 'R1', revision: 1, channelId: 'C1', messageTs: '1.1' },
      fill(REWARD),
    ),
  'decisionModal, change': (fill) =>
    decisionModal(
      { decision: 'change', rewardId: 'R1', revision: 1, channelId: 'C1', messageTs: '1.1' },
      fill(REWARD),
    ),
  'decisionModal, feedback': (fill) =>
    decisionModal(
      { decision: 'feedback', rewardId: 'R1', revision: 1, channelId: 'C1', messageTs: '1.1' },
      fill(REWARD),
    ),
  rewardDetails: (fill) => rewardDetails(fill(DETAILS)),
  rewardOutcome: (fill) => rewardOutcome(fill(OUTCOME)),
  rewardOutcomeReply: (fill) => rewardOutcomeReply(fill(OUTCOME)),
  revisionModal: (fill) => revisionModal(fill(REVISION)),
  revisionProblem: (fill) => revisionProblem(fill(PROBLEM)),
  rewardReminder: (fill) => rewardReminder(fill({ waiting: HOME.waiting, consoleUrl: 'https://a.test' })),
  rewardNudge: (fill) =>
    rewardNudge(fill({ rewardId: 'R1', askedAt: NOW, expiresAt: NOW, waitsFor: 'finance', escalated: true })),
  homeTab: (fill) => homeTab(fill(HOME), fill(PROBLEM)),
  'homeTab, empty': (_, text) => homeTab({ ...HOME, waiting: NONE, budgets: [], consoleUrl: text }, null),
  homeProblem: (fill) => homeProblem(fill(PROBLEM)),
  handOverModal: () => handOverModal(),
  rewardsSummary: (fill) => rewardsSummary(fill(REWARDS)),
  proposeModal: (fill, text) => proposeModal(fill(PROPOSE_FORM), { note: text, permalink: text }),
  'proposeModal, without a catalogue': (_, text) =>
    proposeModal({ ...PROPOSE_FORM, items: [] }, { note: text, permalink: text }),
  proposedModal: (fill) =>
    proposedModal(
      fill({ name: 'Nadia', amount: 1, currency: 'USD', next: 'It waits.', url: 'https://a.test' }),
    ),
  proposeProblem: (fill) => proposeProblem(fill(PROBLEM)),
  morningDigest: (fill) => morningDigest(fill(DIGEST)),
  problemModal: (fill) => problemModal(fill(PROBLEM)),
};
