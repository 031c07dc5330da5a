import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';

import type { Problem } from '#core/problem.ts';

import { actorIn } from '../../press.ts';
import type { SlackActor, SlackVerbs } from '../../verbs.ts';
import { homeProblem, homeTab } from './blocks.ts';

type OpenedArgs = Pick<SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs, 'event' | 'context'>;

/** Shows somebody their home tab as it stands now. */
export async function openHome(verbs: SlackVerbs, { event, context }: OpenedArgs): Promise<void> {
  if (event.tab !== 'home') return;
  const actor = actorIn(context, { id: event.user });
  if (actor !== null) await showHome(verbs, actor, null);
}

/** Draws the home tab anew, with why the last press did not do what it should where it did not. */
export async function showHome(verbs: SlackVerbs, actor: SlackActor, problem: Problem | null): Promise<void> {
  const home = await verbs.homeFor(actor);
  await verbs.publishHome(actor, home.ok ? homeTab(home.value, problem) : homeProblem(home.problem));
}
