import type { Member } from './member.ts';
import { byPropensity } from './score.ts';

/** What part of an account's good will hangs on whom. */
export interface Concentration {
  /** The share of each who has any, 0 to 1, the largest first; together 1. */
  shares: { personId: string; share: number }[];
  /** Sum of the squared shares (Herfindahl and Hirschman): 1 where one person has it all, 1/n where n share it evenly. */
  herfindahl: number;
  words: string;
}

/** How an account's propensity spreads over its people; null where nobody is known to have any. */
export function concentrationOf(members: readonly Member[]): Concentration | null {
  const good = members.filter(({ known, propensity }) => known && propensity > 0).toSorted(byPropensity);
  const total = good.reduce((sum, { propensity }) => sum + propensity, 0);
  if (total === 0) return null;
  const shares = good.map(({ id, propensity }) => ({ personId: id, share: propensity / total }));
  const herfindahl = shares.reduce((sum, { share }) => sum + share * share, 0);
  return { shares, herfindahl, words: wordsFor(shares[0]?.share ?? 0, herfindahl) };
}

/** One over the index is as many people as would make it were all of them even. */
function wordsFor(largest: number, herfindahl: number): string {
  if (largest === 1) return 'All of it hangs on one person';
  if (largest > 0.5) return 'More than half of it hangs on one person';
  return `It rests on about ${Math.round(1 / herfindahl)} people`;
}
