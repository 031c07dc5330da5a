/** A reward that waits for a decision, as a line of a list. Plain data; strings may hold anything. */
export interface WaitingReward {
  rewardId: string;
  /** Which of its revisions this is. */
  revision: number;
  name: string;
  company: string | null;
  act: string;
  /** Integer minor units of `currency` (ISO 4217), points of `points:<programme>`, or 0 `thanks`. */
  amount: number;
  currency: string;
  proposedBy: string;
  /** Epoch milliseconds. */
  proposedAt: number;
  /** Why it cannot be approved in Slack, in words; null where a press will do. */
  held: string | null;
  /** Where all of it can be seen. */
  url: string;
}

/** What waits for somebody, the oldest first: what they may approve now, and what is held. Totals count those not shown. */
export interface WaitingRewards {
  shown: WaitingReward[];
  total: number;
  held: WaitingReward[];
  heldTotal: number;
}

/** What of a budget is left. */
export interface BudgetLine {
  /** Whose it is and for when, in words: `general, standing`, `general, November 2026`. */
  name: string;
  currency: string;
  /** Integer minor units; below zero is overdrawn. */
  left: number;
  amount: number;
}

/** Somebody who is away, in whose place another decides until then. */
export interface StandIn {
  name: string;
  until: number;
}

/** Somebody's home tab. */
export interface HomeTabView {
  waiting: WaitingRewards;
  /** Whether anybody asks them to decide, in their own right or for somebody. */
  mayDecide: boolean;
  budgets: BudgetLine[];
  /** Who decides for them; null where they do themselves. */
  delegate: StandIn | null;
  /** For whom they decide, soonest to end first. */
  standsInFor: StandIn[];
  /** Whether they may name a delegate at all. */
  mayDelegate: boolean;
  /** The hour of their morning digest, 0 to 23 in their time zone; null where they want none. */
  digest: { hour: number | null; timeZone: string };
  consoleUrl: string;
}
