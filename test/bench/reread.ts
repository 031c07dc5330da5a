import { ageSignals } from '#core/score/columns-age.ts';
import { compileModel } from '#core/score/columns-model.ts';
import { readScores } from '#core/score/columns-read.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { scoreAt } from '#core/score/score.ts';
import { DAY } from '#core/time.ts';
import { whole, type Row } from './row.ts';
import { anySignals, cpuSeconds } from './score.ts';

const PEOPLE = 1_000_000;
const SIGNALS_EACH = 5;
const PASSES = 100;
const NOW = Date.UTC(2026, 10, 22);

/** Kept scores read at another time: five decayed sums and their freshness a person give propensity and confidence. */
export const reread: Row = {
  name: 'reread',
  async measure(scale) {
    const people = PEOPLE * scale;
    const aged = ageSignals(compileModel(DEFAULT_MODEL), anySignals(people, SIGNALS_EACH), NOW);
    const passes = Array.from({ length: PASSES }, (_, pass) => {
      const begin = performance.now();
      readScores(aged, NOW + pass * DAY);
      return performance.now() - begin;
    });
    const rate = (people * 1000) / Math.min(...passes);
    const alone = oneByOne(people);
    return [
      {
        what: 'reading 1 M kept scores at a new time',
        figure: `${whole(rate)}/s`,
        target: '≥ 50,000,000/s',
        beside: `best of ${PASSES} passes; ${whole(alone)}/s one object at a time; both give propensity and confidence of five pillars`,
        reached: rate >= 50_000_000,
      },
    ];
  },
};

/** People a second where each has sums of their own. */
function oneByOne(people: number): number {
  const list = Array.from({ length: people / 10 }, (_, person) => {
    const sum = { v: person % 100, asOf: NOW - (person % 900) * DAY };
    return { word_of_mouth: sum, promotion: sum, loyalty: sum, protection: sum, feedback: sum };
  });
  const begin = cpuSeconds();
  for (const sums of list) scoreAt(DEFAULT_MODEL, sums, NOW + DAY);
  return list.length / (cpuSeconds() - begin);
}
