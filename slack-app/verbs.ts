import type { ModalView } from '@slack/types';

import type { Result } from '#core/problem.ts';

import type { AdvocateView } from './features/advocate-alert/view.ts';

/** Who pressed, typed or submitted, as Slack vouches for them. */
export interface SlackActor {
  teamId: string;
  userId: string;
  userName: string;
}

/** Where a message stands, so that it can be updated. */
export interface MessagePlace {
  channelId: string;
  messageTs: string;
}

/** A decision on a reward. `key` is the same for a payload delivered twice and differs for every press. */
export interface RewardPress extends MessagePlace {
  key: string;
  rewardId: string;
  decision: 'approve' | 'decline';
  reason: string | null;
  responseUrl: string | null;
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
  /** Marks the person as thanked. */
  thankAdvocate(actor: SlackActor, press: AlertPress): Promise<Result<null>>;
  /** Keeps the person out of the alerts until `until` (epoch milliseconds). */
  snoozeAlert(actor: SlackActor, press: AlertPress & { until: number }): Promise<Result<null>>;
  /** Advocates by score, best first; `query` narrows by name or company and may be empty. */
  topAdvocates(actor: SlackActor, query: string): Promise<Result<AdvocateView[]>>;
  /** The app was removed from the team, or its tokens were revoked. Slack sends both, in any order. */
  uninstalled(teamId: string): Promise<void>;
  /** Something arrived that no feature handles: `event app_home_opened`, `action x`, `command /x`. */
  countUnknown(teamId: string | null, kind: string): Promise<void>;

  /** Opens a modal through the team's connection: a call to Slack, made only after the ack. `triggerId` lives 3 s. */
  openModal(actor: SlackActor, triggerId: string, view: ModalView): Promise<void>;
  /** Tells one person something only they see: a call to Slack, made only after the ack. `text` is escaped mrkdwn. */
  whisper(actor: SlackActor, channelId: string, responseUrl: string | null, text: string): Promise<void>;
}
