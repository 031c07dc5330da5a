import { RpcTarget } from 'cloudflare:workers';
import { slackActor } from '#core/actor/actor.ts';
import { ok, type Result } from '#core/problem.ts';
import type { AdvocateView } from '#slack-app/features/advocate-alert/view.ts';
import { Alerts } from './alerts.ts';
import { listPeople } from '#server/workspace/people/list.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';
import { Rewards } from '#server/workspace/rewards/rewards.ts';
import { toAdvocateView } from './views.ts';
import type { Store } from '#server/workspace/store.ts';

/** A Slack user as an actor: `slack:<user id>:<name>`. */
export interface SlackUser {
  id: string;
  name: string;
}

/** What the Slack app asks of the workspace: the same verbs as every other surface, answered in Slack's terms. */
export class SlackDesk extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** What has changed is shown by the message, which the outbox draws anew. */
  decide(
    user: SlackUser,
    press: { key: string; rewardId: string; decision: 'approve' | 'decline'; reason: string | null },
  ): Result<null> {
    const decided = new Rewards(this.#store).decide(press.rewardId, {
      decision: press.decision,
      by: slackActor(user.id, user.name),
      reason: press.reason,
      key: press.key,
    });
    return decided.ok ? ok(null) : decided;
  }

  thank(user: SlackUser, personId: string, key: string): Result<null> {
    return new Alerts(this.#store).thank(personId, slackActor(user.id, user.name), key);
  }

  snooze(user: SlackUser, personId: string, until: number, key: string): Result<null> {
    return new Alerts(this.#store).snooze(personId, until, slackActor(user.id, user.name), key);
  }

  /** The best five matching `query`, with their reasons. */
  topAdvocates(query: string): Result<AdvocateView[]> {
    const best: PersonDetail[] = [];
    for (const tier of ['champion', 'advocate', 'candidate'] as const) {
      const page = listPeople(this.#store, {
        q: query,
        tier,
        sort: '-propensity',
        limit: SHOWN,
        cursor: null,
      });
      if (!page.ok) return page;
      best.push(...page.value.items);
    }
    best.sort((a, b) => b.propensity - a.propensity);
    return ok(best.slice(0, SHOWN).map((person) => toAdvocateView(this.#store, person)));
  }
}

const SHOWN = 5;
