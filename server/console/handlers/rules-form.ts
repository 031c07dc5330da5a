import type { CatalogueItem } from '#core/catalogue/item.ts';
import { ok, type Result } from '#core/problem.ts';
import { ACT_SOURCES, type RewardRule } from '#core/reward/rule.ts';
import { dealUnit } from '#server/console/pages/rules/words.ts';
import { ticked, ticks } from '#server/console/parts/boxes.tsx';
import { amountText, listOf, readWorth, wholeOf } from './catalogue-form.ts';

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
      conditions.minDealAmount === null ? '' : amountText(conditions.minDealAmount, dealUnit(unit)),
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
export function unitIn(values: Values, items: readonly CatalogueItem[]): string {
  const item = (values['item'] ?? '').trim();
  return items.find(({ id }) => id === item)?.currency ?? currencyIn(values);
}

function currencyIn(values: Values): string {
  const typed = (values['currency'] ?? '').trim();
  return /^[a-z]{3}$/i.test(typed) ? typed.toUpperCase() : typed;
}

/** A rule as it was typed, for core to check. Fails with `invalid_input` for what is no amount. */
export function readRule(values: Values, items: readonly CatalogueItem[]): Result<Record<string, unknown>> {
  const text = (name: string) => (values[name] ?? '').trim();
  const item = text('item');
  const currency = currencyIn(values);
  const amount = item === '' ? readWorth(text('amount'), currency, 'amount') : ok(null);
  if (!amount.ok) return amount;
  const unit = unitIn(values, items);
  const caps = readCaps(values, unit);
  if (!caps.ok) return caps;
  const typedDeal = text('conditions.minDealAmount');
  const deal = typedDeal === '' ? ok(null) : readWorth(typedDeal, dealUnit(unit), 'conditions.minDealAmount');
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
      minDealAmount: deal.value,
    },
    ...(item === '' ? { amount: amount.value, currency } : { item }),
    programme: text('programme'),
    holdDays: wholeOf(text('holdDays')),
    caps: caps.value,
  });
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
