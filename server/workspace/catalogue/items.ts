import { DEFAULT_CATALOGUE } from '#core/catalogue/default-catalogue.ts';
import { ITEM_KINDS, type CatalogueItem } from '#core/catalogue/item.ts';
import { refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

interface ItemRow {
  value: string;
  stock: number | null;
  archivedAt: number | null;
}

/** An item, and how many of it are reserved for rewards that wait. */
export interface ListedItem extends CatalogueItem {
  reserved: number;
}

/** Every item, archived ones last, by kind and price; a workspace that never changed one has the defaults. */
export function catalogueItems(store: Store): ListedItem[] {
  const rows = store.sql.all<ItemRow>(
    'SELECT value, stock, archived_at AS archivedAt FROM catalogue_item ORDER BY id',
  );
  const items = rows.length === 0 ? DEFAULT_CATALOGUE : rows.map(rowToItem);
  const reserved = reservedByItem(store);
  return items
    .map((item) => ({ ...item, reserved: reserved.get(item.id) ?? 0 }))
    .toSorted(
      (a, b) =>
        Number(a.archived) - Number(b.archived) ||
        ITEM_KINDS.indexOf(a.kind) - ITEM_KINDS.indexOf(b.kind) ||
        a.price - b.price ||
        a.name.localeCompare(b.name, 'en'),
    );
}

/** An item by id, or `not_found` naming `item`. */
export function findItem(store: Store, id: string): Result<ListedItem> {
  const found = catalogueItems(store).find((item) => item.id === id);
  return found === undefined
    ? refuse(
        'not_found',
        `There is no item ${id.toWellFormed().slice(0, 60)}.`,
        'List the catalogue to find the id.',
        'item',
      )
    : { ok: true, value: found };
}

/** Keeps an item. The first one that is changed makes the defaults the workspace's own. */
export function keepItem(store: Store, item: CatalogueItem): void {
  if (first(store.sql, 'SELECT 1 FROM catalogue_item LIMIT 1') === undefined) {
    for (const each of DEFAULT_CATALOGUE) writeItem(store, each);
  }
  writeItem(store, item);
}

function writeItem({ sql, now }: Store, { stock, archived, ...item }: CatalogueItem): void {
  sql.run(
    `INSERT INTO catalogue_item (id, value, stock, archived_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (id) DO UPDATE SET value = ?2, stock = ?3, updated_at = ?5,
       archived_at = CASE WHEN ?4 IS NULL THEN NULL ELSE coalesce(archived_at, ?4) END`,
    item.id,
    JSON.stringify(item),
    stock,
    archived ? now() : null,
    now(),
  );
}

function rowToItem({ value, stock, archivedAt }: ItemRow): CatalogueItem {
  const item = JSON.parse(value) as Omit<CatalogueItem, 'stock' | 'archived'>;
  return { ...item, stock, archived: archivedAt !== null };
}

function reservedByItem({ sql }: Store): Map<string, number> {
  const rows = sql.all<{ id: string; n: number }>(
    `SELECT item_id AS id, count(*) AS n FROM reward_item WHERE state = 'reserved' GROUP BY item_id`,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}
