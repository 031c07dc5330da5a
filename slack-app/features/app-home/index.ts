import type { App, BlockButtonAction, BlockStaticSelectAction, ViewSubmitAction } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { approveAtHome, chooseDigest, handOver, review, takeBack } from './actions.ts';
import { openHome } from './event.ts';
import {
  APP_HOME_EVENT,
  DIGEST_ACTION,
  HAND_OVER_ACTION,
  HAND_OVER_MODAL,
  HOME_APPROVE_ACTION,
  HOME_REVIEW_ACTION,
  TAKE_BACK_ACTION,
} from './ids.ts';
import { submitHandOver } from './submission.ts';

/** Everybody's own page inside Slack: what waits for them, what is left, who stands in, when they hear of it. */
export function registerAppHome(app: App, verbs: SlackVerbs): void {
  app.event(APP_HOME_EVENT, async (args) => openHome(verbs, args));
  app.action<BlockButtonAction>(HOME_APPROVE_ACTION, async (args) => approveAtHome(verbs, args));
  app.action<BlockButtonAction>(HOME_REVIEW_ACTION, review);
  app.action<BlockButtonAction>(HAND_OVER_ACTION, async (args) => handOver(verbs, args));
  app.action<BlockButtonAction>(TAKE_BACK_ACTION, async (args) => takeBack(verbs, args));
  app.action<BlockStaticSelectAction>(DIGEST_ACTION, async (args) => chooseDigest(verbs, args));
  app.view<ViewSubmitAction>(HAND_OVER_MODAL, async (args) => submitHandOver(verbs, args));
}
