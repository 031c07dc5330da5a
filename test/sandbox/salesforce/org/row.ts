/** A value as it stands in a JSON answer: moments as `2026-11-22T20:47:24.000+0000`, days as `2026-11-22`. */
export type Value = string | number | boolean | null;

/** One record by field name; what is not there is null. Replaced as a whole on every change. */
export type Row = Readonly<Record<string, Value>>;

/** Salesforce's spelling of a moment (epoch milliseconds), at its precision: whole seconds. */
export function toMoment(at: number): string {
  return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, -1)}+0000`;
}

/** A field as text, empty where it holds nothing. */
export function textOf(row: Row, field: string): string {
  const value = row[field] ?? null;
  return value === null ? '' : String(value);
}

export function idOf(row: Row): string {
  return textOf(row, 'Id');
}

export function isDeleted(row: Row): boolean {
  return row['IsDeleted'] === true;
}
