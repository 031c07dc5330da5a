import type { Tier } from './tier.ts';

/** How people spread over propensity: counts of 20 bands of five points (the last holds 95 to 100). */
export type Distribution = number[];

/** One person under the model now and under the one looked at. */
export interface Mover {
  personId: string;
  name: string;
  company: string | null;
  before: { propensity: number; confidence: number; tier: Tier };
  after: { propensity: number; confidence: number; tier: Tier };
  /** What moved most, in whole points with their sign, the three largest first and then all else: together the change. */
  reasons: { label: string; points: number }[];
}

/** What a model would change if it were published at `at`. */
export interface Preview {
  at: number;
  /** How many people were looked at. */
  people: number;
  /** How many the workspace holds: more than `people` where only a sample was looked at. */
  of: number;
  before: Distribution;
  after: Distribution;
  /** How many people go from each tier to each. */
  flow: Record<Tier, Record<Tier, number>>;
  /** People with a score but without enough evidence for any tier. */
  unsure: { before: number; after: number };
  /** Who becomes an advocate or a champion, and who stops being one; the largest moves first, at most 50 each. */
  entering: Mover[];
  leaving: Mover[];
  /** The largest changes of propensity, whatever the tier; at most 50. */
  movers: Mover[];
}
