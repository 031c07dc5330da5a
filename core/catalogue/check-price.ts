import { ok, type Result } from '#core/problem.ts';
import { isCurrency, NAME_A_CURRENCY, rangeText } from '#core/reward/currency.ts';
import { MAX_AMOUNT, PROGRAMME, THANKS } from '#core/reward/reward.ts';
import { countText, isFields, isWhole, wrong } from '#core/claimed.ts';
import { rewardKindOf, type CatalogueItem, type ItemKind } from './item.ts';

const MAX_STOCK = 1_000_000;

/** What an item is priced at, costs us, and how many there are. Fails with `invalid_input` naming the field. */
export function checkPrice(
  claimed: Readonly<Record<string, unknown>>,
  kind: ItemKind,
): Result<Pick<CatalogueItem, 'price' | 'currency' | 'cost' | 'stock'>> {
  const { price, currency, cost = null, stock = null } = claimed;
  const unit = rewardKindOf(kind);
  if (typeof currency !== 'string' || !isUnit(currency, unit)) return noUnit(unit);
  const least = unit === 'thanks' ? 0 : 1;
  const most = unit === 'thanks' ? 0 : MAX_AMOUNT;
  if (!isWhole(price, least, most)) {
    const remedy =
      unit === 'thanks' ? 'Thanks cost 0.' : `Use an amount ${rangeText(least, most, currency)}.`;
    return wrong('price', 'This cannot be the price.', remedy);
  }
  const known = checkCost(cost);
  if (!known.ok) return known;
  if (stock !== null && !isWhole(stock, 0, MAX_STOCK)) {
    const remedy = `Use a whole number from 0 to ${countText(MAX_STOCK)}, or leave it out where there is no end of them.`;
    return wrong('stock', 'This cannot be in stock.', remedy);
  }
  return ok({ price, currency, cost: known.value, stock });
}

function isUnit(currency: string, unit: ReturnType<typeof rewardKindOf>): boolean {
  if (unit === 'money') return isCurrency(currency);
  if (unit === 'thanks') return currency === THANKS;
  return currency.startsWith('points:') && PROGRAMME.test(currency.slice('points:'.length));
}

function noUnit(unit: ReturnType<typeof rewardKindOf>): Result<never> {
  const wanted = {
    money: NAME_A_CURRENCY,
    points: 'Name the points of a programme.',
    thanks: `Use ${THANKS}.`,
  };
  return wrong('currency', 'An item of this kind is not priced in that.', wanted[unit]);
}

function checkCost(cost: unknown): Result<CatalogueItem['cost']> {
  if (cost === null) return ok(null);
  const { amount, currency } = isFields(cost) ? cost : {};
  if (typeof currency !== 'string' || !isCurrency(currency)) {
    return wrong('cost', 'The cost is in no currency we know.', NAME_A_CURRENCY);
  }
  const remedy = `Use an amount ${rangeText(0, MAX_AMOUNT, currency)}.`;
  return isWhole(amount, 0, MAX_AMOUNT)
    ? ok({ amount, currency })
    : wrong('cost', 'This cannot be the cost.', remedy);
}
