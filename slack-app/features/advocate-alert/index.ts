import type { App, BlockButtonAction } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { openRecord, snooze, thank } from './actions.ts';
import { OPEN_RECORD_ACTION, SNOOZE_ACTION, THANK_ACTION } from './ids.ts';

/** The channel hears of a new advocate and reacts. */
export function registerAdvocateAlert(app: App, verbs: SlackVerbs, now: () => number): void {
  app.action<BlockButtonAction>(THANK_ACTION, async (args) => thank(verbs, args));
  app.action<BlockButtonAction>(SNOOZE_ACTION, async (args) => snooze(verbs, args, now()));
  app.action<BlockButtonAction>(OPEN_RECORD_ACTION, openRecord);
}
