import { DEFAULT_TAX_SETTINGS, type TaxSettings } from '#core/tax/settings.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';

const NAME = 'tax_settings';

/** The dated limits in force: the last that were kept, or the defaults. */
export function taxSettings({ sql }: Store): TaxSettings {
  const row = first<{ value: string }>(sql, 'SELECT value FROM setting WHERE name = ?', NAME);
  if (row === undefined) return DEFAULT_TAX_SETTINGS;
  return { ...DEFAULT_TAX_SETTINGS, ...(JSON.parse(row.value) as Partial<TaxSettings>) };
}

/** Keeps checked limits from now on. */
export function keepTaxSettings(store: Store, settings: TaxSettings, by: string): void {
  const { us_1099_threshold, disclosure_text } = settings;
  const value = JSON.stringify({ us_1099_threshold, disclosure_text });
  if (JSON.stringify(settings) === JSON.stringify(taxSettings(store))) return;
  store.sql.run(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    NAME,
    value,
  );
  note(store, by, 'tax.settings', 'setting:tax', value.slice(0, 2000));
}
