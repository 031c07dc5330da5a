import { expect, test } from 'vitest';
import { flagsEqual, type AdvocateFlag } from '#core/crm/flag.ts';
import { NOW } from '../signals.ts';

const flag: AdvocateFlag = {
  status: 'advocate',
  propensity: 57,
  confidence: 0.5,
  reason: 'Reference call in November 2026',
  nextAskAt: null,
  lastActAt: NOW,
};

test('a day is a day, whatever the hour', () => {
  const morning = { ...flag, lastActAt: Date.UTC(2026, 10, 22, 1), nextAskAt: Date.UTC(2026, 10, 23, 23) };
  const evening = { ...flag, lastActAt: Date.UTC(2026, 10, 22, 23), nextAskAt: Date.UTC(2026, 10, 23) };
  expect(flagsEqual(morning, evening)).toBe(true);
  expect(flagsEqual(morning, { ...evening, lastActAt: Date.UTC(2026, 10, 23) })).toBe(false);
  expect(flagsEqual(morning, { ...evening, nextAskAt: Date.UTC(2026, 10, 24) })).toBe(false);
});

test('a flag is written again when something a reader would act on changed', () => {
  expect(flagsEqual(flag, { ...flag })).toBe(true);
  expect(flagsEqual(flag, { ...flag, confidence: 0.49 })).toBe(true);
  expect(flagsEqual(flag, { ...flag, status: 'champion' })).toBe(false);
  expect(flagsEqual(flag, { ...flag, propensity: 58 })).toBe(false);
  expect(flagsEqual(flag, { ...flag, reason: 'Referral in November 2026' })).toBe(false);
  expect(flagsEqual(flag, { ...flag, lastActAt: null })).toBe(false);
  expect(flagsEqual(flag, { ...flag, nextAskAt: NOW })).toBe(false);
});
