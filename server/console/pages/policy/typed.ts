import { TRUST_LEVELS, type TrustLevel } from '#core/fraud/trust.ts';
import type { Band, Policy, PolicyRule } from '#core/policy/policy.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { isCurrency, minorDigits } from '#core/reward/currency.ts';
import { kindOf, SOURCES, type Source } from '#core/reward/reward.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import { bandSentences } from './words.ts';

/** A policy as it is typed, so that what is wrong can be shown again; every text is a field of the form. */
export interface TypedPolicy {
  rules: TypedRule[];
  remindAfterHours: string;
  escalateAfterHours: string;
  expireAfterDays: string;
}

export interface TypedRule {
  name: string;
  currency: string;
  sources: Source[];
  programmes: string[];
  /** More of them, apart by commas: those no box is shown for. */
  otherProgrammes: string;
  trust: TrustLevel[];
  /** The last takes every amount above the others, and its `upTo` is empty. */
  bands: TypedBand[];
}

export interface TypedBand {
  upTo: string;
  managers: string;
  finance: boolean;
}

type Values = Record<string, string>;

// More than core allows, so that it can say so.
const MOST_RULES = 60;
const MOST_BANDS = 12;
const MOST_PROGRAMMES = 60;

/** A policy as it stands in the fields of its form. */
export function typedOf({ rules, ...times }: Policy): TypedPolicy {
  return {
    rules: rules.map((rule) => ({
      name: rule.name,
      currency: rule.currency,
      sources: [...(rule.sources ?? [])],
      programmes: [...(rule.programmes ?? [])],
      otherProgrammes: '',
      trust: [...(rule.trust ?? [])],
      bands: rule.bands.map(({ upTo, managers, finance }) => ({
        upTo: upTo === null ? '' : majorText(upTo, rule.currency),
        managers: String(managers),
        finance,
      })),
    })),
    remindAfterHours: String(times.remindAfterHours),
    escalateAfterHours: String(times.escalateAfterHours),
    expireAfterDays: String(times.expireAfterDays),
  };
}

function majorText(amount: number, currency: string): string {
  const digits = isCurrency(currency) ? minorDigits(currency) : 0;
  return (amount / 10 ** digits).toFixed(digits);
}

/** What the form sends, field by field. */
export function readTyped(values: Values): TypedPolicy {
  const rules: TypedRule[] = [];
  for (let at = 0; at < MOST_RULES && values[`rules.${at}.name`] !== undefined; at += 1) {
    rules.push(readRule(values, `rules.${at}`));
  }
  return {
    rules,
    remindAfterHours: values['remindAfterHours'] ?? '',
    escalateAfterHours: values['escalateAfterHours'] ?? '',
    expireAfterDays: values['expireAfterDays'] ?? '',
  };
}

function readRule(values: Values, prefix: string): TypedRule {
  const bands: TypedBand[] = [];
  for (let at = 0; at < MOST_BANDS; at += 1) {
    const managers = values[`${prefix}.bands.${at}.managers`];
    if (managers === undefined) break;
    const of = (name: string) => values[`${prefix}.bands.${at}.${name}`];
    bands.push({ upTo: of('upTo') ?? '', managers, finance: of('finance') !== undefined });
  }
  const isTicked = (list: string, each: string) => values[`${prefix}.${list}.${each}`] !== undefined;
  const programmes = Object.keys(values).filter((name) => name.startsWith(`${prefix}.programmes.`));
  return {
    name: values[`${prefix}.name`] ?? '',
    currency: values[`${prefix}.currency`] ?? '',
    sources: SOURCES.filter((each) => isTicked('sources', each)),
    programmes: programmes
      .slice(0, MOST_PROGRAMMES)
      .map((name) => name.slice(`${prefix}.programmes.`.length)),
    otherProgrammes: values[`${prefix}.otherProgrammes`] ?? '',
    trust: TRUST_LEVELS.filter((each) => isTicked('trust', each)),
    bands,
  };
}

/** The policy that is typed, for core to check. Fails with `invalid_input` at the field that cannot be read. */
export function claimedIn(typed: TypedPolicy): Result<unknown> {
  const rules: PolicyRule[] = [];
  for (const [at, rule] of typed.rules.entries()) {
    const currency = currencyIn(rule.currency);
    if (kindOf(currency) === null) {
      const message = 'This is no currency, and no points.';
      return refuse('invalid_input', message, 'Choose one of the list.', `rules.${at}.currency`);
    }
    const bands = readBands(rule.bands, currency, `rules.${at}.bands`);
    if (!bands.ok) return bands;
    rules.push({
      name: rule.name,
      currency,
      sources: orAny(rule.sources),
      programmes: orAny(programmesIn(rule)),
      trust: orAny(rule.trust),
      bands: bands.value,
    });
  }
  return ok({
    rules,
    remindAfterHours: whole(typed.remindAfterHours),
    escalateAfterHours: whole(typed.escalateAfterHours),
    expireAfterDays: whole(typed.expireAfterDays),
  });
}

/** What a typed rule says, a sentence for each line; nothing where it cannot be read yet. */
export function typedSentences({ bands, currency: text }: TypedRule): string[] {
  const currency = currencyIn(text);
  const read = kindOf(currency) === null ? null : readBands(bands, currency, '');
  return read?.ok === true ? bandSentences({ currency, bands: read.value }) : [];
}

/** The code that is meant: money in capitals, everything else as it is typed. */
export function currencyIn(text: string): string {
  const trimmed = text.trim();
  return /^[a-z]{3}$/i.test(trimmed) ? trimmed.toUpperCase() : trimmed;
}

/** Every programme a rule names, ticked or typed. */
export function programmesIn({ programmes, otherProgrammes }: TypedRule): string[] {
  const others = otherProgrammes.split(',').map((each) => each.trim());
  return [...new Set([...programmes, ...others.filter((each) => each !== '')])];
}

function readBands(typed: readonly TypedBand[], currency: string, prefix: string): Result<Band[]> {
  const bands: Band[] = [];
  for (const [at, { upTo, managers, finance }] of typed.entries()) {
    const isLast = at === typed.length - 1;
    const limit = isLast ? ok(null) : readLimit(upTo, currency);
    if (!limit.ok) {
      const { message, remedy } = limit.problem;
      return refuse('invalid_input', message, remedy, `${prefix}.${at}.upTo`);
    }
    bands.push({ upTo: limit.value, managers: Number(managers) as Band['managers'], finance });
  }
  return ok(bands);
}

function readLimit(text: string, currency: string): Result<number> {
  if (text.trim() === '') {
    return refuse('invalid_input', 'Up to which amount?', 'Write it, or remove the line.');
  }
  if (isCurrency(currency)) return readAmount(text, currency);
  const points = whole(text);
  return Number.isNaN(points)
    ? refuse('invalid_input', 'This is no number of points.', 'Write it as 500.')
    : ok(points);
}

function whole(text: string): number {
  const plain = text.replaceAll(/[,\s]/g, '');
  return /^\d{1,15}$/.test(plain) ? Number(plain) : Number.NaN;
}

/** Nothing ticked holds for all. */
function orAny<Each>(list: Each[]): Each[] | null {
  return list.length === 0 ? null : list;
}
