/** How a reward was settled, or that it waits for a decision. Times are epoch milliseconds, `by` is a display name. */
export type RewardState =
  | { kind: 'proposed' }
  | { kind: 'approved'; by: string; at: number }
  | { kind: Answered; by: string; at: number; reason: string }
  | { kind: 'expired'; at: number }
  | { kind: 'paid'; by: string; at: number; paidAt: number };

/** Decided with words: the reason stands on the message. */
export type Answered = 'change_requested' | 'declined' | 'noted' | 'cancelled' | 'reversed';

/** One yes. `onBehalfOf` is whom they stood in for. */
export interface GivenApproval {
  by: string;
  onBehalfOf: string | null;
  at: number;
}

/** Which reward somebody is asked to say something about. */
export type RewardSubject = Pick<RewardView, 'name' | 'company' | 'act' | 'amount' | 'currency'>;

/** A reward as a Slack message shows it. Plain data, prepared by the server; strings may hold anything. */
export interface RewardView {
  rewardId: string;
  /** Which of its revisions this is. */
  revision: number;
  name: string;
  company: string | null;
  /** What the person did. */
  act: string;
  /** Where it can be seen: an address, or words. */
  proof: string | null;
  /** Integer minor units of `currency` (ISO 4217), as are the budget's; points of `points:<programme>`; 0 `thanks`. */
  amount: number;
  currency: string;
  programme: string;
  /** What of the catalogue it is; null for an amount without more. */
  item: string | null;
  proposedBy: string;
  /** Who told of the act, where a rule proposed the reward for it. */
  reportedBy: string | null;
  /** Who changed it after a change was asked for. */
  revisedBy: string | null;
  /** When it was last proposed. */
  proposedAt: number;
  /** Whose yes it needs, and which rule of the policy wants them. None at all: policy decided. */
  needs: { managers: number; finance: boolean; because: string };
  /** The yeses so far, in order: managers before finance. */
  approvals: GivenApproval[];
  /** Why it cannot be approved now, and by when somebody should have looked. */
  holds: { reason: string; expectedBy: number }[];
  /** How far the person's history carries, in words. */
  trust: string;
  /** What they were promised and paid in this calendar year, in the same currency; the warning is about tax. */
  yearToDate: { amount: number; year: number; warning: string | null };
  /** What is free in the budget at `asOf`, and once this reward is approved: the same where it is held for it already. */
  budget: { left: number; after: number; asOf: number } | null;
  /** When it was put before the owners, because nobody decided. */
  escalatedAt: number | null;
  /** Whether nobody can tell in Slack who proposed it, so that it is approved in the console. */
  elsewhere: boolean;
  /** Its page in the console. */
  url: string;
  state: RewardState;
}
