import { RpcTarget } from 'cloudflare:workers';
import { checkItem, type ClaimedItem } from '#core/catalogue/check-item.ts';
import type { CatalogueItem } from '#core/catalogue/item.ts';
import { noText } from '#core/claimed.ts';
import { refuse, type Result } from '#core/problem.ts';
import { formatAmount } from '#core/reward/currency.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import { catalogueItems, findItem, keepItem, type ListedItem } from './items.ts';

const MOST_ITEMS = 500;
const MAX_NAME = 200;

/** What rewards can be. */
export class Catalogue extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Every item, archived ones last. */
  list(): ListedItem[] {
    return catalogueItems(this.#store);
  }

  get(id: string): Result<ListedItem> {
    return findItem(this.#store, id);
  }

  /**
   * Keeps an item under its id, new or changed, for rewards proposed from now on; `stock` left out stays as it is.
   * Fails with `invalid_input` naming the field: below what is reserved there is no stock.
   */
  put(id: string, claimed: ClaimedItem, by: string): Result<ListedItem> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const before = findItem(store, id);
      const kept = before.ok ? { stock: before.value.stock, archived: before.value.archived } : {};
      const item = checkItem({ ...kept, ...claimed, id });
      if (!item.ok) return item;
      const problem = objection(before, item.value, by, catalogueItems(store).length);
      if (problem !== null) return problem;
      if (before.ok && isSame(before.value, item.value)) return before;
      keepItem(store, item.value);
      note(
        store,
        by.trim(),
        before.ok ? 'catalogue.changed' : 'catalogue.added',
        `item:${id}`,
        inWords(item.value),
      );
      return findItem(store, id);
    });
  }

  /** Takes an item out of what can be proposed, or puts it back. What was proposed stays. */
  archive(id: string, archived: boolean, by: string): Result<ListedItem> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const before = findItem(store, id);
      if (!before.ok || before.value.archived === archived) return before;
      const { reserved: _, ...item } = before.value;
      keepItem(store, { ...item, archived });
      note(store, by, archived ? 'catalogue.archived' : 'catalogue.restored', `item:${id}`, item.name);
      return findItem(store, id);
    });
  }
}

function objection(
  before: Result<ListedItem>,
  item: CatalogueItem,
  by: string,
  count: number,
): Result<never> | null {
  const who = by.trim();
  if (who === '' || who.length > MAX_NAME) {
    return noText('by', 'The name of who decided it', who, MAX_NAME);
  }
  if (!before.ok && count >= MOST_ITEMS) {
    return refuse('invalid_input', 'The catalogue is full.', `Keep at most ${MOST_ITEMS} items.`, 'id');
  }
  const reserved = before.ok ? before.value.reserved : 0;
  if (item.stock !== null && item.stock < reserved) {
    const message = `${reserved} of these are reserved for rewards that wait.`;
    return refuse('invalid_input', message, `Keep ${reserved} or more, or decline what waits.`, 'stock');
  }
  return null;
}

function isSame(before: ListedItem, after: CatalogueItem): boolean {
  return JSON.stringify(before) === JSON.stringify({ ...before, ...after });
}

function inWords({ name, price, currency, kind, stock }: CatalogueItem): string {
  const left = stock === null ? '' : `, ${stock} in stock`;
  if (kind === 'thank_you') return `${name}${left}`;
  return `${name}, ${kind === 'points' ? `${price} ${currency}` : formatAmount(price, currency)}${left}`;
}
