import { PILLARS, SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import type { ScoreModel } from './model.ts';

/** Whether two models make the same sums of the same signals, so that those of one serve the other. */
export function makeSameSums(a: ScoreModel, b: ScoreModel): boolean {
  return (
    PILLARS.every((pillar) => a.pillars[pillar].halfLife === b.pillars[pillar].halfLife) &&
    SIGNAL_TYPES.every((type) => a.strengths[type] === b.strengths[type])
  );
}
