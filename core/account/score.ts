import { isKey, type Member } from './member.ts';

/** The whole points one person gives to their account. */
export interface AccountLine {
  personId: string;
  /** Their own propensity, 0 to 100. */
  propensity: number;
  /** The percentage of it that counts here: 70, 20 or 10. */
  weight: number;
  points: number;
}

export interface AccountScore {
  /** Would anybody there help: integer 0 to 100; null where enough is known of nobody who may be asked. */
  propensity: number | null;
  /** How much we know: the share of the key people of whom enough is known, 0 to 1, two decimals. */
  confidence: number;
  /** Whole points that add up to the propensity, the most first. */
  lines: AccountLine[];
}

/**
 * Tenths of the propensity of the best, the second and the third. An ask needs one person to say yes, so the best counts
 * most; the others are who is left when that one rests or leaves, so an account of one person ends at 70. The weights do
 * not change with how many people are known: in an average a new promoter could pull the account down. What somebody
 * holds against us lowers nobody's willingness either; it is told apart, as the account's worst key person.
 */
export const ACCOUNT_WEIGHTS = [7, 2, 1] as const;

/** What an account's people make of it. In which order they come makes no difference. */
export function accountScore(members: readonly Member[]): AccountScore {
  const best = members.filter(({ known, askable }) => known && askable).toSorted(byPropensity);
  const lines = spread(best.slice(0, ACCOUNT_WEIGHTS.length));
  const propensity = best.length === 0 ? null : sum(lines.map(({ points }) => points));
  return { propensity, confidence: confidenceOf(members), lines };
}

/** Whole points out of tenths that add up to the rounded total: largest remainder, the better one first. */
function spread(best: readonly Member[]): AccountLine[] {
  const tenths = best.map(({ propensity }, place) => propensity * (ACCOUNT_WEIGHTS[place] ?? 0));
  const points = tenths.map((part) => Math.floor(part / 10));
  const total = Math.floor((sum(tenths) + 5) / 10);
  const byRemainder = tenths
    .map((part, place) => ({ place, rest: part % 10 }))
    .toSorted((a, b) => b.rest - a.rest || a.place - b.place);
  for (const { place } of byRemainder.slice(0, total - sum(points))) points[place] = (points[place] ?? 0) + 1;
  return best.map(({ id, propensity }, place) => ({
    personId: id,
    propensity,
    weight: 10 * (ACCOUNT_WEIGHTS[place] ?? 0),
    points: points[place] ?? 0,
  }));
}

/** Where nobody is known to be a key person, everybody is asked about. */
function confidenceOf(members: readonly Member[]): number {
  const key = members.filter(isKey);
  const asked = key.length === 0 ? members : key;
  if (asked.length === 0) return 0;
  return Math.round((100 * asked.filter(({ known }) => known).length) / asked.length) / 100;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** The best first; equals by id, the shorter first, as numbers go. */
export function byPropensity(a: Member, b: Member): number {
  return b.propensity - a.propensity || compareIds(a.id, b.id);
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
