import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import { fitLogistic } from './logistic.ts';
import { totalWeight, type ScoreModel } from './model.ts';
import { withRoom, type PastSignal, type Panel } from './panel.ts';
import { pillarRatio } from './score.ts';

/** How full each pillar was in every row of a panel, by pillar in their order. */
export type Fillings = Float32Array[];

/** Fillings of a panel with no rows yet. */
export function emptyFillings(rows: number): Fillings {
  return PILLARS.map(() => new Float32Array(rows));
}

/** Adds somebody to a panel, with how full their pillars were. */
export function addFilled(
  panel: Panel,
  fillings: Fillings,
  history: readonly PastSignal[],
  model: ScoreModel,
): void {
  panel.add(history, [model], (row, { cutoff, sums }) => {
    PILLARS.forEach((pillar, index) => {
      const sum = sums[0]![pillar];
      fillings[index] = withRoom(fillings[index]!, row, (length) => new Float32Array(length));
      fillings[index][row] = sum === null ? 0 : pillarRatio(model, pillar, sum, cutoff);
    });
  });
}

/** A rule of thumb: ten acts for every weight learned (Peduzzi and others, J. Clin. Epidemiol. 49, 1996). */
const FEWEST_ADVOCATED = 10 * PILLARS.length;
const FEWEST_PEOPLE = 20;
/** As if each coefficient were believed to lie within one or so of zero before any row was seen. */
const RIDGE = 1;

/** Why a panel is too thin to learn from, or null where it is not. */
export function tooThinToFit({ size, advocated, advocates }: Panel): string | null {
  if (advocated < FEWEST_ADVOCATED) {
    return `${advocated} times somebody advocated in the time learned from; it takes ${FEWEST_ADVOCATED}.`;
  }
  if (advocates < FEWEST_PEOPLE) {
    return `${advocates} people advocated in the time learned from; it takes ${FEWEST_PEOPLE}.`;
  }
  const others = size - advocated;
  return others < FEWEST_ADVOCATED
    ? `${others} times somebody did not advocate in the time learned from; it takes ${FEWEST_ADVOCATED}.`
    : null;
}

/**
 * Fits pillar weights to who advocated: the coefficients of a logistic regression, none negative, scaled to the sum of
 * the model's own weights. Null where no pillar foretells an act. Yields where others may go first.
 */
export function* fitWeights(
  panel: Panel,
  fillings: Fillings,
  model: ScoreModel,
): Generator<void, Record<Pillar, number> | null> {
  let kept = PILLARS.map((_, index) => index);
  for (;;) {
    const rows = { size: panel.size, label: panel.label, features: kept.map((index) => fillings[index]!) };
    const { coefficients } = yield* fitLogistic(rows, RIDGE);
    const worst = Math.min(...coefficients);
    if (worst > 0) return scaled(kept, coefficients, totalWeight(model));
    // A good deed must not count against anybody, so what would is left out and the others learn without it.
    kept = kept.filter((_, place) => coefficients[place]! > worst);
    if (kept.length === 0) return null;
  }
}

/** Shares of `total` in steps of about a hundredth of it, by largest remainder; the sum is never below `total`. */
function scaled(
  kept: readonly number[],
  coefficients: readonly number[],
  total: number,
): Record<Pillar, number> {
  const step = 10 ** (Math.floor(Math.log10(total)) - 2);
  const steps = Math.ceil(total / step - 1e-9);
  const all = coefficients.reduce((sum, coefficient) => sum + coefficient, 0);
  const exact = PILLARS.map((_, index) => {
    const place = kept.indexOf(index);
    return place === -1 ? 0 : (coefficients[place]! * steps) / all;
  });
  const whole = exact.map(Math.floor);
  const missing = steps - whole.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, rest: share - whole[index]! }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) whole[index]! += 1;
  const weightOf = (pillar: Pillar) => Number((whole[PILLARS.indexOf(pillar)]! * step).toPrecision(12));
  return {
    word_of_mouth: weightOf('word_of_mouth'),
    promotion: weightOf('promotion'),
    loyalty: weightOf('loyalty'),
    protection: weightOf('protection'),
    feedback: weightOf('feedback'),
  };
}
