import type { AgedColumns } from './columns-age.ts';
import { halved } from './decay.ts';

/** Scores of many people, in their order. */
export interface ScoreColumns {
  /** 0..100. */
  propensity: Uint8Array;
  /** Hundredths, 0..100. */
  confidence: Uint8Array;
}

/** Half a point, and what `roundPoints` allows for the rounding of additions; storing cuts off what is behind the point. */
const HALF = 0.5 + 5e-10;

/** Everybody's propensity and confidence at `now`, as `scoreAt` gives them; a time before the landmark reads as it. */
export function readScores(
  { compiled, people, landmark, shares, evidence }: AgedColumns,
  now: number,
): ScoreColumns {
  const age = Math.max(0, now - landmark);
  const left = compiled.halvings.map((perMillisecond) => halved(age * perMillisecond));
  const scores = { propensity: new Uint8Array(people), confidence: new Uint8Array(people) };
  writePropensity(scores.propensity, shares, left, compiled.limits);
  writeConfidence(scores.confidence, evidence, left, compiled.certain);
  return scores;
}

/** Written out for the five pillars: it takes half as long as a loop over them. */
function writePropensity(
  into: Uint8Array,
  columns: readonly Float64Array[],
  left: Float64Array,
  limits: Float64Array,
): void {
  const [a, b, c, d, e] = five(columns);
  const [leftA, leftB, leftC, leftD, leftE] = halvesOf(left);
  const [limitA, limitB, limitC, limitD, limitE] = halvesOf(limits);
  for (let person = 0; person < into.length; person += 1) {
    const balance =
      twiceWithin(a[person]! * leftA, limitA) +
      twiceWithin(b[person]! * leftB, limitB) +
      twiceWithin(c[person]! * leftC, limitC) +
      twiceWithin(d[person]! * leftD, limitD) +
      twiceWithin(e[person]! * leftE, limitE);
    into[person] = twiceWithin(balance / 2 - 25, 25) + 50 + HALF;
  }
}

function writeConfidence(
  into: Uint8Array,
  columns: readonly Float64Array[],
  left: Float64Array,
  most: Float64Array,
): void {
  const [a, b, c, d, e] = five(columns);
  const [leftA, leftB, leftC, leftD, leftE] = halvesOf(left);
  const [mostA, mostB, mostC, mostD, mostE] = halvesOf(most);
  for (let person = 0; person < into.length; person += 1) {
    into[person] =
      twiceAtMost(a[person]! * leftA, mostA) +
      twiceAtMost(b[person]! * leftB, mostB) +
      twiceAtMost(c[person]! * leftC, mostC) +
      twiceAtMost(d[person]! * leftD, mostD) +
      twiceAtMost(e[person]! * leftE, mostE) +
      HALF;
  }
}

/** Twice `x`, and `x` no further from zero than `limit`: four times as fast as `Math.min` and `Math.max`. */
function twiceWithin(x: number, limit: number): number {
  return Math.abs(x + limit) - Math.abs(x - limit);
}

function twiceAtMost(x: number, limit: number): number {
  return x + limit - Math.abs(x - limit);
}

type Five<Item> = [Item, Item, Item, Item, Item];

function five<Item>(of: ArrayLike<Item>): Five<Item> {
  return [of[0]!, of[1]!, of[2]!, of[3]!, of[4]!];
}

function halvesOf(of: Float64Array): Five<number> {
  return five(of.map((x) => x / 2));
}
