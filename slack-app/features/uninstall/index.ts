import type { App } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { uninstall } from './event.ts';
import { UNINSTALL_EVENTS } from './ids.ts';

/** A team removes the app. */
export function registerUninstall(app: App, verbs: SlackVerbs): void {
  for (const name of UNINSTALL_EVENTS) app.event(name, async (args) => uninstall(verbs, args));
}
