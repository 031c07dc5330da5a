/** Rows to fit: `features` by column, `label` 1 or 0, both read up to `size`. */
export interface LogisticRows {
  size: number;
  features: readonly ArrayLike<number>[];
  label: ArrayLike<number>;
}

/** What was learned: log-odds of a label of 1 are `intercept` plus the coefficients times the features. */
export interface LogisticFit {
  intercept: number;
  coefficients: number[];
}

const MOST_STEPS = 50;
/** Rows between two turns of others. */
const TURN = 20_000;
/** What the loss could still fall by: so near, one full step ends it. */
const DONE = 1e-8;

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani, Friedman, The
 * Elements of Statistical Learning, 2nd edition, 4.4.1). `ridge` times half the squared coefficients is added to the
 * loss, so that even rows a line splits perfectly have one finite answer; the intercept goes free. Yields every few
 * milliseconds, where others may go first.
 */
export function* fitLogistic(rows: LogisticRows, ridge: number): Generator<void, LogisticFit> {
  let at = Array.from({ length: rows.features.length + 1 }, () => 0);
  let { loss, gradient, hessian } = yield* lossAt(rows, ridge, at);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const direction = solve(hessian, gradient);
    const promise = dot(direction, gradient);
    if (promise < DONE) {
      at = moved(at, direction, 1);
      break;
    }
    // A full step can overshoot where the curve is flat; halved often enough, it goes down.
    let share = 1;
    let next = yield* lossAt(rows, ridge, moved(at, direction, share));
    while (!(next.loss <= loss - 1e-4 * share * promise) && share > 1e-6) {
      share /= 2;
      next = yield* lossAt(rows, ridge, moved(at, direction, share));
    }
    if (!(next.loss < loss)) break;
    at = moved(at, direction, share);
    ({ loss, gradient, hessian } = next);
  }
  const [intercept, ...coefficients] = at;
  return { intercept: intercept!, coefficients };
}

function moved(at: readonly number[], direction: readonly number[], share: number): number[] {
  return at.map((value, index) => value - share * direction[index]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

interface Loss {
  loss: number;
  gradient: number[];
  hessian: Float64Array[];
}

/** The penalised negative log-likelihood at some coefficients (the intercept first), its slope and its curvature. */
function* lossAt(
  { size, features, label }: LogisticRows,
  ridge: number,
  at: readonly number[],
): Generator<void, Loss> {
  const width = at.length;
  const gradient = new Float64Array(width);
  const hessian = Array.from({ length: width }, () => new Float64Array(width));
  const x = new Float64Array(width).fill(1);
  let loss = 0;
  for (let row = 0; row < size; row += 1) {
    if (row % TURN === TURN - 1) yield;
    let odds = at[0]!;
    for (let j = 1; j < width; j += 1) {
      x[j] = features[j - 1]![row]!;
      odds += at[j]! * x[j]!;
    }
    const chance = 1 / (1 + Math.exp(-odds));
    const error = chance - label[row]!;
    const bend = chance * (1 - chance);
    loss += Math.max(0, odds) - label[row]! * odds + Math.log1p(Math.exp(-Math.abs(odds)));
    for (let j = 0; j < width; j += 1) {
      gradient[j]! += error * x[j]!;
      for (let k = 0; k <= j; k += 1) hessian[j]![k]! += bend * x[j]! * x[k]!;
    }
  }
  for (let j = 1; j < width; j += 1) {
    loss += (ridge / 2) * at[j]! ** 2;
    gradient[j]! += ridge * at[j]!;
    hessian[j]![j]! += ridge;
  }
  return { loss, gradient: [...gradient], hessian };
}

/**
 * Solves `matrix x = right` by Cholesky's method; `matrix` is symmetric, its lower half given, and positive. That half
 * is overwritten by its factor.
 */
function solve(lower: readonly Float64Array[], right: readonly number[]): number[] {
  const x = [...right];
  for (let j = 0; j < x.length; j += 1) {
    for (let k = 0; k <= j; k += 1) {
      let sum = lower[j]![k]!;
      for (let i = 0; i < k; i += 1) sum -= lower[j]![i]! * lower[k]![i]!;
      // A label nobody has leaves the intercept without curvature.
      lower[j]![k] = k === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[k]![k]!;
    }
    for (let i = 0; i < j; i += 1) x[j]! -= lower[j]![i]! * x[i]!;
    x[j]! /= lower[j]![j]!;
  }
  for (let j = x.length - 1; j >= 0; j -= 1) {
    for (let i = j + 1; i < x.length; i += 1) x[j]! -= lower[i]![j]! * x[i]!;
    x[j]! /= lower[j]![j]!;
  }
  return x;
}
