import type { WaitingRewards } from '../app-home/view.ts';

/** What has waited too long for somebody, the oldest first. Plain data; strings may hold anything. */
export interface ReminderView {
  waiting: WaitingRewards;
  consoleUrl: string;
}

/** What a thread is told of its reward. It names nobody. */
export interface NudgeView {
  rewardId: string;
  /** Since when it waits, and when it expires. */
  askedAt: number;
  expiresAt: number;
  /** Who is waited for: `a manager`, `finance`. */
  waitsFor: string;
  escalated: boolean;
}
