import * as fc from 'fast-check';
import { checkModel } from '#core/score/check-model.ts';
import type { PillarModel, ScoreModel } from '#core/score/model.ts';
import { PILLARS, SIGNAL_TYPES, SIGNALS, type Pillar, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';

/** How often the properties a score stands on are tried; fewer only where hundreds of mutants meet them. */
export const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 20_000);

const anyPillar: fc.Arbitrary<PillarModel> = fc.record({
  halfLife: fc.oneof(
    fc.constantFrom(30 * DAY, 180 * DAY, 365 * DAY),
    fc.integer({ min: DAY, max: 3650 * DAY }),
  ),
  weight: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constantFrom(0, 0.5, 1000)),
  cap: fc.oneof(fc.integer({ min: 20, max: 300 }), fc.constantFrom(1, 100, 10_000)),
});

/** Percent of 200, and how many types are as they are by default. */
const anyStrengths = fc.array(fc.integer({ min: 0, max: 100 }), {
  minLength: SIGNAL_TYPES.length,
  maxLength: SIGNAL_TYPES.length,
});

/** Any model at all that `checkModel` lets pass; a third of the strengths are none, or the default ones. */
export const anyModel: fc.Arbitrary<ScoreModel> = fc
  .record({
    pillars: fc.tuple(anyPillar, anyPillar, anyPillar, anyPillar, anyPillar),
    strengths: anyStrengths,
    full: fc.integer({ min: 10, max: 100 }),
    enter: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
    leaveAt: fc.integer({ min: 50, max: 99 }),
    minConfidence: fc.integer({ min: 0, max: 100 }),
  })
  .filter(({ pillars }) => pillars.some(({ weight }) => weight >= 1))
  .map((parts) => {
    const weight = parts.pillars.reduce((sum, pillar) => sum + pillar.weight, 0);
    const [candidate, advocate, champion] = parts.enter.toSorted((a, b) => a - b) as [number, number, number];
    return valid({
      pillars: Object.fromEntries(PILLARS.map((pillar, index) => [pillar, parts.pillars[index]!])) as Record<
        Pillar,
        PillarModel
      >,
      strengths: Object.fromEntries(
        SIGNAL_TYPES.map((type, index) => [type, strengthOf(type, parts.strengths[index]!)]),
      ) as Record<SignalType, number>,
      full: Math.min(weight, Math.max(weight / 10, (weight * parts.full) / 100)),
      enter: { candidate, advocate, champion },
      leaveAt: parts.leaveAt / 100,
      minConfidence: parts.minConfidence / 100,
    });
  });

function strengthOf(type: SignalType, percent: number): number {
  const { strength } = SIGNALS[type];
  if (percent < 15) return 0;
  return percent < 30 ? strength : Math.sign(strength) * percent * 2;
}

function valid(model: ScoreModel): ScoreModel {
  const checked = checkModel(model);
  if (!checked.ok) throw new Error(`${checked.problem.field}: ${checked.problem.message}`);
  return checked.value;
}
