import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import type { DecimalMark } from './decimal.ts';
import type { DayOrder } from './moment.ts';
import { dayOrderOf, decimalMarkOf, type ColumnProfile } from './profile.ts';
import { isZone } from './zone.ts';

/** What a column of a file can be of a signal; `recordId` is the id of a person's record in a CRM. */
export const IMPORT_FIELDS = [
  'email',
  'personId',
  'recordId',
  'type',
  'occurredAt',
  'value',
  'source',
  'key',
  'reportedBy',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** How the columns of a file become signals. */
export interface ImportMapping {
  /** The column of each field, counted from 0. */
  columns: { [Field in ImportField]?: number | undefined };
  /** The type of every row, where no column names it. */
  type: SignalType | null;
  /** How dates such as 03/04/2024 are read; null lets the column decide. */
  dates: DayOrder | null;
  /** How numbers such as 1.234 are read; null lets the column decide. */
  decimals: DecimalMark | null;
  /** The IANA zone of times that name none. */
  zone: string;
  /** What becomes of a row about nobody we know: an error, or nothing at all. */
  unknown: 'refuse' | 'skip';
}

/**
 * The mapping with every choice made that the columns make themselves. Fails with `invalid_input` and the field at
 * fault where a column is missing, or where only a human can say how dates or numbers are meant.
 */
export function settleMapping(
  columns: readonly ColumnProfile[],
  mapping: ImportMapping,
): Result<ImportMapping> {
  const { occurredAt, value, type, email, personId, recordId } = mapping.columns;
  const given = Object.entries(mapping.columns).find(
    ([, at]) => at !== undefined && columns[at] === undefined,
  );
  if (given !== undefined) {
    return missing(`There is no column ${given[1]}.`, `Choose 0 to ${columns.length - 1}.`, given[0]);
  }
  if (email === undefined && personId === undefined && recordId === undefined) {
    return missing('No column says who it is about.', 'Choose the column with e-mails or ids.', 'email');
  }
  if (type === undefined && mapping.type === null) {
    const remedy = 'Choose the column that does, or one type for all rows.';
    return missing('Nothing says of which type the signals are.', remedy, 'type');
  }
  const date = occurredAt === undefined ? undefined : columns[occurredAt];
  if (date === undefined) {
    return missing('No column says when it happened.', 'Choose the column with dates.', 'occurredAt');
  }
  if (!isZone(mapping.zone)) {
    return missing('This is no time zone.', 'Name one such as Europe/Berlin or UTC.', 'zone');
  }
  const order = settle(mapping.dates, dayOrderOf(date));
  if (order === undefined) return unclear('dates', date, '03/04/2024', 'the day or the month');
  const number = value === undefined ? undefined : columns[value];
  const mark = number === undefined ? mapping.decimals : settle(mapping.decimals, decimalMarkOf(number));
  if (mark === undefined)
    return unclear('decimals', number, '1.234', 'a decimal mark or groups of thousands');
  return ok({ ...mapping, dates: order, decimals: mark });
}

function settle<Way>(chosen: Way | null, { way, asks }: { way: Way | null; asks: string | null }) {
  if (chosen !== null) return chosen;
  return asks === null ? way : undefined;
}

function unclear(
  field: 'dates' | 'decimals',
  column: ColumnProfile | undefined,
  example: string,
  question: string,
): Refusal {
  const name = column?.name ?? '';
  return missing(
    `The column "${name}" does not tell how ${example} is meant: ${question} could come first.`,
    field === 'dates'
      ? 'Say whether the day or the month comes first.'
      : 'Say whether decimals follow a comma or a dot.',
    field,
  );
}

function missing(message: string, remedy: string, field: string): Refusal {
  return refuse('invalid_input', message, remedy, field);
}
