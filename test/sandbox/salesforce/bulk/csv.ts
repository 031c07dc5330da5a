import type { Value } from '../org/row.ts';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

const MOMENT_LENGTH = 28;

/** One line as Bulk API 2.0 writes it: every value quoted, an empty one too, moments ending in Z. */
export function csvLine(values: readonly Value[]): string {
  return `${values.map(quoted).join(',')}\n`;
}

function quoted(value: Value): string {
  if (value === null) return '""';
  if (typeof value !== 'string') return `"${value}"`;
  const text = value.length === MOMENT_LENGTH && MOMENT.test(value) ? value.replace('+0000', 'Z') : value;
  return `"${text.replaceAll('"', '""')}"`;
}
