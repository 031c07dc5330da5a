import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';

import { clean, clip } from '../../blocks/text.ts';
import { actorIn, problemText } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { tellRewards } from '../rewards-command/command.ts';
import { REWARDS_ARGUMENT } from '../rewards-command/ids.ts';
import { advocateList, advocatesHelp } from './blocks.ts';
import { HELP_ARGUMENT } from './ids.ts';

type CommandArgs = Pick<SlackCommandMiddlewareArgs & AllMiddlewareArgs, 'ack' | 'command'>;

const QUERY_MAX = 100;

/** Answers with the best advocates, or what waits for a decision, to the person who asked alone. The answer is the ack: no call to Slack. */
export async function findAdvocates(verbs: SlackVerbs, { ack, command }: CommandArgs): Promise<void> {
  const user = { id: command.user_id, name: command.user_name };
  const actor = actorIn({ teamId: command.team_id, enterpriseId: command.enterprise_id }, user);
  if (actor === null) return;
  const query = clip(clean(command.text ?? ''), QUERY_MAX);
  if (query.toLowerCase() === HELP_ARGUMENT) return ack({ response_type: 'ephemeral', ...advocatesHelp() });
  if (query.toLowerCase() === REWARDS_ARGUMENT) return tellRewards(verbs, actor, ack);
  const found = await verbs.topAdvocates(actor, query);
  if (!found.ok) return ack({ response_type: 'ephemeral', text: problemText(found.problem) });
  return ack({ response_type: 'ephemeral', ...advocateList(query, found.value) });
}
