import { parseTime } from '#connectors/shared/time.ts';
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

/** Epoch milliseconds of one of the record's own times; null where HubSpot sent none that can be read. */
export function timeOf(record: WireRecord, name: 'createdAt' | 'updatedAt'): number | null {
  const sent = record[name];
  return typeof sent === 'string' ? parseTime(sent) : null;
}
