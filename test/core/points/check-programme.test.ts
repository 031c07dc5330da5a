import { expect, test } from 'vitest';
import { checkProgramme } from '#core/points/check-programme.ts';
import { PLAIN, TIERED } from './histories.ts';

const [green, gold, reserve] = TIERED.tiers;

test.each([
  PLAIN,
  TIERED,
  { ...PLAIN, expiry: { kind: 'none' }, dayCap: 10, monthCap: 20, redemptionRate: 0 },
  { ...PLAIN, expiry: { kind: 'inactivity', days: 3650 }, holdDays: 365 },
])('keeps a programme that makes sense', (programme) => {
  expect(checkProgramme(programme)).toEqual({ ok: true, value: programme });
});

test.each<[string, unknown]>([
  ['', null],
  ['', []],
  ['colour', { ...PLAIN, colour: 'red' }],
  ['id', { ...PLAIN, id: 'Stars!' }],
  ['id', { ...PLAIN, id: '' }],
  ['name', { ...PLAIN, name: ' ' }],
  ['name', { ...PLAIN, name: 'x'.repeat(81) }],
  ['expiry', { ...PLAIN, expiry: 'never' }],
  ['expiry.kind', { ...PLAIN, expiry: { kind: 'soon', days: 3 } }],
  ['expiry.days', { ...PLAIN, expiry: { kind: 'fixed' } }],
  ['expiry.days', { ...PLAIN, expiry: { kind: 'fixed', days: 0 } }],
  ['expiry.days', { ...PLAIN, expiry: { kind: 'fixed', days: 14 }, holdDays: 14 }],
  ['holdDays', { ...PLAIN, holdDays: -1 }],
  ['dayCap', { ...PLAIN, dayCap: 0 }],
  ['dayCap', { ...PLAIN, dayCap: undefined }],
  ['monthCap', { ...PLAIN, monthCap: 1.5 }],
  ['noticeDays', { ...PLAIN, noticeDays: 181 }],
  ['cost.currency', { ...PLAIN, cost: { ...PLAIN.cost, currency: 'XXX' } }],
  ['cost.amount', { ...PLAIN, cost: { ...PLAIN.cost, amount: -1 } }],
  ['cost.points', { ...PLAIN, cost: { ...PLAIN.cost, points: 0 } }],
  ['redemptionRate', { ...PLAIN, redemptionRate: 10_001 }],
  ['tiers', { ...PLAIN, tiers: 'three' }],
  ['tiers', { ...PLAIN, tiers: Array.from({ length: 11 }, () => green) }],
  ['tiers.0.qualify', { ...PLAIN, tiers: [gold] }],
  ['tiers.2.qualify', { ...PLAIN, tiers: [green, reserve, gold] }],
  ['tiers.1.id', { ...PLAIN, tiers: [green, { ...gold, id: 'green' }] }],
  ['tiers.1.multiplier', { ...PLAIN, tiers: [green, { ...gold, multiplier: 9_999 }] }],
  ['tiers.1.neverExpires', { ...PLAIN, tiers: [green, { ...gold, neverExpires: 1 }] }],
  ['tiers.0.name', { ...PLAIN, tiers: [{ ...green, name: undefined }] }],
])('refuses a wrong %s', (field, programme) => {
  expect(checkProgramme(programme)).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
});
