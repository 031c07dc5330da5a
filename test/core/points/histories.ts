import * as fc from 'fast-check';
import { clawBack } from '#core/points/claw-back.ts';
import { earn } from '#core/points/earn.ts';
import { ONCE, type PointsProgramme } from '#core/points/programme.ts';
import { settle } from '#core/points/settle.ts';
import { spend } from '#core/points/spend.ts';
import { EMPTY_WALLET, type Movement, type Step, type Wallet } from '#core/points/wallet.ts';
import { DAY } from '#core/time.ts';

export const START = Date.UTC(2025, 0, 31, 12);

/** Points of a year without tiers or limits, to begin from. */
export const PLAIN: PointsProgramme = {
  id: 'stars',
  name: 'Stars',
  expiry: { kind: 'fixed', days: 180 },
  holdDays: 0,
  dayCap: null,
  monthCap: null,
  tiers: [],
  noticeDays: 30,
  cost: { currency: 'USD', amount: 100, points: 100 },
  redemptionRate: null,
};

/** Three tiers as loyalty programmes have them: the upper two earn faster, the last never loses a point. */
export const TIERED: PointsProgramme = {
  ...PLAIN,
  tiers: [
    { id: 'green', name: 'Green', qualify: 0, multiplier: ONCE, neverExpires: false },
    { id: 'gold', name: 'Gold', qualify: 500, multiplier: 12_000, neverExpires: false },
    { id: 'reserve', name: 'Reserve', qualify: 2_500, multiplier: 17_000, neverExpires: true },
  ],
};

/** Something done after so many days, and hours so that much falls on one moment. */
export type Act =
  | { kind: 'earn'; after: number; points: number }
  | { kind: 'spend'; after: number; points: number }
  | { kind: 'claw_back'; after: number; lot: number; points: number | null }
  | { kind: 'wait'; after: number };

const after = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 100, max: 400 }));
const amount = fc.integer({ min: 1, max: 900 });

export const anyEarning: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant('earn' as const),
  after,
  points: amount,
});

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: anyEarning },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('spend' as const), after, points: amount }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('claw_back' as const),
      after,
      lot: fc.integer({ min: 1, max: 5 }),
      points: fc.option(amount),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), after }) },
);

export const anyProgramme: fc.Arbitrary<PointsProgramme> = fc.record({
  ...Object.fromEntries(Object.entries(PLAIN).map(([key, each]) => [key, fc.constant(each)])),
  expiry: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.record({
      kind: fc.constantFrom('fixed' as const, 'inactivity' as const),
      days: fc.integer({ min: 31, max: 400 }),
    }),
  ),
  holdDays: fc.constantFrom(0, 0, 1, 14, 30),
  dayCap: fc.option(fc.integer({ min: 1, max: 1500 })),
  monthCap: fc.option(fc.integer({ min: 1, max: 4000 })),
  tiers: fc.constantFrom(
    [],
    TIERED.tiers,
    TIERED.tiers.map((tier, place) => ({ ...tier, qualify: place * 300, neverExpires: place === 1 })),
  ),
}) as fc.Arbitrary<PointsProgramme>;

/** A wallet along a history: before and after each act, and what the act did; refused acts did nothing. */
export interface Turn {
  act: Act;
  at: number;
  before: Wallet;
  step: Step;
  refused: boolean;
}

/** Lives through acts, one after the other. */
export function live(programme: PointsProgramme, acts: readonly Act[]): Turn[] {
  const turns: Turn[] = [];
  let at = START;
  let wallet = EMPTY_WALLET;
  let lot = 0;
  for (const act of acts) {
    at += act.after * DAY;
    const done = perform(programme, wallet, act, at, lot + 1);
    if (act.kind === 'earn' && done !== null) lot += 1;
    // What is refused leaves what time alone did.
    const step = done ?? settle(programme, wallet, at);
    turns.push({ act, at, before: wallet, step, refused: done === null });
    wallet = step.wallet;
  }
  return turns;
}

function perform(programme: PointsProgramme, wallet: Wallet, act: Act, at: number, lot: number): Step | null {
  if (act.kind === 'wait') return settle(programme, wallet, at);
  const { points } = act;
  const result =
    act.kind === 'claw_back'
      ? clawBack(programme, wallet, { lot: act.lot, points, at })
      : act.kind === 'spend'
        ? spend(programme, wallet, { points: act.points, at })
        : earn(programme, wallet, { lot, points: act.points, at });
  return result.ok ? result.value : null;
}

export function movementsOf(turns: readonly Turn[]): Movement[] {
  return turns.flatMap(({ step }) => step.movements);
}

export const anyHistory = fc.tuple(anyProgramme, fc.array(anyAct, { maxLength: 14 }));

/** As the house asks of every invariant. */
export const RUNS = { numRuns: 20_000 };
