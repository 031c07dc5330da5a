import type { BudgetLine, StandIn, WaitingRewards } from '../app-home/view.ts';

/** Somebody named in a digest, with where to look at them. */
export interface DigestPerson {
  name: string;
  company: string | null;
  /** Why they are named, in words. */
  why: string;
  url: string | null;
}

/** People of one kind: those shown, and how many there are in all. */
export interface DigestGroup {
  shown: DigestPerson[];
  total: number;
}

/** What a manager should know in the morning. Plain data; strings may hold anything. */
export interface DigestView {
  /** The day in the reader's own words: `Monday, 23 November`. */
  day: string;
  waiting: WaitingRewards;
  /** For whom they decide, soonest to end first. */
  standsInFor: StandIn[];
  newAdvocates: DigestGroup;
  /** Champions who are not to be asked for a while. */
  resting: DigestGroup;
  /** People who were let down and whom nobody has called yet. */
  detractors: DigestGroup;
  budgets: BudgetLine[];
  consoleUrl: string;
}
