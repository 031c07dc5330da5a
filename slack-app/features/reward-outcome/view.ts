import type { RewardState } from '../reward-approval/view.ts';

/** What became of a proposal, for whoever proposed it. Plain data; strings may hold anything. */
export interface OutcomeView {
  rewardId: string;
  name: string;
  company: string | null;
  act: string;
  amount: number;
  currency: string;
  state: Exclude<RewardState, { kind: 'proposed' }>;
  url: string;
}

/** A proposal as its proposer changes it. */
export interface RevisionForm {
  rewardId: string;
  name: string;
  /** In whole units of `currency`, as people type it: `50.00`. Null where there is none to say: thanks. */
  amount: string | null;
  currency: string;
  act: string;
  proof: string;
  /** Who asked for the change, and for which. */
  askedBy: string;
  asked: string;
}

/** What was sent in. `key` is the same for a submission delivered twice. */
export interface RewardRevision {
  key: string;
  rewardId: string;
  amount: string | null;
  act: string;
  proof: string;
}
