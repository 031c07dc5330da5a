import { PILLARS } from '#core/signal/catalogue.ts';
import { glanceAt } from './glance.ts';
import type { ScoreModel } from './model.ts';
import { scoreAt, type PillarSums, type Score } from './score.ts';
import { turningPoints } from './turning-points.ts';

/** Standing of a person, lowest first. */
export const TIERS = ['none', 'candidate', 'advocate', 'champion'] as const;
export type Tier = (typeof TIERS)[number];

type Standing = Pick<Score, 'propensity' | 'confidence'>;

/** The tier a score gives to somebody who was in `previous`: entered at a threshold, left 10 % below it. */
export function tierAt(model: ScoreModel, score: Standing, previous: Tier): Tier {
  if (score.confidence < model.minConfidence) return 'none';
  if (holds(model, 'champion', score.propensity, previous)) return 'champion';
  if (holds(model, 'advocate', score.propensity, previous)) return 'advocate';
  return holds(model, 'candidate', score.propensity, previous) ? 'candidate' : 'none';
}

function holds(model: ScoreModel, tier: Exclude<Tier, 'none'>, propensity: number, previous: Tier): boolean {
  const enter = model.enter[tier];
  return propensity >= (rank(previous) >= rank(tier) ? enter * model.leaveAt : enter);
}

function rank(tier: Tier): number {
  return TIERS.indexOf(tier);
}

/** Whether somebody just became an advocate or a champion: the moment worth an alert. */
export function tierRose(before: Tier, after: Tier): boolean {
  return rank(after) > rank(before) && rank(after) >= rank('advocate');
}

/**
 * The first millisecond (epoch) at which ageing alone changes the tier, null where it never does. Exact: between two
 * turning points the balance only rises or only falls, and what we know only ever falls, so a tier that is the same at
 * both ends did not change between.
 */
export function nextTierCheck(model: ScoreModel, sums: PillarSums, tier: Tier, now: number): number | null {
  const changes = (score: Standing): boolean => tierAt(model, score, tier) !== tier;
  const score = scoreAt(model, sums, now);
  if (changes(score)) return now;
  if (tier === 'none' && !canRise(model, score)) return null;
  const changed = (at: number): boolean => changes(scoreAt(model, sums, at));
  const glance = glanceAt(model, sums);
  const turns = turningPoints(model, sums, now).flatMap((at) => [Math.floor(at), Math.ceil(at)]);
  if (tier === 'none') {
    // Somebody may get a tier and lose it to forgetfulness, all between two turns of the balance.
    const isForgotten = (at: number): boolean => glance(at).confidence < model.minConfidence;
    turns.push(firstChange(now, turns.at(-1)!, isForgotten) - 1);
  }
  let from = now;
  for (const to of turns.toSorted((a, b) => a - b)) {
    if (changed(to)) {
      const seen = firstChange(from, to, (at) => changes(glance(at)));
      return changed(seen) && !changed(seen - 1) ? seen : firstChange(from, to, changed);
    }
    from = to;
  }
  return null;
}

/** Whether ageing could ever lift somebody from `none`: as if all bad news were forgotten at once. */
function canRise(model: ScoreModel, { confidence, pillars }: Score): boolean {
  if (confidence < model.minConfidence) return false;
  const best = PILLARS.reduce((sum, pillar) => sum + Math.max(0, pillars[pillar] ?? 0), 0);
  // A point less covers all rounding.
  return best >= model.enter.candidate - 1;
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
