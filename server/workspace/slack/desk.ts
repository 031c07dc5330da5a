import { RpcTarget } from 'cloudflare:workers';
import { slackActor } from '#core/actor/actor.ts';
import { ok, type Result } from '#core/problem.ts';
import type { AdvocateView } from '#slack-app/features/advocate-alert/view.ts';
import type { HomeTabView } from '#slack-app/features/app-home/view.ts';
import type {
  PersonChoice,
  ProposedReward,
  ProposeForm,
  RewardDraft,
} from '#slack-app/features/propose-reward/view.ts';
import type { RewardSubject } from '#slack-app/features/reward-approval/view.ts';
import type { RevisionForm, RewardRevision } from '#slack-app/features/reward-outcome/view.ts';
import type { RewardsSummary } from '#slack-app/features/rewards-command/view.ts';
import { Delegations } from '#server/workspace/policy/delegations.ts';
import { Alerts } from './alerts.ts';
import { nameInSlack } from '#server/workspace/members/slack-users.ts';
import { decideInSlack, type SlackDecision } from './deciding.ts';
import { setDigestHour } from './digest-hour.ts';
import { homeTabOf } from './home.ts';
import { peopleNamed, proposeFormFor, proposeFromSlack } from './proposing.ts';
import { rewardSubject } from './reward-view.ts';
import { reviseInSlack, revisionFormFor } from './revising.ts';
import { handOver } from './standing-in.ts';
import { decidedFor, waitingFor } from './waiting.ts';
import { listPeople } from '#server/workspace/people/list.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';
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

  /** Called as the books know them: what a press calls its presser may be a handle, or anything. */
  #actor({ id, name }: SlackUser): string {
    return slackActor(id, nameInSlack(this.#store, id) ?? name);
  }

  /** See `decideInSlack`; `connection` is the Slack it was pressed in, null where that is no Slack. */
  decide(user: SlackUser, press: SlackDecision, connection: string | null = null): Result<null> {
    return decideInSlack(this.#store, this.#actor(user), press, connection);
  }

  rewardSubject(rewardId: string): Result<RewardSubject> {
    return rewardSubject(this.#store, rewardId);
  }

  revisionForm({ id, name }: SlackUser, rewardId: string): Result<RevisionForm> {
    return revisionFormFor(this.#store, this.#actor({ id, name }), rewardId);
  }

  revise({ id, name }: SlackUser, revision: RewardRevision): Result<null> {
    return reviseInSlack(this.#store, this.#actor({ id, name }), revision);
  }

  thank(user: SlackUser, personId: string, key: string): Result<null> {
    return new Alerts(this.#store).thank(personId, this.#actor(user), key);
  }

  snooze(user: SlackUser, personId: string, until: number, key: string): Result<null> {
    return new Alerts(this.#store).snooze(personId, until, this.#actor(user), key);
  }

  /** What waits for somebody, and what was decided of late of theirs. */
  rewards({ id, name }: SlackUser): Result<RewardsSummary> {
    return ok({
      waiting: waitingFor(this.#store, this.#actor({ id, name }), SHOWN),
      decided: decidedFor(this.#store, id, SHOWN),
      consoleUrl: `${this.#store.publicUrl}/console`,
    });
  }

  home({ id, name }: SlackUser): Result<HomeTabView> {
    return ok(homeTabOf(this.#store, this.#actor({ id, name })));
  }

  /** See `handOver`; `team` is where both are. */
  setDelegate(
    { id, name }: SlackUser,
    team: string,
    delegate: { to: string; lastDay: string },
  ): Result<null> {
    return handOver(this.#store, { actor: this.#actor({ id, name }), team }, delegate);
  }

  clearDelegate({ id, name }: SlackUser): Result<null> {
    new Delegations(this.#store).clear(this.#actor({ id, name }));
    return ok(null);
  }

  setDigest(
    { id, name }: SlackUser,
    { enabled, hour }: { enabled: boolean; hour: number | null },
  ): Result<null> {
    return setDigestHour(this.#store, this.#actor({ id, name }), enabled ? hour : null);
  }

  proposeForm({ id, name }: SlackUser): Result<ProposeForm> {
    return proposeFormFor(this.#store, this.#actor({ id, name }));
  }

  findPeople({ id, name }: SlackUser, query: string): Result<PersonChoice[]> {
    return peopleNamed(this.#store, this.#actor({ id, name }), query);
  }

  propose({ id, name }: SlackUser, draft: RewardDraft): Result<ProposedReward> {
    return proposeFromSlack(this.#store, this.#actor({ id, name }), draft);
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
    best.sort((a, b) => (b.propensity ?? -1) - (a.propensity ?? -1));
    return ok(best.slice(0, SHOWN).map((person) => toAdvocateView(this.#store, person)));
  }
}

const SHOWN = 5;
