import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL, totalWeight, type ScoreModel } from '#core/score/model.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { MODEL_FIELDS, readModel, strengthFields, valuesOf } from '#server/console/parts/model-fields.ts';

const defaults = valuesOf(DEFAULT_MODEL);

describe('the inputs of a model', () => {
  it('hold every number of it once, in the units people think in', () => {
    expect(new Set(MODEL_FIELDS.map(({ name }) => name)).size).toBe(5 * 3 + 6 + 38);
    expect(defaults).toMatchObject({
      'pillars.loyalty.halfLife': '180',
      'enter.advocate': '50',
      leaveAt: '90',
      minConfidence: '40',
      'strengths.nps': '70',
    });
  });

  it('give back the very model they were filled from', () => {
    const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
    const pillar = fc.record({
      halfLife: fc.integer({ min: 1, max: 3650 }).map((days) => days * DAY),
      weight: fc.double({ min: 1, max: 1000, noNaN: true }).map((n) => Number(n.toFixed(3))),
      cap: fc.integer({ min: 1, max: 10_000 }),
    });
    const model = fc.record({
      pillars: fc.record(Object.fromEntries(PILLARS.map((each) => [each, pillar]))),
      minConfidence: share,
      leaveAt: fc.integer({ min: 50, max: 99 }).map((n) => n / 100),
    });
    fc.assert(
      fc.property(model, (changed) => {
        const unfilled = { ...DEFAULT_MODEL, ...changed } as ScoreModel;
        const whole = { ...unfilled, full: Number((totalWeight(unfilled) / 2).toFixed(3)) };
        expect(readModel(valuesOf(whole))).toEqual({ ok: true, value: whole });
      }),
    );
  });

  it('are read with a comma for a point', () => {
    expect(readModel({ ...defaults, full: '62,5' })).toMatchObject({ ok: true, value: { full: 62.5 } });
  });

  it.each([
    ['pillars.loyalty.halfLife', 'soon', 'Half-life of loyalty is no number.', 'Enter 1 to 3,650 days.'],
    ['pillars.loyalty.halfLife', '', 'Half-life of loyalty is no number.', 'Enter 1 to 3,650 days.'],
    ['pillars.loyalty.halfLife', '-3', 'A half-life is a time', 'Enter 1 to 3,650 days.'],
    ['leaveAt', '120', 'A tier has to be left below', 'Enter 50 to 99 %.'],
    ['minConfidence', '1e999', 'Least confidence is no number.', 'Enter 0 to 100 %.'],
    ['strengths.complaint', '5', 'Complaint is bad news', 'Enter 0 or less'],
    ['enter.advocate', '20', 'Advocates have to stand above', 'Enter more than 25'],
  ])('are refused by name and in their own units: %s = %s', (field, text, message, remedy) => {
    expect(readModel({ ...defaults, [field]: text })).toMatchObject({
      ok: false,
      problem: {
        code: 'invalid_input',
        field,
        message: expect.stringContaining(message),
        remedy: expect.stringContaining(remedy),
      },
    });
  });

  it('leave out nothing that has to be there', () => {
    expect(readModel({})).toMatchObject({ ok: false, problem: { field: 'pillars.word_of_mouth.halfLife' } });
  });

  it('take no other name into the model', () => {
    const hostile = { ...defaults, '__proto__.polluted': '1', 'pillars.__proto__.x': '1' };
    expect(readModel(hostile)).toEqual({ ok: true, value: DEFAULT_MODEL });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('say for every signal why it counts, and let bad news only count against', () => {
    const all = PILLARS.flatMap(strengthFields);
    expect(all.every(({ why }) => why.length > 5)).toBe(true);
    expect(all.find(({ name }) => name === 'strengths.churn_risk')).toMatchObject({ min: -200, max: 0 });
    expect(all.find(({ name }) => name === 'strengths.nps')).toMatchObject({ min: 0, max: 200 });
  });
});
