import { RpcTarget } from 'cloudflare:workers';
import { ok, type Result } from '#core/problem.ts';
import type { AdvocateView } from '#slack-app/features/advocate-alert/view.ts';
import type { RewardView } from '#slack-app/features/reward-approval/view.ts';
import { Alerts } from './alerts.ts';
import { listPeople } from './people-list.ts';
import type { PersonDetail } from './person-row.ts';
import { Rewards } from './rewards.ts';
import { rewardView, toAdvocateView } from './slack-views.ts';
import type { Store } from './store.ts';

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

  decide(
    user: SlackUser,
    press: { key: string; rewardId: string; decision: 'approve' | 'decline'; reason: string | null },
  ): Result<RewardView> {
    const decided = new Rewards(this.#store).decide(press.rewardId, {
      decision: press.decision,
      by: actorOf(user),
      reason: press.reason,
      key: press.key,
      slackUser: user.id,
    });
    return decided.ok ? rewardView(this.#store, press.rewardId) : decided;
  }

  thank(user: SlackUser, personId: string, key: string): Result<null> {
    return new Alerts(this.#store).thank(personId, actorOf(user), key);
  }

  snooze(user: SlackUser, personId: string, until: number, key: string): Result<null> {
    return new Alerts(this.#store).snooze(personId, until, actorOf(user), key);
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

function actorOf({ id, name }: SlackUser): string {
  return `slack:${id}:${name}`.slice(0, 200);
}
