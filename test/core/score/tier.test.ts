import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MODEL } from '#core/score/model.ts';
import { emptySums, scoreAt, sumsOf } from '#core/score/score.ts';
import { nextTierCheck, tierAt, tierRose, TIERS, type Tier } from '#core/score/tier.ts';
import { DAY } from '#core/time.ts';
import { anySignals, KIND_TYPES, NOW, signal } from '../signals.ts';

const sure = (propensity: number) => ({ propensity, confidence: 0.9 });
const anyTier = fc.constantFrom(...TIERS);

describe('the tier', () => {
  test('is entered at its threshold and left ten percent below it', () => {
    expect(tierAt(sure(49), 'none')).toBe('candidate');
    expect(tierAt(sure(50), 'none')).toBe('advocate');
    expect(tierAt(sure(45), 'advocate')).toBe('advocate');
    expect(tierAt(sure(44), 'advocate')).toBe('candidate');
    expect(tierAt(sure(68), 'champion')).toBe('champion');
    expect(tierAt(sure(67), 'champion')).toBe('advocate');
    expect(tierAt(sure(100), 'none')).toBe('champion');
    expect(tierAt(sure(22), 'champion')).toBe('none');
  });

  test('needs confidence', () => {
    expect(tierAt({ propensity: 100, confidence: 0.39 }, 'champion')).toBe('none');
    expect(tierAt({ propensity: 100, confidence: 0.4 }, 'none')).toBe('champion');
  });

  test('settles at once: asking again gives the same tier', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), anyTier, (propensity, previous) => {
        const tier = tierAt(sure(propensity), previous);
        expect(tierAt(sure(propensity), tier)).toBe(tier);
      }),
    );
  });

  test('never flaps: a score that moves by two points changes tier at most once', () => {
    const walk = fc.array(fc.constantFrom(-1, 0, 1), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), anyTier, walk, (base, previous, moves) => {
        let tier = tierAt(sure(base), previous);
        let changes = 0;
        for (const move of moves) {
          const next = tierAt(sure(base + move), tier);
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
  const after = (sums: ReturnType<typeof sumsOf>, tier: Tier, at: number) => tierAt(scoreAt(sums, at), tier);

  test('is the very millisecond ageing takes the tier away, where nothing counts against the person', () => {
    const acts = anySignals(25, KIND_TYPES).map((list) => [
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
          const sums = sumsOf(list);
          const tier = after(sums, 'none', NOW);
          fc.pre(tier !== 'none');
          seen += 1;
          const next = nextTierCheck(sums, tier, NOW) ?? NaN;
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

  test('comes before any change, within 30 days where something counts against the person', () => {
    let fresh = 0;
    fc.assert(
      fc.property(anySignals(25), (list) => {
        const sums = sumsOf(list);
        const tier = after(sums, 'none', NOW);
        const next = nextTierCheck(sums, tier, NOW);
        const held = Object.values(sums).some((sum) => sum !== null && sum.v < 0);
        expect(next ?? NOW).toBeLessThanOrEqual(held ? NOW + 30 * DAY : Infinity);
        if (held && next !== null) fresh += 1;
        for (let at = NOW; at < (next ?? NOW + 3000 * DAY); at += 10 * DAY) {
          expect(after(sums, tier, at)).toBe(tier);
        }
      }),
      { numRuns: 300 },
    );
    expect(fresh).toBeGreaterThan(20);
  });

  test('sees bad news fade: somebody held down rises by ageing alone', () => {
    const list = [
      ...Array.from({ length: 8 }, (_, n) => signal('reference_call', 0, null, `call ${n}`)),
      ...Array.from({ length: 3 }, (_, n) => signal('nps', 0, 0, `answer ${n}`)),
    ];
    const sums = sumsOf(list);
    let tier = after(sums, 'none', NOW);
    expect(tier).toBe('none');
    const met: Tier[] = [];
    for (let at: number | null = NOW, looks = 0; at !== null && looks < 100; looks += 1) {
      const next: Tier = after(sums, tier, at);
      if (next !== tier) met.push(next);
      tier = next;
      at = nextTierCheck(sums, tier, at);
    }
    expect(met).toEqual(['candidate', 'none']);
    expect(nextTierCheck(sums, 'none', NOW + 4000 * DAY)).toBeNull();
  });

  test('is now, where the tier is already wrong', () => {
    expect(nextTierCheck(emptySums(), 'champion', NOW)).toBe(NOW);
  });

  test('is never, where there is nothing to lose or to forget', () => {
    expect(nextTierCheck(emptySums(), 'none', NOW)).toBeNull();
    expect(nextTierCheck(sumsOf([signal('share', 3), signal('idea', 3)]), 'none', NOW)).toBeNull();
    const tooLittle = [signal('escalation', 3), signal('idea', 3), signal('deal_won', 3)];
    expect(nextTierCheck(sumsOf(tooLittle), 'none', NOW)).toBeNull();
  });

  test('the thresholds lie far enough apart for hysteresis to work', () => {
    const { candidate, advocate, champion } = MODEL.enter;
    expect([advocate * MODEL.leaveAt > candidate, champion * MODEL.leaveAt > advocate]).toEqual([true, true]);
    expect(candidate * (1 - MODEL.leaveAt)).toBeGreaterThan(2);
  });
});
