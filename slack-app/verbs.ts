import type { HomeView, ModalView } from '@slack/types';

import type { Result } from '#core/problem.ts';
import type { Decision } from '#core/reward/decision.ts';

import type { Replaced } from './guard.ts';
import type { AdvocateView } from './features/advocate-alert/view.ts';
import type { HomeTabView } from './features/app-home/view.ts';
import type {
  PersonChoice,
  ProposedReward,
  ProposeForm,
  RewardDraft,
} from './features/propose-reward/view.ts';
import type { ShownReward } from './features/reward-approval/shown.ts';
import type { RewardSubject } from './features/reward-approval/view.ts';
import type { RevisionForm, RewardRevision } from './features/reward-outcome/view.ts';
import type { RewardsSummary } from './features/rewards-command/view.ts';

/** Who pressed, typed or submitted, as Slack vouches for them. */
export interface SlackActor {
  teamId: string;
  userId: string;
  userName: string;
  /** The organisation the team belongs to, where it belongs to one. */
  enterpriseId?: string;
  /** The team they are of, where they are a guest from another company in a shared channel. */
  homeTeamId?: string;
}

/** Where a message stands, so that it can be updated. */
export interface MessagePlace {
  channelId: string;
  messageTs: string;
}

/**
 * A decision on a reward. `key` is the same for a payload delivered twice and differs for every press. The place is
 * that of the message it was pressed under, where it was one.
 */
export interface RewardPress extends Partial<MessagePlace>, ShownReward {
  key: string;
  decision: Decision;
  reason: string | null;
  responseUrl?: string | null;
}

/** A button pressed under an alert. */
export interface AlertPress extends MessagePlace {
  key: string;
  personId: string;
}

/**
 * What the Slack app asks of the server. One set serves every request of an isolate, so it may hold bindings but
 * nothing that belongs to one request.
 *
 * The verbs that return a Result are local commits: they answer within milliseconds and never call Slack; the
 * messages that follow from them leave through the server's outbox.
 */
export interface SlackVerbs {
  /** Decides a reward, committed before it answers. */
  decideReward(actor: SlackActor, press: RewardPress): Promise<Result<null>>;
  /** Which reward somebody is about to say something about. */
  rewardSubject(actor: SlackActor, rewardId: string): Promise<Result<RewardSubject>>;
  /** A reward of theirs that a change was asked of, as it says now. */
  revisionForm(actor: SlackActor, rewardId: string): Promise<Result<RevisionForm>>;
  /** Proposes a reward of theirs again; a problem names its field. */
  reviseReward(actor: SlackActor, revision: RewardRevision): Promise<Result<null>>;
  /** Marks the person as thanked. */
  thankAdvocate(actor: SlackActor, press: AlertPress): Promise<Result<null>>;
  /** Keeps the person out of the alerts until `until` (epoch milliseconds). */
  snoozeAlert(actor: SlackActor, press: AlertPress & { until: number }): Promise<Result<null>>;
  /** Advocates by score, best first; `query` narrows by name or company and may be empty. */
  topAdvocates(actor: SlackActor, query: string): Promise<Result<AdvocateView[]>>;
  /** What waits for somebody, and what was decided of late. */
  rewardsFor(actor: SlackActor): Promise<Result<RewardsSummary>>;
  /** Somebody's home tab. */
  homeFor(actor: SlackActor): Promise<Result<HomeTabView>>;
  /** Lets the Slack user `to` decide for somebody until the end of `lastDay` (`2026-11-30`) in their time zone. */
  setDelegate(actor: SlackActor, delegate: { to: string; lastDay: string }): Promise<Result<null>>;
  /** They decide alone again; nothing happens where they do. */
  clearDelegate(actor: SlackActor): Promise<Result<null>>;
  /** When somebody wants their digest: an hour of theirs, or not at all. */
  setDigest(actor: SlackActor, digest: { enabled: boolean; hour: number | null }): Promise<Result<null>>;
  /** What may be proposed. */
  proposeForm(actor: SlackActor): Promise<Result<ProposeForm>>;
  /** People whose name, e-mail or company holds `query`, best known first. */
  findPeople(actor: SlackActor, query: string): Promise<Result<PersonChoice[]>>;
  /** Proposes a reward; a problem names its field. */
  proposeReward(actor: SlackActor, draft: RewardDraft): Promise<Result<ProposedReward>>;
  /** The app was removed from a team or an organisation, or its tokens were revoked. Slack sends both, in any order. */
  uninstalled(accountId: string): Promise<void>;
  /** Something arrived that no feature handles: `event app_home_opened`, `action x`, `command /x`. */
  countUnknown(teamId: string | null, kind: string): Promise<void>;
  /** An answer was not fit for Slack and went out as a plain text instead. */
  noteReplaced(teamId: string | null, what: Replaced): Promise<void>;

  /** Opens a modal through the team's connection: a call to Slack, made only after the ack. `triggerId` lives 3 s. */
  openModal(actor: SlackActor, triggerId: string, view: ModalView): Promise<void>;
  /** Shows somebody their home tab: a call to Slack, made only after the ack. */
  publishHome(actor: SlackActor, view: HomeView): Promise<void>;
  /** Tells one person something only they see: a call to Slack, made only after the ack. `text` is escaped mrkdwn. */
  whisper(actor: SlackActor, channelId: string, responseUrl: string | null, text: string): Promise<void>;
}
