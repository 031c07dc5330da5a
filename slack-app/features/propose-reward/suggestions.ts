import type { AllMiddlewareArgs, BlockSuggestion, SlackOptionsMiddlewareArgs } from '@slack/bolt';

import { options } from '../../blocks/inputs.ts';
import { clean, clip } from '../../blocks/text.ts';
import { actorIn } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';

type SuggestionArgs = Pick<
  SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs,
  'ack' | 'context'
> & { body: BlockSuggestion };

const QUERY_MAX = 100;

/** Offers the people a few letters name; none where nobody is found or we cannot tell. */
export async function suggestPeople(
  verbs: SlackVerbs,
  { ack, body, context }: SuggestionArgs,
): Promise<void> {
  const actor = actorIn(context, body.user);
  if (actor === null) return;
  const found = await verbs.findPeople(actor, clip(clean(body.value ?? ''), QUERY_MAX));
  const people = found.ok ? found.value : [];
  const named = people.map(({ id, name, company }) => ({
    id,
    name: company === null ? name : `${clip(clean(name), 40)}, ${company}`,
  }));
  return ack({ options: options(named) });
}
