import { DEFAULT_SETTINGS, type FraudSettings } from '#core/fraud/settings.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';

/** The settings in force: the last that were kept, or the defaults. */
export function fraudSettings({ sql }: Store): FraudSettings {
  const row = first<{ value: string }>(sql, 'SELECT value FROM fraud_setting ORDER BY id DESC LIMIT 1');
  return row === undefined ? DEFAULT_SETTINGS : (JSON.parse(row.value) as FraudSettings);
}

/** Keeps checked settings from now on; those before stay on record. */
export function keepFraudSettings(store: Store, settings: FraudSettings, by: string): void {
  const value = JSON.stringify(settings);
  if (value === JSON.stringify(fraudSettings(store))) return;
  store.sql.run('INSERT INTO fraud_setting (at, by, value) VALUES (?, ?, ?)', store.now(), by, value);
  note(store, by, 'fraud.settings', 'setting:fraud', value.slice(0, 2000));
}
