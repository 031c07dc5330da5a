import * as fc from 'fast-check';
import type { PillarSums } from '#core/score/score.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { NOW } from './signals.ts';

/** Sums as they are kept, of any size and age; what was newest may even lie ahead of NOW. */
export const anySums: fc.Arbitrary<PillarSums> = fc.record(
  Object.fromEntries(
    PILLARS.map((pillar) => [
      pillar,
      fc.option(
        fc.record({
          v: fc
            .oneof(fc.integer({ min: -50_000, max: 100_000 }), fc.integer({ min: 4000, max: 40_000 }))
            .map((hundredths) => hundredths / 100),
          asOf: fc.oneof(
            fc.integer({ min: NOW - 2000 * DAY, max: NOW }),
            fc.integer({ min: NOW - 3 * DAY, max: NOW + DAY }),
          ),
        }),
        { freq: 7 },
      ),
    ]),
  ),
) as fc.Arbitrary<PillarSums>;
