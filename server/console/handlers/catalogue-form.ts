import { checkItem } from '#core/catalogue/check-item.ts';
import type { CatalogueItem } from '#core/catalogue/item.ts';
import { REWARDED } from '#core/reward/check-rules.ts';
import { isCurrency, minorDigits } from '#core/reward/currency.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import { ticked, ticks } from '#server/console/parts/boxes.tsx';
import { faultsIn, unticked } from './faults.ts';

type Values = Record<string, string>;

/** Minor units as they are typed; points as they are. */
export function amountText(amount: number, currency: string): string {
  if (!isCurrency(currency)) return String(amount);
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** An amount as typed: major units of money, whole points, or nothing of thanks. Fails naming `field`. */
export function readWorth(text: string, currency: string, field: string): Result<number> {
  if (!isCurrency(currency)) return ok(wholeOf(text));
  const amount = readAmount(text, currency);
  return amount.ok ? amount : { ok: false, problem: { ...amount.problem, field } };
}

/** A whole number as typed, thousands apart or not; not a number where it is none. */
export function wholeOf(text: string): number {
  const plain = text.replaceAll(/[,\s]/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
}

/** Words apart by commas; null where there are none. */
export function listOf(text: string): string[] | null {
  const words = text.split(',').flatMap((word) => (word.trim() === '' ? [] : word.trim()));
  return words.length === 0 ? null : words;
}

/** What an item puts into the fields of its form. */
export function itemValues(item: CatalogueItem): Values {
  const { price, currency, cost, stock } = item;
  return {
    id: item.id,
    name: item.name,
    description: item.description,
    kind: item.kind,
    price: amountText(price, currency),
    currency,
    cost: cost === null ? '' : amountText(cost.amount, cost.currency),
    costCurrency: cost?.currency ?? '',
    stock: stock === null ? '' : String(stock),
    stockShown: stock === null ? '' : String(stock),
    markets: (item.markets ?? []).join(', '),
    programmes: (item.programmes ?? []).join(', '),
    taxClass: item.taxClass,
    ...ticks('acts', item.acts),
    disclosure: item.disclosure ?? '',
    imageUrl: item.imageUrl ?? '',
    provider: item.provider ?? '',
    product: item.product ?? '',
  };
}

/** An item as it was typed, for core to check. Stock that was not changed is left out: some may be gone meanwhile. */
export function readItem(values: Values, isKnown: boolean): Result<Record<string, unknown>> {
  const text = (name: string) => (values[name] ?? '').trim();
  const currency = text('currency');
  const price = readWorth(text('price'), currency, 'price');
  if (!price.ok) return price;
  const costCurrency = text('costCurrency');
  const cost = text('cost') === '' ? null : readAmount(text('cost'), costCurrency);
  if (cost?.ok === false) {
    const field = cost.problem.field === 'currency' ? 'costCurrency' : 'cost';
    return { ok: false, problem: { ...cost.problem, field } };
  }
  const isStockKept = isKnown && text('stock') === text('stockShown');
  return ok({
    name: text('name'),
    description: text('description'),
    kind: text('kind'),
    price: price.value,
    currency,
    cost: cost === null ? null : { amount: cost.value, currency: costCurrency },
    ...(isStockKept ? {} : { stock: text('stock') === '' ? null : wholeOf(text('stock')) }),
    markets: listOf(text('markets').toUpperCase()),
    programmes: listOf(text('programmes')),
    taxClass: text('taxClass'),
    acts: ticked(values, 'acts', REWARDED),
    disclosure: text('disclosure'),
    imageUrl: text('imageUrl'),
    provider: text('provider') === '' ? null : text('provider'),
    product: text('product'),
  });
}

/** Everything that is wrong with an item as it was typed; a word of a list is told at the list. */
export function itemFaults(values: Values, isKnown: boolean): Problem[] {
  const check = (typed: Values): Result<unknown> => {
    const read = readItem(typed, isKnown);
    if (!read.ok) return read;
    const checked = checkItem({ ...read.value, id: (typed['id'] ?? '').trim() });
    return checked.ok ? checked : { ok: false, problem: ofList(checked.problem) };
  };
  return faultsIn(values, check, passing);
}

/** The problem with its field as the form names it: a list of words is one field. */
export function ofList(problem: Problem): Problem {
  if (problem.field === undefined) return problem;
  return { ...problem, field: problem.field.replace(/^(markets|programmes|acts)\.\d+$/, '$1') };
}

/** What would pass in a field, the rest of the form being as it is. */
function passing(field: string, values: Values): Values {
  const kind = values['kind'] ?? '';
  const ours = kind === 'points' || kind === 'thank_you';
  const money = { points: 'points:general', thank_you: 'thanks' }[kind] ?? 'USD';
  const worth: Values = {
    id: 'item',
    name: 'Item',
    kind: 'swag',
    price: kind === 'thank_you' ? '0' : '1',
    currency: money,
    costCurrency: 'USD',
    taxClass: kind === 'gift_card' ? 'cash_equivalent' : ours ? 'none' : 'goods',
    disclosure: 'They got it from us.',
    product: 'product',
  };
  return field === 'acts' ? unticked(values, 'acts') : { [field]: worth[field] ?? '' };
}
