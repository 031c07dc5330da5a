import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { openRevision, see } from './actions.ts';
import { REVISE_ACTION, REVISION_MODAL, SEE_ACTION } from './ids.ts';
import { submitRevision } from './submission.ts';

/** Whoever proposed a reward hears what became of it, and changes it where that was asked. */
export function registerRewardOutcome(app: App, verbs: SlackVerbs): void {
  app.action<BlockButtonAction>(REVISE_ACTION, async (args) => openRevision(verbs, args));
  app.action<BlockButtonAction>(SEE_ACTION, see);
  app.view<ViewSubmitAction>(REVISION_MODAL, async (args) => submitRevision(verbs, args));
}
