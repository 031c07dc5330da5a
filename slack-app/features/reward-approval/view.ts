/** How a reward was settled, or that it waits for a decision. Times are epoch milliseconds, `by` is a display name. */
export type RewardState =
  | { kind: 'proposed' }
  | { kind: 'approved'; by: string; at: number }
  | { kind: 'declined'; by: string; at: number; reason: string }
  | { kind: 'expired'; at: number }
  | { kind: 'paid'; by: string; at: number; paidAt: number };

/** A reward as a Slack message shows it. Plain data, prepared by the server; strings may hold anything. */
export interface RewardView {
  rewardId: string;
  name: string;
  company: string | null;
  /** What the person did. */
  act: string;
  /** Where it can be seen: an address, or words. */
  proof: string | null;
  /** Integer minor units of `currency` (ISO 4217), as are the budget's. */
  amount: number;
  currency: string;
  proposedBy: string;
  /** Who told of the act, where a rule proposed the reward for it. */
  reportedBy: string | null;
  proposedAt: number;
  /** What the budget holds once this reward is paid; below zero is over budget. Null where no budget is set. */
  budgetAfter: number | null;
  /** The page it is approved on where nobody can tell in Slack who proposed it; null where Slack will do. */
  approveAt: string | null;
  state: RewardState;
}
