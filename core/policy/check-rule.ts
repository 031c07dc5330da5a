import { isFields, isWhole, noText, textOf, wrong } from '#core/claimed.ts';
import { TRUST_LEVELS } from '#core/fraud/trust.ts';
import { ok, type Refusal, type Result } from '#core/problem.ts';
import { formatAmount, rangeText } from '#core/reward/currency.ts';
import { kindOf, MAX_AMOUNT, PROGRAMME, SOURCES } from '#core/reward/reward.ts';
import { AUTOMATIC_MOST, type Band, type PolicyRule } from './policy.ts';

/** What to do about any fault of a policy. */
export const REMEDY = 'Correct it, and try again.';
const MAX_NAME = 80;
const FIELDS = ['name', 'currency', 'sources', 'programmes', 'trust', 'bands'];

/** A rule of a policy as it can be kept. Fails with `invalid_input` naming the field, such as `rules.0.bands.1.upTo`. */
export function checkPolicyRule(claimed: unknown, place: string): Result<PolicyRule> {
  if (!isFields(claimed)) return wrong(place, 'This is no rule.', REMEDY);
  const unknown = Object.keys(claimed).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined)
    return wrong(place, `A rule has no ${textOf(unknown, 60) ?? 'such field'}.`, REMEDY);
  const name = textOf(claimed['name'], MAX_NAME);
  if (name === null || name === '') {
    return noText(`${place}.name`, 'The name of the rule', claimed['name'], MAX_NAME);
  }
  const currency = claimed['currency'];
  if (typeof currency !== 'string' || kindOf(currency) === null) {
    return wrong(`${place}.currency`, 'There is no such currency, and there are no such points.', REMEDY);
  }
  const sources = checkChosen(claimed['sources'], SOURCES, `${place}.sources`);
  if (!sources.ok) return sources;
  const programmes = checkProgrammes(claimed['programmes'], `${place}.programmes`);
  if (!programmes.ok) return programmes;
  const trust = checkChosen(claimed['trust'], TRUST_LEVELS, `${place}.trust`);
  if (!trust.ok) return trust;
  const bands = checkBands(claimed['bands'], currency, `${place}.bands`);
  if (!bands.ok) return bands;
  return ok({
    name,
    currency,
    sources: sources.value,
    programmes: programmes.value,
    trust: trust.value,
    bands: bands.value,
  });
}

function checkChosen<Word extends string>(
  claimed: unknown,
  words: readonly Word[],
  place: string,
): Result<Word[] | null> {
  if (claimed === null) return ok(null);
  if (!Array.isArray(claimed) || claimed.length === 0) {
    return wrong(place, 'Nothing is chosen: leave the condition out instead.', REMEDY);
  }
  const chosen: Word[] = [];
  for (const [at, each] of claimed.entries()) {
    const word = words.find((known) => known === each);
    if (word === undefined) return wrong(`${place}.${at}`, `Choose among ${words.join(', ')}.`, REMEDY);
    chosen.push(word);
  }
  return ok(chosen);
}

function checkProgrammes(claimed: unknown, place: string): Result<string[] | null> {
  if (claimed === null) return ok(null);
  if (!Array.isArray(claimed) || claimed.length === 0 || claimed.length > 50) {
    return wrong(place, 'Name 1 to 50 programmes, or leave the condition out.', REMEDY);
  }
  const named: string[] = [];
  for (const [at, each] of claimed.entries()) {
    if (typeof each !== 'string' || !PROGRAMME.test(each)) {
      return wrong(`${place}.${at}`, 'A programme is named like general or growth-2027.', REMEDY);
    }
    named.push(each);
  }
  return ok(named);
}

function checkBands(claimed: unknown, currency: string, place: string): Result<Band[]> {
  if (!Array.isArray(claimed) || claimed.length === 0 || claimed.length > 10) {
    return wrong(place, 'A rule says who must agree, in at most 10 limits.', REMEDY);
  }
  const bands: Band[] = [];
  for (const [at, each] of claimed.entries()) {
    const band = checkBand(each, currency, `${place}.${at}`);
    if (!band.ok) return band;
    const before = bands.at(-1);
    const problem =
      outOfOrder(band.value, before, at === claimed.length - 1, `${place}.${at}.upTo`) ??
      weaker(band.value, before, `${place}.${at}`) ??
      unbounded(band.value, currency, `${place}.${at}.managers`);
    if (problem !== null) return problem;
    bands.push(band.value);
  }
  return ok(bands);
}

function checkBand(claimed: unknown, currency: string, place: string): Result<Band> {
  if (!isFields(claimed)) return wrong(place, 'This is no limit.', REMEDY);
  const { upTo, managers, finance } = claimed;
  if (upTo !== null && !isWhole(upTo, 1, MAX_AMOUNT)) {
    const remedy = `Use an amount ${rangeText(1, MAX_AMOUNT, currency)}.`;
    return wrong(`${place}.upTo`, 'This cannot be a limit.', remedy);
  }
  if (managers !== 0 && managers !== 1 && managers !== 2) {
    return wrong(`${place}.managers`, 'Ask no, one or two managers.', REMEDY);
  }
  if (typeof finance !== 'boolean') return wrong(`${place}.finance`, 'Finance is asked or is not.', REMEDY);
  return ok({ upTo, managers, finance });
}

function outOfOrder(
  { upTo }: Band,
  before: Band | undefined,
  isLast: boolean,
  field: string,
): Refusal | null {
  if (upTo === null) return isLast ? null : wrong(field, 'Only the last limit may be open.', REMEDY);
  if (isLast) return wrong(field, 'The last band must take every amount above the others.', REMEDY);
  const least = before?.upTo ?? 0;
  return upTo <= least ? wrong(field, 'Limits must rise.', REMEDY) : null;
}

/** A larger amount needs everybody a smaller one does. */
function weaker({ managers, finance }: Band, before: Band | undefined, place: string): Refusal | null {
  if (before === undefined) return null;
  if (managers < before.managers) {
    return wrong(`${place}.managers`, 'A larger amount needs at least as many managers.', REMEDY);
  }
  return before.finance && !finance
    ? wrong(`${place}.finance`, 'Finance agrees to a smaller amount, so it is asked here, too.', REMEDY)
    : null;
}

/** Points and thanks leave no account of ours; of money policy alone approves little. */
function unbounded({ upTo, managers, finance }: Band, currency: string, field: string): Refusal | null {
  if (kindOf(currency) !== 'money' || managers > 0 || finance) return null;
  if (upTo !== null && upTo <= AUTOMATIC_MOST) return null;
  const most = formatAmount(AUTOMATIC_MOST, currency);
  return wrong(field, `Without anybody, at most ${most} is approved.`, 'Ask a manager above that.');
}
