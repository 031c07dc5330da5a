import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { MODEL } from './model.ts';
import { pillarShare, roundPoints, scoreAt, type PillarSums, type Score } from './score.ts';

/** Standing of a person, lowest first. */
export const TIERS = ['none', 'candidate', 'advocate', 'champion'] as const;
export type Tier = (typeof TIERS)[number];

const RECHECK = 30 * DAY;

/** The tier a score gives to somebody who was in `previous`: entered at a threshold, left 10 % below it. */
export function tierAt(score: Pick<Score, 'propensity' | 'confidence'>, previous: Tier): Tier {
  if (score.confidence < MODEL.minConfidence) return 'none';
  if (holds('champion', score.propensity, previous)) return 'champion';
  if (holds('advocate', score.propensity, previous)) return 'advocate';
  return holds('candidate', score.propensity, previous) ? 'candidate' : 'none';
}

function holds(tier: Exclude<Tier, 'none'>, propensity: number, previous: Tier): boolean {
  const enter = MODEL.enter[tier];
  return propensity >= (rank(previous) >= rank(tier) ? enter * MODEL.leaveAt : enter);
}

function rank(tier: Tier): number {
  return TIERS.indexOf(tier);
}

/** Whether somebody just became an advocate or a champion: the moment worth an alert. */
export function tierRose(before: Tier, after: Tier): boolean {
  return rank(after) > rank(before) && rank(after) >= rank('advocate');
}

/**
 * The earliest time (epoch milliseconds) at which ageing alone changes the tier, null where it never does.
 * Exact where nothing counts against the person, because the score then only falls; otherwise it can rise as
 * bad news ages, so the answer is the first change seen on a daily walk, or a fresh look in 30 days.
 */
export function nextTierCheck(sums: PillarSums, tier: Tier, now: number): number | null {
  const changed = (at: number): boolean => tierAt(scoreAt(sums, at), tier) !== tier;
  if (changed(now)) return now;
  if (tier === 'none' && !canRise(sums, now)) return null;
  if (onlyFalls(sums)) {
    let span = DAY;
    while (!changed(now + span)) span *= 2;
    return firstChange(now, now + span, changed);
  }
  for (let at = now + DAY; at <= now + RECHECK; at += DAY) {
    if (changed(at)) return firstChange(at - DAY, at, changed);
  }
  return now + RECHECK;
}

/** Whether ageing could ever lift somebody from `none`: as if all bad news were forgotten at once. */
function canRise(sums: PillarSums, now: number): boolean {
  if (onlyFalls(sums) || scoreAt(sums, now).confidence < MODEL.minConfidence) return false;
  let best = 0;
  for (const pillar of PILLARS) {
    const sum = sums[pillar];
    if (sum !== null) best += Math.max(0, pillarShare(pillar, sum, now));
  }
  return roundPoints(best) >= MODEL.enter.candidate;
}

function onlyFalls(sums: PillarSums): boolean {
  return PILLARS.every((pillar) => (sums[pillar]?.v ?? 0) >= 0);
}

/** The first millisecond after `from` for which `changed` holds, given that it holds at `to` and not at `from`. */
function firstChange(from: number, to: number, changed: (at: number) => boolean): number {
  let before = from;
  let after = to;
  while (after - before > 1) {
    const middle = before + Math.floor((after - before) / 2);
    if (changed(middle)) after = middle;
    else before = middle;
  }
  return after;
}
