import type { SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';

export const NOW = Date.UTC(2026, 10, 22);

/** How often each type of signal comes, and what it is worth: mostly usage and support, acts rarely. */
const MIX: [type: SignalType, share: number, value: (chance: number) => number | null][] = [
  ['usage', 30, (chance) => 100 * Math.sqrt(chance)],
  ['ticket', 9, () => null],
  ['ticket_solved', 8, () => null],
  ['feature_adopted', 8, () => null],
  ['csat', 8, (chance) => 3 + Math.floor(3 * chance)],
  ['nps', 7, (chance) => 4 + Math.floor(7 * chance)],
  ['event_attended', 6, () => null],
  ['sentiment', 3, (chance) => 2 * chance - 1],
  ['ces', 3, (chance) => 1 + Math.floor(7 * chance)],
  ['survey_answered', 3, () => null],
  ['renewal', 2, () => null],
  ['deal_won', 2, () => null],
  ['community_answer', 2, () => null],
  ['share', 2, () => null],
  ['expansion', 1, () => null],
  ['nomination', 1, () => null],
  ['review', 1, (chance) => 3 + Math.floor(3 * chance)],
  ['referral', 1, () => null],
  ['idea', 1, () => null],
  ['reference_call', 0.5, () => null],
  ['testimonial', 0.5, () => null],
  ['escalation', 0.5, () => null],
  ['complaint', 0.5, () => null],
  ['churn_risk', 0.3, () => null],
  ['recovery', 0.3, () => null],
  ['case_study', 0.2, () => null],
  ['speaking', 0.2, () => null],
  ['defence', 0.1, () => null],
];
const ALL = MIX.reduce((sum, [, share]) => sum + share, 0);
const MOST = 400;

export interface MadeSignal {
  type: SignalType;
  occurredAt: number;
  value: number | null;
}

/**
 * The signals of one person after the other: ten on average, a few people with hundreds; half of them still active,
 * the others silent for up to two years.
 */
export function* signalsOfPeople(people: number): Generator<MadeSignal[]> {
  const chance = mulberry32(4);
  for (let person = 0; person < people; person += 1) {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    const count = Math.min(MOST, Math.floor(10.4 * Math.exp(0.9 * normal - 0.4)));
    const silent = chance() < 0.5 ? 0 : chance() ** 1.5 * 700;
    yield Array.from({ length: count }, () => {
      let place = chance() * ALL;
      const [type, , value] = MIX.find(([, share]) => (place -= share) < 0) ?? MIX[0]!;
      const age = silent + chance() * Math.max(30, 1000 - silent);
      return { type, occurredAt: Math.floor(NOW - age * DAY), value: value(chance()) };
    });
  }
}

/** Numbers from 0 to 1 that are the same in every run. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
