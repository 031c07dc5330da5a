import type { CatalogueItem } from '#core/catalogue/item.ts';
import { ok, type Result } from '#core/problem.ts';
import { ACT_SOURCES, type RewardRule } from '#core/reward/rule.ts';
import { ticked, ticks } from '#server/console/parts/boxes.tsx';
import { amountText, listOf, readWorth, wholeOf } from './catalogue-form.ts';

type Values = Record<string, string>;

const MOST_CAPS = 10;

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
    'conditions.tiers': (conditions.tiers ?? []).join(', '),
    'conditions.minDealAmount': conditions.minDealAmount === null ? '' : String(conditions.minDealAmount),
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

/** How many rows of caps a form shows: those in use and one to spare. */
export function capRows(values: Values): number {
  const used = Array.from({ length: MOST_CAPS }, (_, place) => place).findLast((place) =>
    isUsed(values, place),
  );
  return Math.min(MOST_CAPS, (used ?? 0) + 2);
}

/** A rule as it was typed, for core to check. Fails with `invalid_input` for what is no amount. */
export function readRule(values: Values, items: readonly CatalogueItem[]): Result<Record<string, unknown>> {
  const text = (name: string) => (values[name] ?? '').trim();
  const item = text('item');
  const typed = text('currency');
  const currency = /^[a-z]{3}$/i.test(typed) ? typed.toUpperCase() : typed;
  const amount = item === '' ? readWorth(text('amount'), currency, 'amount') : ok(null);
  if (!amount.ok) return amount;
  const caps = readCaps(values, items.find(({ id }) => id === item)?.currency ?? currency);
  if (!caps.ok) return caps;
  const deal = text('conditions.minDealAmount');
  return ok({
    name: text('name'),
    act: text('act'),
    active: text('active') !== 'no',
    conditions: {
      sources: ticked(values, 'conditions.sources', ACT_SOURCES),
      occurrence: text('conditions.occurrence'),
      industries: listOf(text('conditions.industries')),
      tiers: listOf(text('conditions.tiers')),
      minDealAmount: deal === '' ? null : wholeOf(deal),
    },
    ...(item === '' ? { amount: amount.value, currency } : { item }),
    programme: text('programme'),
    holdDays: wholeOf(text('holdDays')),
    caps: caps.value,
  });
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
