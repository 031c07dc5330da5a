import type { WaitingReward } from '../app-home/view.ts';

/** A reward that was decided, as a line of a list. */
export interface DecidedReward {
  name: string;
  amount: number;
  currency: string;
  /** What became of it, in words: `approved`, `declined`, `paid`. */
  outcome: string;
  /** Display name of who decided; null where nobody did. */
  by: string | null;
  /** Epoch milliseconds. */
  at: number;
  url: string;
}

/** What somebody is told about rewards when they ask. */
export interface RewardsSummary {
  waiting: { shown: WaitingReward[]; total: number };
  /** The newest first. */
  decided: DecidedReward[];
  consoleUrl: string;
}
