import type { App } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { findAdvocates } from './command.ts';
import { FIND_COMMAND } from './ids.ts';

/** Anyone asks who would help. */
export function registerFindAdvocates(app: App, verbs: SlackVerbs): void {
  app.command(FIND_COMMAND, async (args) => findAdvocates(verbs, args));
}
