import type { WaitingRewards } from '../app-home/view.ts';

/** A reward that was decided, as a line of a list. */
export interface DecidedReward {
  name: string;
  amount: number;
  currency: string;
  /** What became of it, in words: `approved`, `declined`, `paid`, `taken back`. */
  outcome: string;
  /** Who decided, paid or took it back, in words: `Ana Ortiz`, `Tremendous`; null where nobody did. */
  by: string | null;
  /** Epoch milliseconds. */
  at: number;
  url: string;
}

/** What somebody is told about rewards when they ask. */
export interface RewardsSummary {
  waiting: WaitingRewards;
  /** The newest first. */
  decided: DecidedReward[];
  consoleUrl: string;
}
