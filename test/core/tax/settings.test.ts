import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTaxSettings, DEFAULT_TAX_SETTINGS, limitOn } from '#core/tax/settings.ts';

const day = (text: string) => Date.parse(text);

describe('limits by date', () => {
  test.each([
    ['us_1099_threshold', '2025-12-31T23:59:59.999Z', 600_00],
    ['us_1099_threshold', '2026-01-01T00:00:00Z', 2000_00],
    ['us_1099_threshold', '1990-01-01', 600_00],
    ['ftc_review_rule', '2024-10-20T23:59:59.999Z', null],
    ['ftc_review_rule', '2024-10-21T00:00:00Z', '16 CFR 465'],
  ] as const)('%s on %s is %s', (name, at, value) => {
    expect(limitOn(DEFAULT_TAX_SETTINGS, name, day(at))).toBe(value);
  });

  test('are by default what can be kept', () => {
    expect(checkTaxSettings({})).toEqual({ ok: true, value: DEFAULT_TAX_SETTINGS });
    const { us_1099_threshold, disclosure_text } = DEFAULT_TAX_SETTINGS;
    const again = checkTaxSettings({ us_1099_threshold, disclosure_text });
    expect(again).toEqual({ ok: true, value: DEFAULT_TAX_SETTINGS });
  });

  test('that come later are kept in the order of their days', () => {
    const first = { from: '2000-01-01', value: 600_00 };
    const later = { from: '2027-01-01', value: 2100_00 };
    const kept = checkTaxSettings({ us_1099_threshold: [later, first] });
    expect(kept.ok && kept.value.us_1099_threshold).toEqual([first, later]);
    expect(kept.ok && limitOn(kept.value, 'us_1099_threshold', day('2026-12-31'))).toBe(600_00);
    expect(kept.ok && limitOn(kept.value, 'us_1099_threshold', day('2027-06-01'))).toBe(2100_00);
  });

  const first = { from: '2000-01-01', value: 600_00 };
  test.each<[string, unknown, string]>([
    ['no object', [], 'settings'],
    ['an unknown name', { vat: [] }, 'vat'],
    ['the date of the law', { ftc_review_rule: [] }, 'ftc_review_rule'],
    ['no value', { us_1099_threshold: [] }, 'us_1099_threshold'],
    ['no list', { us_1099_threshold: 600 }, 'us_1099_threshold'],
    [
      'a gap at the beginning',
      { us_1099_threshold: [{ from: '2001-01-01', value: 1 }] },
      'us_1099_threshold',
    ],
    ['no dated value', { us_1099_threshold: [600] }, 'us_1099_threshold.0'],
    ['no day', { us_1099_threshold: [first, { from: '2026-02-30', value: 1 }] }, 'us_1099_threshold.1.from'],
    ['a moment', { us_1099_threshold: [{ from: '2026-01-01T10:00', value: 1 }] }, 'us_1099_threshold.0.from'],
    ['an old day', { us_1099_threshold: [{ from: '1999-12-31', value: 1 }] }, 'us_1099_threshold.0.from'],
    ['one day twice', { us_1099_threshold: [first, first] }, 'us_1099_threshold.1.from'],
    ['half a cent', { us_1099_threshold: [{ ...first, value: 0.5 }] }, 'us_1099_threshold.0.value'],
    ['nothing', { us_1099_threshold: [{ ...first, value: 0 }] }, 'us_1099_threshold.0.value'],
    ['no words', { disclosure_text: [{ ...first, value: ' ' }] }, 'disclosure_text.0.value'],
    [
      'too many words',
      { disclosure_text: [{ ...first, value: 'x'.repeat(301) }] },
      'disclosure_text.0.value',
    ],
  ])('with %s are refused', (_, claimed, field) => {
    expect(checkTaxSettings(claimed)).toMatchObject({ ok: false, problem: { code: 'invalid_input', field } });
  });

  test('never throw, whatever is claimed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (claimed) => void checkTaxSettings({ us_1099_threshold: claimed })),
    );
  });
});
