import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSettings, DEFAULT_SETTINGS, sameDomainIn } from '#core/fraud/settings.ts';

const empty = { rules: {}, sameDomain: {}, velocity: {} };

test('what is not named is as by default', () => {
  expect(checkSettings(empty)).toEqual({ ok: true, value: DEFAULT_SETTINGS });
  expect(sameDomainIn(DEFAULT_SETTINGS, 'anything')).toBe('hold');
});

test('what is named is kept', () => {
  const claimed = {
    rules: { insider: 'off' },
    sameDomain: { growth: 'off' },
    velocity: { days: 30, perPerson: 1 },
  };
  expect(checkSettings(claimed)).toMatchObject({
    value: {
      rules: { insider: 'off', velocity: 'hold' },
      sameDomain: { growth: 'off' },
      velocity: { days: 30, perPerson: 1, perAccount: 10 },
    },
  });
});

test.each([
  ['a rule nobody knows', { rules: { nothing: 'off' } }, 'rules.nothing'],
  ['self switched off', { rules: { self: 'off' } }, 'rules.self'],
  ['a rule that is neither on nor off', { rules: { velocity: 'refuse' } }, 'rules.velocity'],
  ['a programme of no id', { sameDomain: { 'No id': 'off' } }, 'sameDomain.No id'],
  ['a programme that is neither', { sameDomain: { general: '' } }, 'sameDomain.general'],
  ['no days', { velocity: { days: 0 } }, 'velocity.days'],
  ['half a day', { velocity: { days: 0.5 } }, 'velocity.days'],
  ['a negative limit', { velocity: { perPerson: -1 } }, 'velocity.perPerson'],
  ['no number', { velocity: { perAccount: Number.NaN } }, 'velocity.perAccount'],
  ['too large a limit', { velocity: { perProposer: 10_001 } }, 'velocity.perProposer'],
  ['a limit nobody knows', { velocity: { constructor: 1 } }, 'velocity.constructor'],
])('%s is refused with its field', (_, claimed, field) => {
  expect(checkSettings({ ...empty, ...claimed })).toMatchObject({
    problem: { code: 'invalid_input', field },
  });
});

test('what is kept can be kept again, and nothing that is refused changes anything', () => {
  const severity = fc.oneof(fc.constantFrom('hold', 'off'), fc.string({ maxLength: 5 }));
  const claim = fc.record({
    rules: fc.dictionary(fc.oneof(fc.constantFrom('velocity', 'insider'), fc.string()), severity, {
      maxKeys: 2,
    }),
    sameDomain: fc.dictionary(fc.oneof(fc.constantFrom('general', 'a-b_9'), fc.string()), severity, {
      maxKeys: 3,
    }),
    velocity: fc.dictionary(fc.constantFrom('days', 'perPerson', 'x'), fc.double(), { maxKeys: 2 }),
  });
  fc.assert(
    fc.property(claim, (claimed) => {
      const checked = checkSettings(claimed);
      const field = checked.ok ? 'rules' : checked.problem.field;
      expect(field).toMatch(/^(rules|sameDomain|velocity)\b/);
      const kept = checked.ok ? { ...checked.value, velocity: { ...checked.value.velocity } } : claimed;
      expect(checkSettings(kept)).toEqual(checked);
    }),
    { numRuns: 2000 },
  );
});
