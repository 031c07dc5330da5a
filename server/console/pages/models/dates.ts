import { formatDay } from '#server/console/parts/ago.ts';

/** `1 Jun 2026`; `3 dates from 1 Jun 2026 to 1 Aug 2026`. */
export function dates(cutoffs: number[]): string {
  const [first, last] = [cutoffs[0], cutoffs.at(-1)];
  if (first === undefined || last === undefined) return 'no date';
  return first === last
    ? formatDay(first)
    : `${cutoffs.length} dates from ${formatDay(first)} to ${formatDay(last)}`;
}
