import type { App, GlobalShortcut, MessageShortcut, ViewSubmitAction } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import { PERSON_INPUT, PROPOSE_ANYWHERE, PROPOSE_MODAL, PROPOSE_SHORTCUT } from './ids.ts';
import { proposeAnywhere, proposeFromMessage } from './shortcut.ts';
import { submitProposal } from './submission.ts';
import { suggestPeople } from './suggestions.ts';

/** Anybody of the company proposes a reward from where they heard of the act. */
export function registerProposeReward(app: App, verbs: SlackVerbs): void {
  app.shortcut<MessageShortcut>({ callback_id: PROPOSE_SHORTCUT, type: 'message_action' }, async (args) =>
    proposeFromMessage(verbs, args),
  );
  app.shortcut<GlobalShortcut>({ callback_id: PROPOSE_ANYWHERE, type: 'shortcut' }, async (args) =>
    proposeAnywhere(verbs, args),
  );
  app.options(PERSON_INPUT, async (args) => suggestPeople(verbs, args));
  app.view<ViewSubmitAction>(PROPOSE_MODAL, async (args) => submitProposal(verbs, args));
}
