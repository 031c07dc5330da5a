import { markIn, type DecimalMark } from './decimal.ts';
import { orderIn, type DayOrder } from './moment.ts';

/** How many cells of a column can only be read one way, the other way, or both ways. */
type Evidence<Way extends string> = Record<Way | 'either', number>;

/** What a whole column of a file tells of itself. */
export interface ColumnProfile {
  name: string;
  /** The first cells that hold something, shortened. */
  samples: string[];
  filled: number;
  dates: Evidence<DayOrder>;
  decimals: Evidence<DecimalMark>;
}

/** What to do about a column: nothing, one way that all of it can be read, or a question for a human. */
export type Reading<Way> = { way: Way | null; asks: 'never_told' | 'contradictory' | null };

const MOST_SAMPLES = 3;
const SAMPLE = 60;

/** Profiles of columns; `add` takes one row after another. */
export function createProfiles(header: readonly string[]) {
  const columns = header.map((name): ColumnProfile => ({
    name,
    samples: [],
    filled: 0,
    dates: { day_first: 0, month_first: 0, either: 0 },
    decimals: { comma: 0, dot: 0, either: 0 },
  }));
  return {
    columns,
    add(cells: readonly string[]): void {
      for (const [at, column] of columns.entries()) addCell(column, cells[at] ?? '');
    },
  };
}

function addCell(column: ColumnProfile, cell: string): void {
  if (cell === '') return;
  column.filled += 1;
  if (column.samples.length < MOST_SAMPLES && !column.samples.includes(cell.slice(0, SAMPLE))) {
    column.samples.push(cell.slice(0, SAMPLE));
  }
  const order = orderIn(cell);
  if (order !== null) column.dates[order] += 1;
  const mark = markIn(cell);
  if (mark !== null) column.decimals[mark] += 1;
}

/** How the dates of a column are read: one telling date decides for all, and without one nobody guesses. */
export function dayOrderOf({ dates }: ColumnProfile): Reading<DayOrder> {
  return readingOf(dates, 'day_first', 'month_first');
}

/** How the numbers of a column are read; as `dayOrderOf`. */
export function decimalMarkOf({ decimals }: ColumnProfile): Reading<DecimalMark> {
  return readingOf(decimals, 'comma', 'dot');
}

function readingOf<Way extends string>(found: Evidence<Way>, one: Way, other: Way): Reading<Way> {
  if (found[one] > 0 && found[other] > 0) return { way: null, asks: 'contradictory' };
  if (found[one] > 0) return { way: one, asks: null };
  if (found[other] > 0) return { way: other, asks: null };
  return { way: null, asks: found.either > 0 ? 'never_told' : null };
}
