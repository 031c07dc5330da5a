import { LEVELS, propensityOf } from './levels.ts';
import type { Tally } from './tally.ts';

/** People within a tenth of propensity: what the score said on average, and what share advocated. */
export interface Reliability {
  from: number;
  to: number;
  people: number;
  predicted: number;
  observed: number;
}

const TENTHS = 10;

/** Whether people score as they act, by tenths of propensity with anybody in them, from the lowest. */
export function reliabilityOf({ advocated, others }: Tally): Reliability[] {
  const tenths = Array.from({ length: TENTHS }, () => ({ people: 0, said: 0, acted: 0 }));
  for (let cell = 0; cell < advocated.length; cell += 1) {
    const people = advocated[cell]! + others[cell]!;
    if (people === 0) continue;
    const propensity = propensityOf(cell % LEVELS);
    const tenth = tenths[Math.min(TENTHS - 1, Math.floor((propensity * TENTHS) / 100))]!;
    tenth.people += people;
    tenth.said += people * propensity;
    tenth.acted += advocated[cell]!;
  }
  return tenths.flatMap(({ people, said, acted }, index) => {
    if (people === 0) return [];
    const [from, to] = [(index * 100) / TENTHS, ((index + 1) * 100) / TENTHS];
    return [{ from, to, people, predicted: said / people / 100, observed: acted / people }];
  });
}
