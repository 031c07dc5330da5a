import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';

import { clean, clip } from '../../blocks/text.ts';
import { personName, problemText } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { advocateList } from './blocks.ts';

type CommandArgs = Pick<SlackCommandMiddlewareArgs & AllMiddlewareArgs, 'ack' | 'command'>;

const QUERY_MAX = 100;

/** Answers with the best advocates, to the person who asked alone. The answer is the ack: no call to Slack. */
export async function findAdvocates(verbs: SlackVerbs, { ack, command }: CommandArgs): Promise<void> {
  const user = { id: command.user_id, name: command.user_name };
  const actor = { teamId: command.team_id, userId: command.user_id, userName: personName(user) };
  const query = clip(clean(command.text ?? ''), QUERY_MAX);
  const found = await verbs.topAdvocates(actor, query);
  if (!found.ok) return ack({ response_type: 'ephemeral', text: problemText(found.problem) });
  return ack({ response_type: 'ephemeral', ...advocateList(query, found.value) });
}
