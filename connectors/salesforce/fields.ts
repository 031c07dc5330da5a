import { parseTime } from '#connectors/shared/time.ts';

/** A row as Salesforce sends it: typed values over REST, text alone over Bulk. */
export type WireRow = Record<string, unknown>;

/** Whether something within a row is a row itself, or a list of them. */
export function isRow(value: unknown): value is WireRow {
  return typeof value === 'object' && value !== null;
}

/** A field's text, trimmed; empty where the row has none. A path such as `Campaign.Type` leads through relations. */
export function text(row: WireRow, path: string): string {
  const value = path.includes('.') ? leadTo(row, path) : row[path];
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function leadTo(row: WireRow, path: string): unknown {
  let value: unknown = row;
  for (const name of path.split('.')) value = isRow(value) ? value[name] : undefined;
  return value;
}

/** The same, with null for empty. */
export function textOrNull(row: WireRow, path: string): string | null {
  return text(row, path) || null;
}

/** Whether a checkbox is ticked. */
export function isTrue(row: WireRow, field: string): boolean {
  return text(row, field) === 'true';
}

/** Epoch milliseconds of a date or dateTime; null where there is none that can be read. */
export function timeOf(row: WireRow, path: string): number | null {
  return parseTime(text(row, path));
}

/** A row's id, which every query asks for. */
export function idOf(row: WireRow): string {
  return text(row, 'Id');
}

/** The rows of a relation that were queried along with this one. */
export function related(row: WireRow, relation: string): WireRow[] {
  const value = row[relation];
  return isRow(value) && Array.isArray(value['records']) ? value['records'] : [];
}
