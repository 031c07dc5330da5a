import { PILLARS, SIGNAL_TYPES, SIGNALS, type Pillar, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';

export interface PillarModel {
  /** Milliseconds after which a signal counts half. */
  halfLife: number;
  /** Share of the whole score, relative to the other pillars. */
  weight: number;
  /** Decayed points that fill the pillar. */
  cap: number;
}

/** Everything a score depends on besides the signals: plain JSON, so that it can be kept, compared and changed. */
export interface ScoreModel {
  pillars: Record<Pillar, PillarModel>;
  /** Points of each signal at its strongest; 100 fill a pillar whose cap is 100. */
  strengths: Record<SignalType, number>;
  /** Weight of filled pillars that makes a full score; less than all, because nobody has to shine at everything. */
  full: number;
  /** Propensity at which a tier is entered. */
  enter: { candidate: number; advocate: number; champion: number };
  /** A tier is left below its threshold times this, so a score on the edge does not flicker. */
  leaveAt: number;
  /** Confidence below which nobody has a tier. */
  minConfidence: number;
}

/**
 * The model every workspace begins with. No pillar alone weighs as much as `minConfidence`, so nobody gets a tier
 * from one kind of evidence; a fresh NPS 10 and one reference call together make an advocate.
 */
export const DEFAULT_MODEL: ScoreModel = {
  pillars: {
    word_of_mouth: { halfLife: 365 * DAY, weight: 30, cap: 100 },
    promotion: { halfLife: 365 * DAY, weight: 15, cap: 100 },
    loyalty: { halfLife: 180 * DAY, weight: 25, cap: 100 },
    protection: { halfLife: 365 * DAY, weight: 10, cap: 100 },
    feedback: { halfLife: 180 * DAY, weight: 20, cap: 100 },
  },
  strengths: defaultStrengths(),
  full: 70,
  enter: { candidate: 25, advocate: 50, champion: 75 },
  leaveAt: 0.9,
  minConfidence: 0.4,
};

function defaultStrengths(): ScoreModel['strengths'] {
  const strengths = Object.fromEntries(SIGNAL_TYPES.map((type) => [type, SIGNALS[type].strength]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- SIGNAL_TYPES holds every type
  return strengths as ScoreModel['strengths'];
}

/** The points a fresh signal of this type and value is worth under a model; negative counts against. */
export function pointsOf(model: ScoreModel, type: SignalType, value: number | null): number {
  return model.strengths[type] * SIGNALS[type].shape(value);
}

/** The weight of all pillars together, greater than zero in every model that passed `checkModel`. */
export function totalWeight({ pillars }: ScoreModel): number {
  return PILLARS.reduce((sum, pillar) => sum + pillars[pillar].weight, 0);
}
