import type { Company } from './company.ts';

export const DAY_MS = 86_400_000;
/** How far back the demo company's records go. */
export const HISTORY_DAYS = 730;

/** What every generated record is derived from. `now` is epoch milliseconds. */
export interface World {
  seed: string;
  now: number;
  people: number;
  companies: number;
  ownerIds: string[];
  /** Companies made so far, by index: each is asked for again with every person in it. */
  known: Map<number, Company>;
}
