import { PILLARS } from '#core/signal/catalogue.ts';
import { shareOf, type CompiledModel } from './columns-model.ts';
import type { SignalColumns } from './columns.ts';
import { halved } from './decay.ts';
import type { PillarSums } from './score.ts';

/**
 * What a model makes of many people's signals, all aged to one moment. Ageing from there on is one factor a pillar for
 * everybody, so a score at any later time takes multiplications alone (forward decay, as in `decay.ts`).
 */
export interface AgedColumns {
  compiled: CompiledModel;
  people: number;
  /** The moment, epoch milliseconds; no signal is newer. */
  landmark: number;
  /** A column a pillar: points of propensity before the cap. */
  shares: Float64Array[];
  /** A column a pillar: hundredths of confidence, twice as many as count while the pillar is fresh. */
  evidence: Float64Array[];
}

/** Everybody's signals aged to `now`, or to the newest of them should clocks disagree. */
export function ageSignals(compiled: CompiledModel, signals: SignalColumns, now: number): AgedColumns {
  const { offsets, types, occurredAt, values } = signals;
  const { halvings, halvingsOfType, pillarOfType, certain } = compiled;
  const people = offsets.length - 1;
  const aged = blank(compiled, people, now);
  const sums = new Float64Array(PILLARS.length);
  const ages = new Float64Array(PILLARS.length).fill(Infinity);
  let youngest = 0;
  for (let person = 0, at = offsets[0]!; person < people; person += 1) {
    for (const end = offsets[person + 1]!; at < end; at += 1) {
      const type = types[at]!;
      const pillar = pillarOfType[type]!;
      const age = now - occurredAt[at]!;
      sums[pillar]! += shareOf(compiled, type, values[at]!) * halved(age * halvingsOfType[type]!);
      if (age < ages[pillar]!) ages[pillar] = age;
    }
    for (let pillar = 0; pillar < PILLARS.length; pillar += 1) {
      const age = ages[pillar]!;
      if (age < youngest) youngest = age;
      aged.shares[pillar]![person] = sums[pillar]!;
      aged.evidence[pillar]![person] = 2 * certain[pillar]! * halved(age * halvings[pillar]!);
      sums[pillar] = 0;
      ages[pillar] = Infinity;
    }
  }
  return youngest < 0 ? ageSignals(compiled, signals, now - youngest) : aged;
}

/** Sums that were kept under the model, aged to `now`, or to the newest of them should clocks disagree. */
export function ageSums(compiled: CompiledModel, people: readonly PillarSums[], now: number): AgedColumns {
  let landmark = now;
  for (const sums of people) {
    for (const pillar of PILLARS) landmark = Math.max(landmark, sums[pillar]?.asOf ?? now);
  }
  const aged = blank(compiled, people.length, landmark);
  const { halvings, worth, certain } = compiled;
  for (const [column, pillar] of PILLARS.entries()) {
    for (const [person, { [pillar]: sum }] of people.entries()) {
      if (sum === null) continue;
      const left = halved((landmark - sum.asOf) * halvings[column]!);
      aged.shares[column]![person] = worth[column]! * sum.v * left;
      aged.evidence[column]![person] = 2 * certain[column]! * left;
    }
  }
  return aged;
}

function blank(compiled: CompiledModel, people: number, landmark: number): AgedColumns {
  const column = () => new Float64Array(people);
  return { compiled, people, landmark, shares: PILLARS.map(column), evidence: PILLARS.map(column) };
}
