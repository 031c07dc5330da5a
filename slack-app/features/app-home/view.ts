/** A reward that waits for a decision, as a line of a list. Plain data; strings may hold anything. */
export interface WaitingReward {
  rewardId: string;
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

/** What of a budget is left for this month. */
export interface BudgetLine {
  programme: string;
  currency: string;
  /** Integer minor units; below zero is overdrawn. */
  left: number;
  amount: number;
}

/** Somebody's home tab. */
export interface HomeTabView {
  /** The oldest first; `total` counts those not shown too. */
  waiting: { shown: WaitingReward[]; total: number };
  budgets: BudgetLine[];
  /** Who decides for them; null where they do themselves. */
  delegate: { name: string; until: number } | null;
  /** Whether they may name a delegate at all. */
  mayDelegate: boolean;
  /** The hour of their morning digest, 0 to 23 in their time zone; null where they want none. */
  digest: { hour: number | null; timeZone: string };
  consoleUrl: string;
}
