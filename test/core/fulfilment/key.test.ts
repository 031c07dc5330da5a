import { expect, test } from 'vitest';
import { orderKey, rewardOf } from '#core/fulfilment/key.ts';
import { payoutKey } from '#core/reward/payout.ts';

test('the first order goes under the key of the reward, each later one under its own', () => {
  expect(orderKey('R0001', 1)).toBe(payoutKey('R0001'));
  expect(new Set([1, 2, 3].map((number) => orderKey('R0001', number))).size).toBe(3);
});

test.each([1, 2, 17])('order %i leads back to its reward', (number) => {
  expect(rewardOf(orderKey('R0001', number))).toBe('R0001');
});

test.each([
  null,
  '',
  'R0001',
  'reward:R0001',
  'reward:R0001:payout:0',
  'reward:a:b:payout',
  'xreward:R1:payout',
])('%s is no key of ours', (key) => {
  expect(rewardOf(key)).toBeNull();
});
