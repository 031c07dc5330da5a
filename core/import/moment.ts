import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';

/** Whether 03/04/2024 is the third of April or the fourth of March. */
export type DayOrder = 'day_first' | 'month_first';

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?(?: ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`);
const TWO_DIGIT_YEAR = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(\D|$)/;
const SERIAL = /^\d{5}(?:[.,]\d{1,12})?$/;
const EPOCH = /^(\d{10}|\d{13})$/;
const MAX_LENGTH = 64;

/** What Excel counts its days from, so that 1 March 1900 is day 61 (its 1900 has a 29 February). */
const SERIAL_START = Date.UTC(1899, 11, 30);
const SERIALS = { min: 36_526, max: 73_050 };

/**
 * Reads a date or a time: ISO 8601 with or without a zone, `dd-mm-yyyy`, `dd/mm/yyyy`, `mm/dd/yyyy` as `order` says,
 * `dd.mm.yyyy`, each with a time after it where there is one, a day number of Excel (1900 system), or ten or thirteen
 * digits of epoch seconds or milliseconds. `toInstant` reads what names no zone. Gives epoch milliseconds; fails with
 * `invalid_input` and the field `occurredAt`.
 */
export function parseMoment(
  text: string,
  order: DayOrder | null,
  toInstant: (wall: number) => number,
): Result<number> {
  const cell = text.trim();
  if (cell === '') return unreadable('The row has no date.', 'Fill in when it happened.');
  if (cell.length > MAX_LENGTH)
    return unreadable('The date is too long to be one.', 'Write it as 2024-01-31.');
  if (EPOCH.test(cell)) return ok(cell.length === 10 ? Number(cell) * 1000 : Number(cell));
  if (SERIAL.test(cell)) return readSerial(cell, toInstant);
  const match = YEAR_FIRST.exec(cell) ?? YEAR_LAST.exec(cell);
  if (match === null) return noDate(cell);
  const day = dayOf(match, order);
  if (day === null) return notOnTheCalendar(cell, order);
  const time = timeOf(match);
  if (time === null) return unreadable(`${quoted(cell)} has no possible time of day.`, 'Write it as 13:45.');
  const zone = match[10];
  return ok(zone === undefined ? toInstant(day + time) : day + time - offsetIn(zone));
}

/** What a cell tells of the order of its column: one of the two, either, or nothing. */
export function orderIn(text: string): DayOrder | 'either' | null {
  const match = YEAR_LAST.exec(text.trim().slice(0, MAX_LENGTH));
  if (match === null || match[2] === '.') return null;
  const [a, b] = [Number(match[1]), Number(match[3])];
  if (a === b || a < 1 || b < 1 || (a > 12 && b > 12) || a > 31 || b > 31) return null;
  if (a > 12) return 'day_first';
  return b > 12 ? 'month_first' : 'either';
}

function dayOf(match: RegExpExecArray, order: DayOrder | null): number | null {
  const [one, three, four] = [Number(match[1]), Number(match[3]), Number(match[4])];
  if (match[1]?.length === 4) return dayOn(one, three, four);
  // Nobody writes the month first with dots.
  const dayFirst = match[2] === '.' || order !== 'month_first';
  return dayFirst ? dayOn(four, three, one) : dayOn(four, one, three);
}

/** A day of the calendar at 0:00, or null where there is no such day. */
function dayOn(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month - 1, day);
  const found = new Date(at);
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day && year >= 100 ? at : null;
}

function timeOf(match: RegExpExecArray): number | null {
  const [hours, minutes, seconds] = [match[5], match[6], match[7]].map((part) => Number(part ?? 0));
  const half = match[9]?.toLowerCase();
  const fraction = Math.floor(Number(`0.${match[8] ?? 0}`) * 1000);
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  if (minutes > 59 || seconds > 59 || hours > (half === undefined ? 24 : 12)) return null;
  if ((half !== undefined && hours === 0) || (hours === 24 && minutes + seconds + fraction > 0)) return null;
  const hour = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  return ((hour * 60 + minutes) * 60 + seconds) * 1000 + fraction;
}

function offsetIn(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -ahead : ahead;
}

function readSerial(cell: string, toInstant: (wall: number) => number): Result<number> {
  const days = Number(cell.replace(',', '.'));
  if (days < SERIALS.min || days >= SERIALS.max) return noDate(cell);
  // Excel keeps times as fractions of a day; a second is the least of them that is meant.
  return ok(toInstant(SERIAL_START + Math.round((days * DAY) / 1000) * 1000));
}

function noDate(cell: string): Result<never> {
  if (TWO_DIGIT_YEAR.test(cell)) {
    return unreadable(`${quoted(cell)} has a year of two digits.`, 'Write the year with four.');
  }
  return unreadable(
    `${quoted(cell)} is no date we can read.`,
    'Write it as 2024-01-31, 31-01-2024 or 2024-01-31T13:45:00+01:00.',
  );
}

function notOnTheCalendar(cell: string, order: DayOrder | null): Result<never> {
  const other = orderIn(cell);
  if (order !== null && (other === 'day_first' || other === 'month_first') && other !== order) {
    const words = order === 'day_first' ? 'the day first' : 'the month first';
    return unreadable(
      `${quoted(cell)} cannot be read with ${words}, as the rest of its column is.`,
      'Write all dates of the column in one order.',
    );
  }
  return unreadable(`${quoted(cell)} is not a day of the calendar.`, 'Correct the day or the month.');
}

function unreadable(message: string, remedy: string): Result<never> {
  return refuse('invalid_input', message, remedy, 'occurredAt');
}

/** A cell as shown in a reason; an address might name somebody, so it is left out. */
export function quoted(cell: string): string {
  return cell.includes('@') ? 'An address' : `"${cell.toWellFormed().slice(0, 40)}"`;
}
