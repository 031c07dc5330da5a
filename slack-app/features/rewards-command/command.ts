import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';

import { problemText } from '../../press.ts';
import type { SlackActor, SlackVerbs } from '../../verbs.ts';
import { rewardsSummary } from './blocks.ts';

/** Answers with what waits for somebody, to them alone. The answer is the ack: no call to Slack. */
export async function tellRewards(
  verbs: SlackVerbs,
  actor: SlackActor,
  ack: (SlackCommandMiddlewareArgs & AllMiddlewareArgs)['ack'],
): Promise<void> {
  const summary = await verbs.rewardsFor(actor);
  if (!summary.ok) return ack({ response_type: 'ephemeral', text: problemText(summary.problem) });
  return ack({ response_type: 'ephemeral', ...rewardsSummary(summary.value) });
}
