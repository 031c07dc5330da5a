import { isFields, isWhole, noText, textOf, wrong } from '#core/claimed.ts';
import { ok, type Result } from '#core/problem.ts';
import { rangeText } from '#core/reward/currency.ts';

/** What holds from a day on (`YYYY-MM-DD`, its beginning in UTC) until the next one of its name. */
export interface Dated<Value> {
  from: string;
  value: Value;
}

interface Limits {
  /** US cents paid to one person in a calendar year from which form 1099 is due. */
  us_1099_threshold: number;
  /** The FTC's rule on reviews and testimonials, as it is cited; null before it was in force. */
  ftc_review_rule: string | null;
  /** What people say beside a public act that was rewarded (16 CFR 255.5). */
  disclosure_text: string;
}

export type LimitName = keyof Limits;
export type TaxSettings = { readonly [Name in LimitName]: readonly Dated<Limits[Name]>[] };

/** Since when we keep anything: the day the first value of each limit is told from. */
const BEGINNING = '2000-01-01';

export const DEFAULT_TAX_SETTINGS: TaxSettings = {
  // $600 of 26 USC 6041(a); $2,000 for payments after 2025 by Public Law 119-21, section 70433.
  us_1099_threshold: [
    { from: BEGINNING, value: 600_00 },
    { from: '2026-01-01', value: 2000_00 },
  ],
  ftc_review_rule: [
    { from: BEGINNING, value: null },
    { from: '2024-10-21', value: '16 CFR 465' },
  ],
  disclosure_text: [{ from: BEGINNING, value: 'I received a reward from the company for this.' }],
};

/** The value of a limit in force at a time (epoch milliseconds). */
export function limitOn<Name extends LimitName>(settings: TaxSettings, name: Name, at: number): Limits[Name] {
  const values: readonly Dated<Limits[Name]>[] = settings[name];
  const inForce = values.findLast(({ from }) => Date.parse(from) <= at) ?? values[0];
  if (inForce === undefined) throw new Error(`a limit has no value: ${name}`);
  return inForce.value;
}

/** What a workspace may set; the rest is the law's. */
const OWN = ['us_1099_threshold', 'disclosure_text'] as const;
const MOST_VALUES = 50;
const MOST_CENTS = 1_000_000_00;
const MOST_TEXT = 300;

/**
 * Dated settings as they can be kept, in the order of their days; what is left out is as by default. Fails with
 * `invalid_input` naming the field, such as `us_1099_threshold.1.from`.
 */
export function checkTaxSettings(claimed: unknown): Result<TaxSettings> {
  if (!isFields(claimed)) return wrong('settings', 'The settings are no object.', `Send ${OWN.join(', ')}.`);
  const strange = Object.keys(claimed).find((name) => !OWN.some((own) => own === name));
  if (strange !== undefined) {
    const shown = strange.toWellFormed().slice(0, 60);
    return strange in DEFAULT_TAX_SETTINGS
      ? wrong(shown, 'This date is the law’s.', 'Leave it out.')
      : wrong(shown, 'There is no such setting.', `Send ${OWN.join(', ')}.`);
  }
  const threshold = checkDated(claimed, 'us_1099_threshold', readCents);
  if (!threshold.ok) return threshold;
  const text = checkDated(claimed, 'disclosure_text', readText);
  if (!text.ok) return text;
  return ok({
    ...DEFAULT_TAX_SETTINGS,
    us_1099_threshold: threshold.value,
    disclosure_text: text.value,
  });
}

function checkDated<Name extends (typeof OWN)[number]>(
  claimed: Record<string, unknown>,
  name: Name,
  read: (value: unknown, field: string) => Result<Limits[Name]>,
): Result<readonly Dated<Limits[Name]>[]> {
  const list = claimed[name];
  if (list === undefined) return ok(DEFAULT_TAX_SETTINGS[name]);
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_VALUES) {
    return wrong(name, 'These are no dated values.', `Send 1 to ${MOST_VALUES} of them, each from a day on.`);
  }
  const kept: Dated<Limits[Name]>[] = [];
  for (const [place, each] of list.entries()) {
    const field = `${name}.${place}`;
    if (!isFields(each)) return wrong(field, 'This is no dated value.', 'Send from and value.');
    const from = checkDay(each['from'], `${field}.from`);
    if (!from.ok) return from;
    if (kept.some((before) => before.from === from.value)) {
      return wrong(`${field}.from`, `Two values begin on ${from.value}.`, 'Leave one.');
    }
    const value = read(each['value'], `${field}.value`);
    if (!value.ok) return value;
    kept.push({ from: from.value, value: value.value });
  }
  kept.sort((a, b) => (a.from < b.from ? -1 : 1));
  if (kept[0]?.from === BEGINNING) return ok(kept);
  return wrong(name, 'Nothing would hold before the first day.', `Begin the first value on ${BEGINNING}.`);
}

function checkDay(day: unknown, field: string): Result<string> {
  const at = typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN;
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(String(day));
  return isDay && String(day) >= BEGINNING
    ? ok(String(day))
    : wrong(field, 'This is no day.', `Use a day since ${BEGINNING}, such as 2027-01-01.`);
}

function readCents(value: unknown, field: string): Result<number> {
  return isWhole(value, 1, MOST_CENTS)
    ? ok(value)
    : wrong(field, 'This is no threshold.', `Use an amount ${rangeText(1, MOST_CENTS, 'USD')}.`);
}

function readText(value: unknown, field: string): Result<string> {
  const text = textOf(value, MOST_TEXT);
  return text !== null && text !== '' ? ok(text) : noText(field, 'The disclosure', value, MOST_TEXT);
}
