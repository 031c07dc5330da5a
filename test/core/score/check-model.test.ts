import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkModel } from '#core/score/check-model.ts';
import { DEFAULT_MODEL, totalWeight, type ScoreModel } from '#core/score/model.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { PILLARS, SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import { anySignals, NOW } from '#test/core/signals.ts';
import { anyModel } from './models.ts';

/** The default model with one part put in another's place; a path such as `pillars.loyalty.halfLife`. */
function withPart(path: string, part: unknown): Record<string, unknown> {
  const model = structuredClone(DEFAULT_MODEL) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let place = model;
  for (const name of names) place = place[name] as Record<string, unknown>;
  place[last] = part;
  return model;
}

function without(path: string): Record<string, unknown> {
  return JSON.parse(JSON.stringify(withPart(path, undefined))) as Record<string, unknown>;
}

const nobodyWeighs = {
  ...DEFAULT_MODEL,
  pillars: Object.fromEntries(
    PILLARS.map((pillar) => [pillar, { ...DEFAULT_MODEL.pillars[pillar], weight: 0 }]),
  ),
};
const ALL = totalWeight(DEFAULT_MODEL);

describe('a model', () => {
  test('is the default one, whatever way it came', () => {
    expect(checkModel(JSON.parse(JSON.stringify(DEFAULT_MODEL)))).toEqual({ ok: true, value: DEFAULT_MODEL });
  });

  test('has the default strengths where it names none', () => {
    const { strengths: _, ...rest } = DEFAULT_MODEL;
    expect(checkModel(rest)).toEqual({ ok: true, value: DEFAULT_MODEL });
    const some = checkModel({ ...rest, strengths: { nps: 1 } });
    expect(some).toEqual({
      ok: true,
      value: { ...DEFAULT_MODEL, strengths: { ...DEFAULT_MODEL.strengths, nps: 1 } },
    });
  });

  test.each<[string, unknown]>([
    ['pillars.loyalty.halfLife', DAY],
    ['pillars.loyalty.halfLife', 3650 * DAY],
    ['pillars.loyalty.weight', 0],
    ['pillars.loyalty.cap', 1],
    ['pillars.loyalty.cap', 10_000],
    ['strengths.complaint', 0],
    ['strengths.complaint', -200],
    ['strengths.referral', 0],
    ['strengths.referral', 200],
    ['full', ALL],
    ['full', ALL / 10],
    ['leaveAt', 0.5],
    ['leaveAt', 0.99],
    ['minConfidence', 0],
    ['minConfidence', 1],
    ['enter.candidate', 1],
    ['enter.champion', 100],
  ])('may have %s of %j', (path, part) => {
    expect(checkModel(withPart(path, part))).toEqual({ ok: true, value: withPart(path, part) });
  });

  test.each<[field: string, why: RegExp, model: unknown]>([
    ['model', /object/, null],
    ['model', /object/, [DEFAULT_MODEL]],
    ['model', /object/, 'DEFAULT_MODEL'],
    ['rules', /no such part/, { ...DEFAULT_MODEL, rules: [] }],
    ['__proto__', /no such part/, JSON.parse('{"__proto__": {"full": 1}}')],
    ['pillars', /object/, without('pillars')],
    ['pillars', /weights are zero/, nobodyWeighs],
    ['pillars.luck', /no such part/, withPart('pillars.luck', DEFAULT_MODEL.pillars.loyalty)],
    ['pillars.feedback', /object/, without('pillars.feedback')],
    ['pillars.feedback', /object/, withPart('pillars.feedback', [1, 2, 3])],
    ['pillars.feedback.bonus', /no such part/, withPart('pillars.feedback.bonus', 1)],
    ['pillars.loyalty.halfLife', /one day/, withPart('pillars.loyalty.halfLife', -180 * DAY)],
    ['pillars.loyalty.halfLife', /one day/, withPart('pillars.loyalty.halfLife', 0)],
    ['pillars.loyalty.halfLife', /one day/, withPart('pillars.loyalty.halfLife', DAY - 1)],
    ['pillars.loyalty.halfLife', /ten years/, withPart('pillars.loyalty.halfLife', 3650 * DAY + 1)],
    ['pillars.loyalty.halfLife', /one day/, withPart('pillars.loyalty.halfLife', '180')],
    ['pillars.promotion.weight', /between zero/, withPart('pillars.promotion.weight', -1)],
    ['pillars.promotion.weight', /weight/, withPart('pillars.promotion.weight', 1000.5)],
    ['pillars.promotion.cap', /cap/, withPart('pillars.promotion.cap', 0.5)],
    ['pillars.promotion.cap', /cap/, withPart('pillars.promotion.cap', 10_001)],
    ['strengths', /points by type/, withPart('strengths', [1])],
    ['strengths.applause', /no such type/, withPart('strengths.applause', 5)],
    ['strengths.constructor', /no such type/, withPart('strengths', JSON.parse('{"constructor": 5}'))],
    ['strengths.complaint', /bad news/, withPart('strengths.complaint', 1)],
    ['strengths.escalation', /bad news/, withPart('strengths.escalation', 60)],
    ['strengths.referral', /favour/, withPart('strengths.referral', -1)],
    ['strengths.nps', /favour/, withPart('strengths.nps', -70)],
    ['strengths.nps', /out of bounds/, withPart('strengths.nps', 200.5)],
    ['strengths.complaint', /out of bounds/, withPart('strengths.complaint', -200.5)],
    ['full', /weight/, withPart('full', 0)],
    ['full', /weight/, withPart('full', ALL + 1)],
    ['full', /weight/, withPart('full', ALL / 10 - 0.1)],
    ['enter', /object/, without('enter')],
    ['enter.hero', /no such part/, withPart('enter.hero', 90)],
    ['enter.candidate', /propensity/, withPart('enter.candidate', 0)],
    ['enter.champion', /propensity/, withPart('enter.champion', 101)],
    ['enter.advocate', /above candidates/, withPart('enter.advocate', 25)],
    ['enter.champion', /above advocates/, withPart('enter.champion', 50)],
    ['leaveAt', /flicker/, withPart('leaveAt', 1)],
    ['leaveAt', /flicker/, withPart('leaveAt', 0.4)],
    ['minConfidence', /share/, withPart('minConfidence', -0.1)],
    ['minConfidence', /share/, withPart('minConfidence', 1.1)],
  ])('is refused for %s: %s', (field, why, model) => {
    const checked = checkModel(model);
    expect(checked).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
    expect(checked.ok ? '' : checked.problem.message).toMatch(why);
    expect(checked.ok ? '' : checked.problem.remedy).not.toBe('');
  });

  const numbers = [
    ...PILLARS.flatMap((pillar) => ['halfLife', 'weight', 'cap'].map((name) => `pillars.${pillar}.${name}`)),
    ...SIGNAL_TYPES.map((type) => `strengths.${type}`),
    'full',
    'leaveAt',
    'minConfidence',
    'enter.candidate',
    'enter.advocate',
    'enter.champion',
  ];

  test.each([NaN, Infinity, -Infinity, 1e308, null, '', true, {}, []])('holds no %j for a number', (part) => {
    for (const path of numbers) {
      expect(checkModel(withPart(path, part)), path).toMatchObject({ ok: false, problem: { field: path } });
    }
  });

  function scores(model: ScoreModel, signals: Signal[]): boolean {
    const { propensity, confidence } = scoreAt(model, sumsOf(model, signals), NOW);
    const isPropensity = Number.isInteger(propensity) && propensity >= 0 && propensity <= 100;
    return isPropensity && confidence >= 0 && confidence <= 1;
  }

  test('is refused or scores everybody between 0 and 100, whatever is claimed', () => {
    const part = fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, 5e-324, 1e308), fc.anything());
    let passed = 0;
    fc.assert(
      fc.property(
        anyModel,
        fc.constantFrom(...numbers),
        fc.option(part, { nil: undefined }),
        anySignals(15),
        (model, path, put, signals) => {
          const claimed = structuredClone(model) as unknown as Record<string, unknown>;
          const names = path.split('.');
          const place = names.slice(0, -1).reduce((of, name) => of[name] as typeof of, claimed);
          if (put !== undefined) place[names.at(-1)!] = put;
          const checked = checkModel(claimed);
          if (checked.ok) passed += 1;
          const fits = checked.ok ? scores(checked.value, signals) : checked.problem.field !== undefined;
          expect(fits).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
    expect(passed).toBeGreaterThan(200);
  });

  test('never lets bad news raise a score', () => {
    const bad = SIGNAL_TYPES.filter((type) => SIGNALS[type].strength < 0);
    fc.assert(
      fc.property(anyModel, anySignals(10), anySignals(3, bad), (model, signals, news) => {
        const all = [...signals, ...news.map((one) => ({ ...one, key: `news ${one.key}` }))];
        const propensityOf = (of: typeof all) => scoreAt(model, sumsOf(model, of), NOW).propensity;
        expect(propensityOf(all)).toBeLessThanOrEqual(propensityOf(signals));
      }),
      { numRuns: 1000 },
    );
  });
});
