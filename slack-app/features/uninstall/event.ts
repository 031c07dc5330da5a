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
  await verbs.uninstalled(accountOf(body));
}

/** What removed us: a team, or its whole organisation where that had installed us. */
function accountOf({
  team_id: team,
  enterprise_id: enterprise,
  authorizations,
}: UninstallArgs['body']): string {
  return authorizations?.[0]?.is_enterprise_install === true ? (enterprise ?? team) : team;
}
