import { PILLARS } from '#core/signal/catalogue.ts';
import type { ScoreModel } from './model.ts';
import { makeSameSums } from './same-sums.ts';

/** Whether two models score everybody alike because they hold the same numbers, in whatever order. */
export function isSameModel(a: ScoreModel, b: ScoreModel): boolean {
  return (
    makeSameSums(a, b) &&
    PILLARS.every((pillar) => {
      const [one, other] = [a.pillars[pillar], b.pillars[pillar]];
      return one.weight === other.weight && one.cap === other.cap;
    }) &&
    (['candidate', 'advocate', 'champion'] as const).every((tier) => a.enter[tier] === b.enter[tier]) &&
    (['full', 'leaveAt', 'minConfidence'] as const).every((number) => a[number] === b[number])
  );
}
