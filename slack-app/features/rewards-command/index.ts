import type { App, BlockButtonAction } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { approveInList, reviewFromList } from './actions.ts';
import { LIST_APPROVE_ACTION, LIST_REVIEW_ACTION } from './ids.ts';

/** What is pressed under the answer to `/advocates rewards`; the command itself is routed by find-advocates. */
export function registerRewardsCommand(app: App, verbs: SlackVerbs): void {
  app.action<BlockButtonAction>(LIST_APPROVE_ACTION, async (args) => approveInList(verbs, args));
  app.action<BlockButtonAction>(LIST_REVIEW_ACTION, reviewFromList);
}
