import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { emptySums, scoreAt, sumsOf } from '#core/score/score.ts';
import { nextTierCheck, tierAt, tierRose, TIERS, type Tier } from '#core/score/tier.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { anySignals, kindTypes, NOW, signal } from '../signals.ts';
import { anySums } from '../sums.ts';
import { anyModel, RUNS } from './models.ts';

const sure = (propensity: number) => ({ propensity, confidence: 0.9 });
const anyTier = fc.constantFrom(...TIERS);

describe('the tier', () => {
  test('is entered at its threshold and left ten percent below it', () => {
    expect(tierAt(DEFAULT_MODEL, sure(49), 'none')).toBe('candidate');
    expect(tierAt(DEFAULT_MODEL, sure(50), 'none')).toBe('advocate');
    expect(tierAt(DEFAULT_MODEL, sure(45), 'advocate')).toBe('advocate');
    expect(tierAt(DEFAULT_MODEL, sure(44), 'advocate')).toBe('candidate');
    expect(tierAt(DEFAULT_MODEL, sure(68), 'champion')).toBe('champion');
    expect(tierAt(DEFAULT_MODEL, sure(67), 'champion')).toBe('advocate');
    expect(tierAt(DEFAULT_MODEL, sure(100), 'none')).toBe('champion');
    expect(tierAt(DEFAULT_MODEL, sure(22), 'champion')).toBe('none');
  });

  test('needs confidence', () => {
    expect(tierAt(DEFAULT_MODEL, { propensity: 100, confidence: 0.39 }, 'champion')).toBe('none');
    expect(tierAt(DEFAULT_MODEL, { propensity: 100, confidence: 0.4 }, 'none')).toBe('champion');
  });

  test('settles at once: asking again gives the same tier', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), anyTier, (propensity, previous) => {
        const tier = tierAt(DEFAULT_MODEL, sure(propensity), previous);
        expect(tierAt(DEFAULT_MODEL, sure(propensity), tier)).toBe(tier);
      }),
    );
  });

  test('never flaps: a score that moves by two points changes tier at most once', () => {
    const walk = fc.array(fc.constantFrom(-1, 0, 1), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), anyTier, walk, (base, previous, moves) => {
        let tier = tierAt(DEFAULT_MODEL, sure(base), previous);
        let changes = 0;
        for (const move of moves) {
          const next = tierAt(DEFAULT_MODEL, sure(base + move), tier);
          if (next !== tier) changes += 1;
          tier = next;
        }
        expect(changes).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  test('rises only into advocate or champion, from below', () => {
    const rises = TIERS.flatMap((a) => TIERS.filter((b) => tierRose(a, b)).map((b) => `${a} to ${b}`));
    expect(rises).toEqual([
      'none to advocate',
      'none to champion',
      'candidate to advocate',
      'candidate to champion',
      'advocate to champion',
    ]);
  });
});

describe('the next look at a tier', () => {
  const after = (sums: ReturnType<typeof sumsOf>, tier: Tier, at: number) =>
    tierAt(DEFAULT_MODEL, scoreAt(DEFAULT_MODEL, sums, at), tier);

  test('is the very millisecond ageing takes the tier away, where nothing counts against the person', () => {
    const acts = anySignals(25, kindTypes()).map((list) => [
      ...list,
      signal('nps', 5, 10),
      signal('reference_call', 9),
    ]);
    let seen = 0;
    fc.assert(
      fc.property(
        acts,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
        (list, moments) => {
          const sums = sumsOf(DEFAULT_MODEL, list);
          const tier = after(sums, 'none', NOW);
          fc.pre(tier !== 'none');
          seen += 1;
          const next = nextTierCheck(DEFAULT_MODEL, sums, tier, NOW) ?? NaN;
          expect(next).toBeGreaterThan(NOW);
          expect(after(sums, tier, next)).not.toBe(tier);
          expect(after(sums, tier, next - 1)).toBe(tier);
          for (const moment of moments) {
            expect(after(sums, tier, Math.floor(NOW + moment * (next - 1 - NOW)))).toBe(tier);
            expect(after(sums, tier, Math.ceil(next + moment * 1000 * DAY))).not.toBe(tier);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  test('is the first moment ageing changes the tier, whatever counts for or against the person', () => {
    const counts = { change: 0, rise: 0, never: 0, held: 0 };
    const anyMoments = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(anyModel, anySums, anyTier, anyMoments, (model, sums, previous, moments) => {
        const at = (moment: number, before: Tier) => tierAt(model, scoreAt(model, sums, moment), before);
        const tier = at(NOW, previous);
        const next = nextTierCheck(model, sums, tier, NOW);
        const end = next ?? NOW + 9000 * DAY;
        // Most near the ends, where a change is missed most easily; and at the turns, seen from outside.
        const looks = moments.flatMap((share) => [share, share ** 6, 1 - share ** 6]);
        for (const share of looks) {
          const moment = NOW + Math.floor(share * (end - 1 - NOW));
          expect(at(moment, tier)).toBe(tier);
        }
        const held = Object.values(sums).some((sum) => sum !== null && sum.v < 0);
        if (held && next !== null) counts.held += 1;
        if (next === null) {
          counts.never += 1;
          return;
        }
        expect(at(next - 1, tier)).toBe(tier);
        const changed = at(next, tier);
        expect(changed).not.toBe(tier);
        counts.change += 1;
        if (TIERS.indexOf(changed) > TIERS.indexOf(tier)) counts.rise += 1;
      }),
      { numRuns: RUNS },
    );
    expect(counts.change).toBeGreaterThan(0.4 * RUNS);
    expect(counts.held).toBeGreaterThan(0.1 * RUNS);
    expect(counts.rise).toBeGreaterThan(0.001 * RUNS);
    expect(counts.never).toBeGreaterThan(0.1 * RUNS);
  }, 60_000);

  test('is never later than what an hourly walk finds, however fast bad news fades', () => {
    const pillars = { ...DEFAULT_MODEL.pillars };
    pillars.protection = { halfLife: DAY, weight: 30, cap: 100 };
    const model = { ...DEFAULT_MODEL, pillars, minConfidence: 0.3 };
    let found = 0;
    for (let age = 0; age < 720; age += 9) {
      const sums = {
        ...emptySums(),
        protection: { v: -100, asOf: NOW },
        word_of_mouth: { v: 100, asOf: NOW - age * DAY },
      };
      const tier = tierAt(model, scoreAt(model, sums, NOW), 'none');
      const next = nextTierCheck(model, sums, tier, NOW);
      const walked = Array.from({ length: 24 * 900 }, (_, hour) => NOW + hour * (DAY / 24)).find(
        (moment) => tierAt(model, scoreAt(model, sums, moment), tier) !== tier,
      );
      if (walked === undefined) continue;
      found += 1;
      expect(next).toBeLessThanOrEqual(walked);
      expect(next).toBeGreaterThan(walked - DAY / 24);
    }
    expect(found).toBeGreaterThan(10);
  });

  test('sees bad news fade: somebody held down rises by ageing alone', () => {
    const list = [
      ...Array.from({ length: 8 }, (_, n) => signal('reference_call', 0, null, `call ${n}`)),
      ...Array.from({ length: 3 }, (_, n) => signal('nps', 0, 0, `answer ${n}`)),
    ];
    const sums = sumsOf(DEFAULT_MODEL, list);
    let tier = after(sums, 'none', NOW);
    expect(tier).toBe('none');
    const met: Tier[] = [];
    for (let at: number | null = NOW, looks = 0; at !== null && looks < 100; looks += 1) {
      const next: Tier = after(sums, tier, at);
      if (next !== tier) met.push(next);
      tier = next;
      at = nextTierCheck(DEFAULT_MODEL, sums, tier, at);
    }
    expect(met).toEqual(['candidate', 'none']);
    expect(nextTierCheck(DEFAULT_MODEL, sums, 'none', NOW + 4000 * DAY)).toBeNull();
  });

  test('is now, where the tier is already wrong', () => {
    expect(nextTierCheck(DEFAULT_MODEL, emptySums(), 'champion', NOW)).toBe(NOW);
    const acts = sumsOf(DEFAULT_MODEL, [signal('nps', 5, 10), signal('reference_call', 9)]);
    expect(after(acts, 'none', NOW)).toBe('advocate');
    for (const tier of ['none', 'candidate', 'champion'] as const)
      expect(nextTierCheck(DEFAULT_MODEL, acts, tier, NOW)).toBe(NOW);
  });

  test('finds who will only just make it, by score or by what is known', () => {
    // A full pillar holds at 25.4 points for a year, while what counts against them fades.
    const barely = { ...DEFAULT_MODEL, full: 3000 / 25.4, minConfidence: 0.5 };
    const sums = {
      ...emptySums(),
      word_of_mouth: { v: 200, asOf: NOW },
      feedback: { v: -8, asOf: NOW },
    };
    expect(scoreAt(barely, sums, NOW)).toMatchObject({ propensity: 24, confidence: 0.5 });
    const next = nextTierCheck(barely, sums, 'none', NOW) ?? NaN;
    // From 24.5 on 25 are shown: when the eight points are 0.9 / (0.2 * 25.4 / 30) less.
    const left = (0.9 * 3000) / 25.4 / 20;
    expect(next).toBeCloseTo(NOW + Math.log2(8 / left) * 180 * DAY, -2);
    expect(tierAt(barely, scoreAt(barely, sums, next), 'none')).toBe('candidate');
  });

  /** How often the sums are looked at for an answer. */
  function looksAt(sums: ReturnType<typeof sumsOf>, tier: Tier): number {
    let reads = 0;
    const { loyalty, ...others } = sums;
    const watched = {
      ...others,
      get loyalty() {
        reads += 1;
        return loyalty;
      },
    };
    nextTierCheck(DEFAULT_MODEL, watched, tier, NOW);
    return reads;
  }

  test('takes one look at who is too little known, or too low even without what counts against them', () => {
    const unknown = { ...emptySums(), word_of_mouth: { v: 100, asOf: NOW } };
    expect(looksAt(unknown, 'none')).toBe(1);
    const all = Object.fromEntries(PILLARS.map((pillar) => [pillar, { v: 5, asOf: NOW }]));
    const low = { ...emptySums(), ...all, loyalty: { v: -50, asOf: NOW } };
    expect(looksAt(low, 'none')).toBe(1);
  });

  test('takes a dozen looks at who has a tier, not one for every halving of the time', () => {
    const known = sumsOf(DEFAULT_MODEL, [signal('nps', 5, 10), signal('reference_call', 9)]);
    expect(looksAt(known, 'advocate')).toBeLessThan(13);
  });

  test('is never, where there is nothing to lose or to forget', () => {
    expect(nextTierCheck(DEFAULT_MODEL, emptySums(), 'none', NOW)).toBeNull();
    expect(
      nextTierCheck(
        DEFAULT_MODEL,
        sumsOf(DEFAULT_MODEL, [signal('share', 3), signal('idea', 3)]),
        'none',
        NOW,
      ),
    ).toBeNull();
    const tooLittle = [signal('escalation', 3), signal('idea', 3), signal('deal_won', 3)];
    expect(nextTierCheck(DEFAULT_MODEL, sumsOf(DEFAULT_MODEL, tooLittle), 'none', NOW)).toBeNull();
  });

  test('the thresholds lie far enough apart for hysteresis to work', () => {
    const { candidate, advocate, champion } = DEFAULT_MODEL.enter;
    expect([
      advocate * DEFAULT_MODEL.leaveAt > candidate,
      champion * DEFAULT_MODEL.leaveAt > advocate,
    ]).toEqual([true, true]);
    expect(candidate * (1 - DEFAULT_MODEL.leaveAt)).toBeGreaterThan(2);
  });
});
