import type { Pillar } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';

interface PillarModel {
  /** Milliseconds after which a signal counts half. */
  halfLife: number;
  /** Share of the whole score, relative to the other pillars. */
  weight: number;
  /** Decayed points that fill the pillar. */
  cap: number;
}

interface ScoreModel {
  version: number;
  pillars: Record<Pillar, PillarModel>;
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
 * The published model. No pillar alone weighs as much as `minConfidence`, so nobody gets a tier
 * from one kind of evidence; a fresh NPS 10 and one reference call together make an advocate.
 */
export const MODEL: ScoreModel = {
  version: 1,
  pillars: {
    word_of_mouth: { halfLife: 365 * DAY, weight: 30, cap: 100 },
    promotion: { halfLife: 365 * DAY, weight: 15, cap: 100 },
    loyalty: { halfLife: 180 * DAY, weight: 25, cap: 100 },
    protection: { halfLife: 365 * DAY, weight: 10, cap: 100 },
    feedback: { halfLife: 180 * DAY, weight: 20, cap: 100 },
  },
  full: 70,
  enter: { candidate: 25, advocate: 50, champion: 75 },
  leaveAt: 0.9,
  minConfidence: 0.4,
};
