import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkProgramme } from '#core/points/check-programme.ts';
import { programmeFaults, readProgramme, tierRows, valuesOf } from '#server/console/handlers/points-form.ts';
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

it('tells everything that is wrong at once, each at its field', () => {
  const values = {
    ...valuesOf(TIERED),
    id: 'No Good',
    name: ' ',
    'expiry.days': 'soon',
    holdDays: '-3',
    dayCap: 'many',
    'tiers.1.qualify': 'abc',
    'tiers.2.multiplier': 'fast',
    'tiers.2.name': TIERED.tiers[1]!.name,
    'tiers.2.id': '',
    'cost.amount': '1.001',
    'cost.points': '0',
    redemptionRate: '200',
  };
  expect(new Set(programmeFaults(values).map(({ field }) => field))).toEqual(
    new Set([
      'cost.amount',
      'cost.points',
      'dayCap',
      'expiry.days',
      'holdDays',
      'id',
      'name',
      'redemptionRate',
      'tiers.1.qualify',
      'tiers.2.multiplier',
      'tiers.2.name',
    ]),
  );
  expect(programmeFaults(valuesOf(TIERED))).toEqual([]);
});

it('tells what is wrong in the order of the form, and at the row of a tier where rows before it are empty', () => {
  const values = {
    ...valuesOf({ ...TIERED, tiers: [] }),
    'tiers.2.name': 'Gold',
    'tiers.2.qualify': 'abc',
    'cost.points': '0',
  };
  const sent = { holdDays: '-1', ...values, 'cost.amount': 'x' };
  expect(programmeFaults({ ...sent, holdDays: '-1' }).map(({ field }) => field)).toEqual([
    'holdDays',
    'cost.points',
    'cost.amount',
    'tiers.2.qualify',
  ]);
});
