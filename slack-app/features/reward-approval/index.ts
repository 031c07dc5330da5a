import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { approve, decline } from './actions.ts';
import { APPROVE_ACTION, DECLINE_ACTION, DECLINE_MODAL } from './ids.ts';
import { submitDecline } from './submission.ts';

/** A manager decides a reward in the channel. */
export function registerRewardApproval(app: App, verbs: SlackVerbs): void {
  app.action<BlockButtonAction>(APPROVE_ACTION, async (args) => approve(verbs, args));
  app.action<BlockButtonAction>(DECLINE_ACTION, async (args) => decline(verbs, args));
  app.view<ViewSubmitAction>(DECLINE_MODAL, async (args) => submitDecline(verbs, args));
}
