import { PILLARS, SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { totalWeight, type ScoreModel } from './model.ts';

/** A model made ready for many people: by place in `PILLARS` or in `SIGNAL_TYPES`. */
export interface CompiledModel {
  model: ScoreModel;
  /** Half-lives in a millisecond, of a pillar and of a type's pillar. */
  halvings: Float64Array;
  halvingsOfType: Float64Array;
  pillarOfType: Uint8Array;
  /** The most points of propensity a pillar adds or takes. */
  limits: Float64Array;
  /** Points of propensity one point of a pillar is worth below its cap. */
  worth: Float64Array;
  /** Hundredths of confidence a pillar gives while it is fresh. */
  certain: Float64Array;
  /** Points of propensity of a type at its strongest. */
  most: Float64Array;
  /** Points of propensity of a type at every whole value up to `MOST_WHOLE` (`SLOTS` a type), and at `BLANK` without one. */
  shares: Float64Array;
}

const SLOTS = 128;
const BLANK = 127;
const MOST_WHOLE = 100;
const SHAPES = SIGNAL_TYPES.map((type) => SIGNALS[type].shape);

/** Makes a model ready, once for however many people are scored by it. */
export function compileModel(model: ScoreModel): CompiledModel {
  const pillars = PILLARS.map((pillar) => model.pillars[pillar]);
  const total = totalWeight(model);
  const halvings = Float64Array.from(pillars, ({ halfLife }) => 1 / halfLife);
  const worth = Float64Array.from(pillars, ({ weight, cap }) => (100 * weight) / (cap * model.full));
  const pillarOfType = Uint8Array.from(SIGNAL_TYPES, (type) => PILLARS.indexOf(SIGNALS[type].pillar));
  const most = Float64Array.from(
    SIGNAL_TYPES,
    (name, type) => worth[pillarOfType[type]!]! * model.strengths[name],
  );
  return {
    model,
    halvings,
    halvingsOfType: Float64Array.from(pillarOfType, (pillar) => halvings[pillar]!),
    pillarOfType,
    limits: Float64Array.from(pillars, ({ weight }) => (100 * weight) / model.full),
    worth,
    certain: Float64Array.from(pillars, ({ weight }) => (100 * weight) / total),
    most,
    shares: sharesOf(most),
  };
}

function sharesOf(most: Float64Array): Float64Array {
  const shares = new Float64Array(SHAPES.length * SLOTS);
  for (const [type, shape] of SHAPES.entries()) {
    for (let value = 0; value <= MOST_WHOLE; value += 1) {
      shares[type * SLOTS + value] = most[type]! * shape(value);
    }
    shares[type * SLOTS + BLANK] = most[type]! * shape(null);
  }
  return shares;
}

/** Points of propensity of a fresh signal below its pillar's cap, by place of its type; NaN is no value. */
export function shareOf({ shares, most }: CompiledModel, type: number, value: number): number {
  if (Number.isNaN(value)) return shares[type * SLOTS + BLANK]!;
  const whole = value | 0;
  if (whole === value && whole >= 0 && whole <= MOST_WHOLE) return shares[type * SLOTS + whole]!;
  return most[type]! * SHAPES[type]!(value);
}
