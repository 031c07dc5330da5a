import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPolicy } from '#core/policy/check-policy.ts';
import { DEFAULT_POLICY, rulingOn } from '#core/policy/policy.ts';
import { KNOWN } from './circumstances.ts';

const rule = {
  name: 'Small',
  currency: 'USD',
  sources: null,
  programmes: null,
  trust: null,
  bands: [
    { upTo: 100, managers: 0, finance: false },
    { upTo: null, managers: 1, finance: false },
  ],
};
const withRule = (change: object) => ({ ...DEFAULT_POLICY, rules: [{ ...rule, ...change }] });
const open = { upTo: null, managers: 1, finance: false };

test('policies that can be kept are given back as they are', () => {
  for (const policy of [DEFAULT_POLICY, withRule({}), withRule({ currency: 'points:stars' })]) {
    expect(checkPolicy(policy)).toEqual({ ok: true, value: policy });
  }
});

test.each<[string, unknown, string]>([
  ['nothing', null, 'policy'],
  ['a field too many', { ...DEFAULT_POLICY, magic: 1 }, 'policy'],
  ['three managers', withRule({ bands: [{ ...open, managers: 3 }] }), 'rules.0.bands.0.managers'],
  ['half a cent', withRule({ bands: [{ ...open, upTo: 0.5 }, open] }), 'rules.0.bands.0.upTo'],
  ['a debt', withRule({ bands: [{ ...open, upTo: -1 }, open] }), 'rules.0.bands.0.upTo'],
  [
    'limits that fall',
    withRule({ bands: [{ ...open, upTo: 9 }, { ...open, upTo: 8 }, open] }),
    'rules.0.bands.1.upTo',
  ],
  ['two open ends', withRule({ bands: [open, open] }), 'rules.0.bands.0.upTo'],
  ['no open end', withRule({ bands: [{ ...open, upTo: 9 }] }), 'rules.0.bands.0.upTo'],
  ['no bands', withRule({ bands: [] }), 'rules.0.bands'],
  [
    'fewer managers for more money',
    withRule({ bands: [{ upTo: 9, managers: 2, finance: false }, open] }),
    'rules.0.bands.1.managers',
  ],
  [
    'no finance for more money',
    withRule({ bands: [{ upTo: 9, managers: 1, finance: true }, open] }),
    'rules.0.bands.1.finance',
  ],
  ['any money for nobody', withRule({ bands: [{ ...open, managers: 0 }] }), 'rules.0.bands.0.managers'],
  ['no such currency', withRule({ currency: 'usd' }), 'rules.0.currency'],
  ['an empty list of sources', withRule({ sources: [] }), 'rules.0.sources'],
  ['an unknown source', withRule({ sources: ['moon'] }), 'rules.0.sources.0'],
  ['a late reminder', { ...DEFAULT_POLICY, remindAfterHours: 48 }, 'escalateAfterHours'],
  ['an end before it is escalated', { ...DEFAULT_POLICY, expireAfterDays: 2 }, 'expireAfterDays'],
])('%s is refused, naming the field', (_, claimed, field) => {
  expect(checkPolicy(claimed)).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
});

test('points and thanks of any amount may be given by policy alone', () => {
  for (const currency of ['points:stars', 'thanks']) {
    expect(checkPolicy(withRule({ currency, bands: [{ ...open, managers: 0 }] })).ok).toBe(true);
  }
});

test('under any policy that checks, a larger amount never needs fewer', () => {
  const band = fc.record({ managers: fc.constantFrom(0, 1, 2), finance: fc.boolean() });
  const limits = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 3 });
  const money = { kind: 'money', currency: 'USD', programme: 'general', source: 'api' } as const;
  let kept = 0;
  fc.assert(
    fc.property(limits, fc.array(band, { minLength: 4, maxLength: 4 }), (upTos, asked) => {
      const ends = [...upTos.toSorted((a, b) => a - b), null];
      const bands = ends.map((upTo, at) => ({ upTo, ...asked[at] }));
      const policy = checkPolicy(withRule({ bands }));
      if (!policy.ok) return;
      kept += 1;
      for (const isFirst of [true, false]) {
        const needed = (amount: number) =>
          rulingOn(policy.value, { ...money, amount }, { ...KNOWN, isFirst }).chain;
        for (let amount = 1; amount < 52; amount += 1) {
          const [less, more] = [needed(amount), needed(amount + 1)];
          expect(more.length).toBeGreaterThanOrEqual(less.length);
          expect(less.includes('approve_finance') && !more.includes('approve_finance')).toBe(false);
        }
        expect(needed(52)).not.toEqual([]);
      }
    }),
    { numRuns: 500, seed: 7 },
  );
  expect(kept).toBeGreaterThan(50);
});

test('never throws, whatever is claimed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (claimed) => void checkPolicy(claimed)),
    { numRuns: 2000 },
  );
});
