import type { WireRecord } from './schema.ts';

/** A property's text, trimmed; empty where the record has none. */
export function text(record: WireRecord, property: string): string {
  const value = record.properties[property];
  return typeof value === 'string' ? value.trim() : '';
}

/** The same, with null for empty. */
export function textOrNull(record: WireRecord, property: string): string | null {
  return text(record, property) || null;
}
