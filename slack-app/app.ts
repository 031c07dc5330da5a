import { App, LogLevel } from '@slack/bolt';

import { APP_HOME_EVENT } from './features/app-home/ids.ts';
import { registerAppHome } from './features/app-home/index.ts';
import { registerAdvocateAlert } from './features/advocate-alert/index.ts';
import { registerFindAdvocates } from './features/find-advocates/index.ts';
import { registerProposeReward } from './features/propose-reward/index.ts';
import { registerRewardApproval } from './features/reward-approval/index.ts';
import { registerRewardOutcome } from './features/reward-outcome/index.ts';
import { registerRewardsCommand } from './features/rewards-command/index.ts';
import { UNINSTALL_EVENTS } from './features/uninstall/ids.ts';
import { registerUninstall } from './features/uninstall/index.ts';
import { FetchReceiver, type WaitUntil } from './receiver.ts';
import { createVerify } from './verify.ts';
import type { SlackVerbs } from './verbs.ts';

export interface SlackApp {
  /** Answers one request of Slack's. `waitUntil` gets what goes on after the answer; a failure there rejects it. */
  handle(request: Request, waitUntil: WaitUntil): Promise<Response>;
}

/**
 * The Slack app: Bolt behind a fetch receiver. It holds no token and calls nobody; what it wants from Slack it asks of
 * `verbs`. So one app may serve every request of an isolate: with no token and no conversation store, Bolt keeps
 * nothing between two events.
 */
export function createSlackApp(options: {
  signingSecret: string;
  verbs: SlackVerbs;
  consoleUrl: string;
  now?: () => number;
}): SlackApp {
  const { signingSecret, verbs, consoleUrl, now = Date.now } = options;
  const receiver = new FetchReceiver({
    verify: createVerify(signingSecret, now),
    events: new Set<string>([APP_HOME_EVENT, ...UNINSTALL_EVENTS]),
    countUnknown: async (teamId, kind) => verbs.countUnknown(teamId, kind),
    consoleUrl,
    noteReplaced: async (teamId, what) => verbs.noteReplaced(teamId, what),
  });
  const app = new App({
    receiver,
    // A new object each time: Bolt writes the ids of the event into it.
    authorize: async () => ({}),
    attachFunctionToken: false,
    convoStore: false,
    ignoreSelf: false,
    logLevel: LogLevel.ERROR,
  });
  // Bolt wraps errors it does not know; the log should name the one that happened.
  app.error(async (error) => {
    throw error.original ?? error;
  });
  registerRewardApproval(app, verbs);
  registerRewardOutcome(app, verbs);
  registerAdvocateAlert(app, verbs, now);
  registerFindAdvocates(app, verbs);
  registerRewardsCommand(app, verbs);
  registerAppHome(app, verbs);
  registerProposeReward(app, verbs);
  registerUninstall(app, verbs);
  return { handle: async (request, waitUntil) => receiver.handle(request, waitUntil) };
}
