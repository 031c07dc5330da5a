import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY, LATELY, rulingOn, type Policy } from '#core/policy/policy.ts';
import { simulate, type PastReward } from '#core/policy/simulate.ts';
import { proposed } from '../reward/proposals.ts';
import { NOW } from '../signals.ts';
import { KNOWN } from './circumstances.ts';

const { id, personId, currency, programme, source, kind } = proposed(NOW);
const shared = {
  id,
  personId,
  currency,
  programme,
  source,
  kind,
  trust: 'known',
  isFirst: false,
  worth: null,
  wasStopped: false,
} as const;
const past = (amount: number, chain: PastReward['chain'], createdAt = NOW): PastReward => {
  return { ...shared, amount, chain, createdAt };
};
const loose: Policy = {
  ...DEFAULT_POLICY,
  rules: [
    {
      name: 'Small ones',
      currency: 'USD',
      sources: null,
      programmes: null,
      trust: null,
      bands: [
        { upTo: 5000, managers: 0, finance: false },
        { upTo: null, managers: 2, finance: true },
      ],
    },
  ],
};

test('what would have gone another way is named, newest first, with why; all are counted', () => {
  const rewards = [past(4000, ['approve'], NOW - 1), past(9000, ['approve']), past(1, [])];
  const found = simulate(loose, rewards);
  expect(found.rewards).toBe(3);
  expect(found.before).toEqual({
    automatic: 1,
    one: 2,
    two: 0,
    finance: 0,
    decisions: 2,
    automaticAmount: { USD: 1 },
  });
  expect(found.after).toEqual({
    automatic: 2,
    one: 0,
    two: 0,
    finance: 1,
    decisions: 3,
    automaticAmount: { USD: 4001 },
  });
  expect(found.changed.map(({ reward, after, because }) => [reward.amount, after.length, because])).toEqual([
    [9000, 3, 'Small ones'],
    [4000, 0, 'Small ones'],
  ]);
});

test('first rewards that only a person’s look keeps from nobody are counted', () => {
  const first = { ...past(4000, ['approve']), isFirst: true };
  const found = simulate(loose, [first, { ...past(9000, ['approve']), isFirst: true }, past(1, [])]);
  expect(found).toMatchObject({ rewards: 3, firsts: 1, held: 0, same: 1 });
  expect(found.changed).toHaveLength(1);
});

test('what a hold or a short budget stopped is nobody’s to leave, and many small ones count together', () => {
  const held = { ...past(4000, ['approve']), wasStopped: true };
  expect(simulate(loose, [held])).toMatchObject({
    held: 1,
    firsts: 0,
    same: 0,
    after: { automatic: 0, one: 1, automaticAmount: { USD: 0 } },
  });
  const many = Array.from({ length: 3 }, (_, n) => past(2000, ['approve'], NOW + n));
  expect(simulate(loose, many).after).toMatchObject({ automatic: 2, finance: 1 });
  const apart = many.map((reward, n) => ({ ...reward, createdAt: NOW + n * LATELY }));
  expect(simulate(loose, apart).after).toMatchObject({ automatic: 3 });
});

test('the policy they were proposed under changes nothing', () => {
  const rewards = fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 20 });
  fc.assert(
    fc.property(rewards, (amounts) => {
      const made = amounts.map((amount) => {
        const reward = past(amount, []);
        return { ...reward, chain: rulingOn(DEFAULT_POLICY, reward, { ...KNOWN, ...reward }).chain };
      });
      const { before, after, changed } = simulate(DEFAULT_POLICY, made);
      expect(after).toEqual(before);
      expect(changed).toEqual([]);
      expect(before.automatic + before.one + before.two + before.finance).toBe(made.length);
    }),
    { numRuns: 2000 },
  );
});
