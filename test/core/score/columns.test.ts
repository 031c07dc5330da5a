import { expect, test } from 'vitest';
import { columnsOf } from '#core/score/columns.ts';
import { SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { NOW, signal } from '../signals.ts';

test('signals stand person after person, with no value as NaN', () => {
  const { offsets, types, occurredAt, values } = columnsOf([
    [signal('nps', 3, 9), signal('referral', 1)],
    [],
    [signal('usage', 0, 0)],
  ]);
  expect([...offsets]).toEqual([0, 2, 2, 3]);
  expect([...types].map((type) => SIGNAL_TYPES[type])).toEqual(['nps', 'referral', 'usage']);
  expect([...occurredAt]).toEqual([NOW - 3 * DAY, NOW - DAY, NOW]);
  expect([...values]).toEqual([9, NaN, 0]);
});

test('nobody has no columns', () => {
  const { offsets, types } = columnsOf([]);
  expect([offsets.length, types.length]).toEqual([1, 0]);
});
