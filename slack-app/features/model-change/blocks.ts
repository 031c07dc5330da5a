import { context, header, message, section, type SlackMessage } from '../../blocks/layout.ts';
import { labelledLink, mrkdwn } from '../../blocks/mrkdwn.ts';

/** A score model that was published, as a Slack message shows it. Strings may hold anything. */
export interface ModelChangeView {
  version: number;
  /** Display name of who published it. */
  by: string;
  /** Why, in their words; may be empty. */
  note: string;
  /** How many became advocates by it, and how many are none any more. */
  entered: number;
  left: number;
}

/** The one message about a new score model, once everybody is scored by it. */
export function modelChange(view: ModelChangeView, consoleUrl: string): SlackMessage {
  const moved = mrkdwn`Advocates by it: ${view.entered} new, ${view.left} no longer.`;
  return message(mrkdwn`Version ${view.version} of the score is in force. ${moved}`, [
    header(`Version ${view.version} of the score is in force`),
    section(view.note === '' ? moved : mrkdwn`${moved}\n*Why* ${view.note}`),
    context(mrkdwn`Published by ${view.by}. ${labelledLink(consoleUrl, 'See it in the console')}`),
  ]);
}
