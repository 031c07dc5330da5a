import type { ProviderName } from '#server/fulfilment/provider.ts';
import type { Kept } from '#server/fulfilment/providers.ts';
import { addressOf, readSettings, type ProviderSettings } from '#server/fulfilment/settings.ts';
import type { Secrets } from '#server/connection/secrets.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** One address of a provider, and what was set for it; no settings where whoever runs the server named it. */
export interface Edition<Name extends ProviderName = ProviderName> {
  number: number;
  address: string;
  settings: ProviderSettings[Name] | null;
}

/** What is kept of providers here: settings in the open, secrets sealed. */
export function keptProviders(store: Store, secrets: Secrets): Kept {
  return {
    edition: (name, number) =>
      number === null ? chosenEdition(store, name) : editionOf(store, name, number),
    secret: (name, field, edition) => secrets.open(secretField(name, field, edition)),
  };
}

/** The field a provider's secret is sealed under: each address has its own, so that none is told another's. */
export function secretField(name: ProviderName, field: string, edition: number): string {
  return edition === 1 ? `${name}.${field}` : `${name}.${field}@${edition}`;
}

/** The edition an admin chose last; null where nobody did. */
export function chosenEdition<Name extends ProviderName>(store: Store, name: Name): Edition<Name> | null {
  const row = first<{ edition: number }>(
    store.sql,
    'SELECT edition FROM fulfilment_provider WHERE name = ?',
    name,
  );
  return row === undefined ? null : editionOf(store, name, row.edition);
}

/** Every edition of a provider, newest first. */
export function editionsOf({ sql }: Store, name: ProviderName): { number: number; isFromServer: boolean }[] {
  return sql
    .all<{ number: number; isFromServer: number }>(
      `SELECT edition AS number, settings IS NULL AS isFromServer FROM fulfilment_edition WHERE provider = ?
       ORDER BY edition DESC`,
      name,
    )
    .map(({ number, isFromServer }) => ({ number, isFromServer: isFromServer === 1 }));
}

function editionOf<Name extends ProviderName>(
  { sql }: Store,
  name: Name,
  number: number,
): Edition<Name> | null {
  const row = first<{ address: string; settings: string | null }>(
    sql,
    'SELECT address, settings FROM fulfilment_edition WHERE provider = ? AND edition = ?',
    name,
    number,
  );
  if (row === undefined) return null;
  const read = row.settings === null ? null : readSettings(name, JSON.parse(row.settings));
  return { number, address: row.address, settings: read?.ok === true ? read.value : null };
}

/** The number an address of a provider has, or would have as the next. */
export function editionAt(
  { sql }: Store,
  name: ProviderName,
  { address, isFromServer }: { address: string; isFromServer: boolean },
): number {
  const known = first<{ edition: number }>(
    sql,
    'SELECT edition FROM fulfilment_edition WHERE provider = ? AND address = ? AND (settings IS NULL) = ?',
    name,
    address,
    isFromServer ? 1 : 0,
  );
  const newest = 'SELECT max(edition) AS edition FROM fulfilment_edition WHERE provider = ?';
  return known?.edition ?? (first<{ edition: number | null }>(sql, newest, name)?.edition ?? 0) + 1;
}

/**
 * The edition an order made now goes under, inside the caller's transaction; null where nobody said where it goes.
 * `server` is where whoever runs the server has orders for the company's own system go.
 */
export function editionNow(store: Store, name: ProviderName, server: string | null): number | null {
  const chosen = chosenEdition(store, name);
  if (chosen !== null) return chosen.number;
  const address = name === 'webhook' ? server : name === 'manual' ? '' : null;
  if (address === null) return null;
  const number = editionAt(store, name, { address, isFromServer: true });
  store.sql.run(
    'INSERT INTO fulfilment_edition (provider, edition, address) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    name,
    number,
    address,
  );
  return number;
}

/** Keeps what an admin set as an edition, inside the caller's transaction: an address keeps its number. */
export function keepSettings<Name extends ProviderName>(
  { sql, now }: Store,
  name: Name,
  { edition, settings, by }: { edition: number; settings: ProviderSettings[Name]; by: string },
): void {
  sql.run(
    `INSERT INTO fulfilment_edition (provider, edition, address, settings) VALUES (?, ?, ?, ?)
     ON CONFLICT (provider, edition) DO UPDATE SET settings = excluded.settings`,
    name,
    edition,
    addressOf(name, settings),
    JSON.stringify(settings),
  );
  sql.run(
    `INSERT INTO fulfilment_provider (name, edition, updated_by, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET edition = excluded.edition, updated_by = excluded.updated_by,
       updated_at = excluded.updated_at`,
    name,
    edition,
    by,
    now(),
  );
}
