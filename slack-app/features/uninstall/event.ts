import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';

import type { SlackVerbs } from '../../verbs.ts';
import type { UNINSTALL_EVENTS } from './ids.ts';

type UninstallArgs = SlackEventMiddlewareArgs<(typeof UNINSTALL_EVENTS)[number]> & AllMiddlewareArgs;

/** Tells the server that the team removed us. */
export async function uninstall(
  verbs: SlackVerbs,
  { event, body }: Pick<UninstallArgs, 'event' | 'body'>,
): Promise<void> {
  // Only the bot's token is ours to lose: a person revoking their own changes nothing.
  if (event.type === 'tokens_revoked' && (event.tokens.bot ?? []).length === 0) return;
  await verbs.uninstalled(body.team_id);
}
