import type { CatalogueItem } from '#core/catalogue/item.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { checkRewardRule } from '#core/reward/check-rules.ts';
import { ACT_SOURCES, type RewardRule, type RuleConditions } from '#core/reward/rule.ts';
import { dealUnit } from '#server/console/pages/rules/words.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import { ticked, ticks } from '#server/console/parts/boxes.tsx';
import { amountText, listOf, readWorth, wholeOf } from './catalogue-form.ts';
import { faultsIn, inRow, unticked } from './faults.ts';

type Values = Record<string, string>;

const MOST_CAPS = 10;

/** The id of a new rule, from its name: one that no rule has yet. */
export function idFrom(name: string, taken: readonly string[]): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  const base = words.replace(/^-/, '').slice(0, 50).replace(/-$/, '') || 'rule';
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** What a rule puts into the fields of its form; `unit` is what its caps count in. */
export function ruleValues(rule: RewardRule, unit: string): Values {
  const { conditions, item, amount, currency, caps } = rule;
  const values: Values = {
    id: rule.id,
    name: rule.name,
    act: rule.act,
    active: rule.active ? 'yes' : 'no',
    ...ticks('conditions.sources', conditions.sources),
    'conditions.occurrence': conditions.occurrence,
    'conditions.industries': (conditions.industries ?? []).join(', '),
    ...ticks('conditions.tiers', conditions.tiers),
    'conditions.minDealAmount':
      conditions.minDealAmount === null
        ? ''
        : amountText(conditions.minDealAmount, dealUnit(conditions, unit)),
    'conditions.minDealCurrency': conditions.minDealAmount === null ? '' : dealUnit(conditions, unit),
    item: item ?? '',
    amount: amount === null || currency === null ? '' : amountText(amount, currency),
    currency: currency ?? '',
    programme: rule.programme,
    holdDays: String(rule.holdDays),
  };
  for (const [place, cap] of caps.entries()) {
    values[`caps.${place}.per`] = cap.per;
    values[`caps.${place}.period`] = cap.period;
    values[`caps.${place}.count`] = cap.count === null ? '' : String(cap.count);
    values[`caps.${place}.amount`] = cap.amount === null ? '' : amountText(cap.amount, unit);
  }
  return values;
}

/** How many rows of caps a form shows: those in use or asked for, and at least one. */
export function capRows(values: Values): number {
  const used = Array.from({ length: MOST_CAPS }, (_, place) => place).findLast((place) =>
    isUsed(values, place),
  );
  const asked = wholeOf(values['caps.rows'] ?? '');
  return Math.min(MOST_CAPS, Math.max(1, (used ?? -1) + 1, Number.isSafeInteger(asked) ? asked : 0));
}

/** What a rule as it was typed is paid in. */
function unitIn(values: Values, items: readonly CatalogueItem[]): string {
  const item = (values['item'] ?? '').trim();
  return items.find(({ id }) => id === item)?.currency ?? values['currency'] ?? '';
}

/** A rule as it was typed, for core to check. Fails with `invalid_input` for what is no amount. */
export function readRule(values: Values, items: readonly CatalogueItem[]): Result<Record<string, unknown>> {
  const text = (name: string) => (values[name] ?? '').trim();
  const item = text('item');
  const currency = text('currency');
  const amount = item === '' ? readWorth(text('amount'), currency, 'amount') : ok(null);
  if (!amount.ok) return amount;
  const unit = unitIn(values, items);
  const caps = readCaps(values, unit);
  if (!caps.ok) return caps;
  const deal = readDeal(text('conditions.minDealAmount'), text('conditions.minDealCurrency'));
  if (!deal.ok) return deal;
  return ok({
    name: text('name'),
    act: text('act'),
    active: text('active') !== 'no',
    conditions: {
      sources: ticked(values, 'conditions.sources', ACT_SOURCES),
      occurrence: text('conditions.occurrence'),
      industries: listOf(text('conditions.industries')),
      tiers: tickedTiers(values),
      ...deal.value,
    },
    ...(item === '' ? { amount: amount.value, currency } : { item }),
    programme: text('programme'),
    holdDays: wholeOf(text('holdDays')),
    caps: caps.value,
  });
}

/** The least deal as it was typed; where it is empty, its currency counts for nothing. */
function readDeal(
  typed: string,
  currency: string,
): Result<Pick<RuleConditions, 'minDealAmount' | 'minDealCurrency'>> {
  if (typed === '') return ok({ minDealAmount: null, minDealCurrency: null });
  const amount = readAmount(typed, currency);
  if (amount.ok) return ok({ minDealAmount: amount.value, minDealCurrency: currency });
  const field = `conditions.minDeal${amount.problem.field === 'currency' ? 'Currency' : 'Amount'}`;
  return { ok: false, problem: { ...amount.problem, field } };
}

/** Every tier that is ticked; core checks what it is. */
function tickedTiers(values: Values): string[] | null {
  const place = 'conditions.tiers.';
  const names = Object.keys(values).filter((name) => name.startsWith(place));
  return ticked(
    values,
    'conditions.tiers',
    names.map((name) => name.slice(place.length)),
  );
}

function readCaps(values: Values, unit: string): Result<Record<string, unknown>[]> {
  const caps: Record<string, unknown>[] = [];
  for (let place = 0; place < MOST_CAPS; place += 1) {
    if (!isUsed(values, place)) continue;
    const text = (field: string) => (values[`caps.${place}.${field}`] ?? '').trim();
    const amount = text('amount') === '' ? ok(null) : readWorth(text('amount'), unit, `caps.${place}.amount`);
    if (!amount.ok) return amount;
    const count = text('count') === '' ? null : wholeOf(text('count'));
    caps.push({ per: text('per'), period: text('period'), count, amount: amount.value });
  }
  return ok(caps);
}

function isUsed(values: Values, place: number): boolean {
  return ['count', 'amount'].some((field) => (values[`caps.${place}.${field}`] ?? '').trim() !== '');
}

/** Everything that is wrong with a rule as it was typed. */
export function ruleFaults(values: Values, items: readonly CatalogueItem[]): Problem[] {
  const check = (typed: Values): Result<unknown> => {
    const read = readRule(typed, items);
    const checked = read.ok ? checkRewardRule({ ...read.value, id: 'rule' }, 'rules.0') : read;
    if (checked.ok || !read.ok) return checked;
    const used = Array.from({ length: MOST_CAPS }, (_, place) => place).filter((place) =>
      isUsed(typed, place),
    );
    return { ok: false, problem: inRow(named(checked.problem), 'caps', used) };
  };
  return faultsIn(values, check, passing);
}

/** The problem with its field as the form names it: without the place of the rule, or of a word in a list. */
export function named({ field = '', ...problem }: Problem): Problem {
  const own = field.replace(/^rules\.\d+\.?/, '');
  return { ...problem, field: own.replace(/^(conditions\.(?:industries|tiers))\.\d+$/, '$1') };
}

const PASSING: Values = {
  name: 'Rule',
  act: 'reference_call',
  amount: '1',
  currency: 'USD',
  programme: 'general',
  holdDays: '0',
  'conditions.occurrence': 'every',
  'conditions.minDealCurrency': 'USD',
};

/** What would pass in a field, the rest of the form being as it is. */
function passing(field: string, values: Values): Values {
  if (field === 'conditions.tiers' || field === 'conditions.sources') return unticked(values, field);
  const [, row, part] = /^(caps\.\d+)\.(\w+)$/.exec(field) ?? [];
  if (row === undefined || part === undefined) return { [field]: PASSING[field] ?? '' };
  // A cap that limits nothing is none.
  if (part === 'count') return { [field]: '1' };
  return { [field]: { per: 'person', period: 'month' }[part] ?? '' };
}
