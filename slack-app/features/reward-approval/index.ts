import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { approve, askForWords, review } from './actions.ts';
import {
  APPROVE_ACTION,
  CHANGE_ACTION,
  DECISION_MODAL,
  DECLINE_ACTION,
  FEEDBACK_ACTION,
  REVIEW_ACTION,
} from './ids.ts';
import { submitDecision } from './submission.ts';

/** A manager decides a reward in the channel. */
export function registerRewardApproval(app: App, verbs: SlackVerbs): void {
  app.action<BlockButtonAction>(APPROVE_ACTION, async (args) => approve(verbs, args));
  app.action<BlockButtonAction>(CHANGE_ACTION, async (args) => askForWords(verbs, 'change', args));
  app.action<BlockButtonAction>(DECLINE_ACTION, async (args) => askForWords(verbs, 'decline', args));
  app.action<BlockButtonAction>(FEEDBACK_ACTION, async (args) => askForWords(verbs, 'feedback', args));
  app.action<BlockButtonAction>(REVIEW_ACTION, review);
  app.view<ViewSubmitAction>(DECISION_MODAL, async (args) => submitDecision(verbs, args));
}
