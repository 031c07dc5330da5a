import { slackActor } from '#core/actor/actor.ts';
import type { Result } from '#core/problem.ts';
import type { Decision } from '#core/reward/decision.ts';
import type { Office } from '#test/worlds/office.ts';

/** A button pressed in Slack; the key is the same when Slack sends it again. */
export interface Press {
  key: string;
  rewardId: string;
  by: string;
  decision: Decision;
}

export type PressVerb = (office: Office, press: Press) => Result<unknown>;

/** What a press does: the decision as Slack reaches it. */
export function pressInSlack(office: Office, { key, rewardId, by, decision }: Press): Result<unknown> {
  return office.rewards.decide(rewardId, { decision, by: slackActor(by, by), reason: 'because', key });
}
