import { ok, refuse, type Result } from '#core/problem.ts';
import { quoted } from './moment.ts';

/** What stands before the decimals of a number. */
export type DecimalMark = 'comma' | 'dot';

/** Spaces of all kinds and apostrophes between groups of three digits. */
const GROUPS = /(?<=\d)[\s'’](?=\d{3}(?!\d))/g;
const MARKED = /^[+-]?[\d.,]+$/;
const MAX_LENGTH = 64;

/** What a cell tells of the decimal mark of its column: one of the two, either, or nothing. */
export function markIn(text: string): DecimalMark | 'either' | null {
  const cell = plain(text);
  if (cell.length > MAX_LENGTH || !MARKED.test(cell)) return null;
  const [commas, dots] = [cell.split(',').length - 1, cell.split('.').length - 1];
  if (commas + dots === 0) return null;
  if (commas > 0 && dots > 0) return cell.lastIndexOf(',') > cell.lastIndexOf('.') ? 'comma' : 'dot';
  if (commas > 1) return 'dot';
  if (dots > 1) return 'comma';
  if (/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(cell)) return 'either';
  return commas === 1 ? 'comma' : 'dot';
}

/**
 * Reads a number with the given decimal mark; the other mark, a space or an apostrophe may part groups of three
 * digits. Null where the cell is blank. Fails with `invalid_input` and the field `value`.
 */
export function parseDecimal(text: string, mark: DecimalMark): Result<number | null> {
  const cell = plain(text);
  if (cell === '') return ok(null);
  const written = mark === 'comma' ? swapMarks(cell) : cell;
  const isNumber =
    cell.length <= MAX_LENGTH &&
    (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(written) ||
      /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(written));
  const value = Number(written.replaceAll(',', ''));
  if (isNumber && Number.isFinite(value)) return ok(value);
  const example = mark === 'comma' ? '4,5' : '4.5';
  return refuse(
    'invalid_input',
    `${quoted(text.trim())} is not a number with a decimal ${mark}.`,
    `Write it as ${example}, without units.`,
    'value',
  );
}

function plain(text: string): string {
  return text.trim().replaceAll(GROUPS, '').replace(/^−/, '-');
}

function swapMarks(text: string): string {
  return text.replaceAll(/[.,]/g, (mark) => (mark === ',' ? '.' : ','));
}
