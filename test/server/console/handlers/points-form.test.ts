import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkProgramme } from '#core/points/check-programme.ts';
import { readProgramme, tierRows, valuesOf } from '#server/console/handlers/points-form.ts';
import { anyProgramme, TIERED } from '#test/core/points/histories.ts';

it('reads back any programme that its form shows', () => {
  fc.assert(
    fc.property(anyProgramme, fc.integer({ min: 0, max: 10_000 }), (programme, redemptionRate) => {
      const kept = { ...programme, redemptionRate };
      const read = readProgramme(valuesOf(kept));
      expect(read.ok && checkProgramme(read.value)).toEqual({ ok: true, value: kept });
    }),
  );
});

it('makes a tier of every row with a name, an id of the name, and room for two more', () => {
  const values = {
    ...valuesOf({ ...TIERED, tiers: [] }),
    'tiers.0.name': 'Grün & Gut',
    'tiers.0.qualify': '0',
    'tiers.2.name': 'Gold',
    'tiers.2.qualify': '1,500',
    'tiers.2.multiplier': '1.25×',
    'tiers.2.neverExpires': 'yes',
  };
  expect(tierRows(values)).toBe(5);
  const read = readProgramme(values);
  expect(read).toMatchObject({
    value: {
      tiers: [
        { id: 'gru-n-gut', name: 'Grün & Gut', qualify: 0, multiplier: 10_000, neverExpires: false },
        { id: 'gold', name: 'Gold', qualify: 1_500, multiplier: 12_500, neverExpires: true },
      ],
    },
  });
});

it.each([
  ['dayCap', 'many', 'dayCap'],
  ['holdDays', '', 'holdDays'],
  ['holdDays', '-3', 'holdDays'],
  ['cost.amount', '1.001', 'cost.amount'],
  ['cost.currency', 'XYZ', 'cost.currency'],
  ['redemptionRate', '200', 'redemptionRate'],
  ['tiers.1.multiplier', 'fast', 'tiers.1.multiplier'],
])('refuses %s as %s at the field that is wrong', (field, text, wrong) => {
  const read = readProgramme({ ...valuesOf(TIERED), [field]: text });
  const checked = read.ok ? checkProgramme(read.value) : read;
  expect(checked).toMatchObject({ problem: { code: 'invalid_input', field: wrong } });
});
