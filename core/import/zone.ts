import { DAY } from '#core/time.ts';

const STEP = 900_000;

/** Whether a name is a time zone of the IANA database, such as `Europe/Berlin`; offsets and abbreviations are not. */
export function isZone(name: string): boolean {
  if (!/^(UTC|[A-Za-z_]+\/[A-Za-z0-9_+\-/]+)$/.test(name) || name.length > 60) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * Reads wall clocks of one zone: local time, written as if it were UTC (epoch milliseconds), to the instant it names.
 * An hour the clocks leap over reads as the hour after it (02:30 as 03:30); one they go through twice is the first of
 * the two. That is the `compatible` rule of RFC 5545 and of ECMAScript's Temporal.
 */
export function wallClockOf(zone: string): (wall: number) => number {
  const offset = offsetOf(zone);
  return (wall) => {
    const before = wall - offset(wall - DAY);
    if (before + offset(before) === wall) return before;
    const after = wall - offset(wall + DAY);
    return after + offset(after) === wall ? after : before;
  };
}

/** The end of a day (`2026-11-30`) in a time zone, in UTC where we know no such zone; NaN where it is no day. */
export function endOfDay(day: string, zone: string): number {
  const wall = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) + DAY : Number.NaN;
  return Number.isNaN(wall) ? wall : wallClockOf(isZone(zone) ? zone : 'UTC')(wall);
}

/** How far a zone is ahead of UTC at an instant, in milliseconds; clocks change at quarters of an hour only. */
function offsetOf(zone: string): (at: number) => number {
  if (zone === 'UTC') return () => 0;
  const known = new Map<number, number>();
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const quarter = Math.floor(at / STEP) * STEP;
    const before = known.get(quarter);
    if (before !== undefined) return before;
    const parts = new Map(format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    const [year, month, day] = [part('year'), part('month') - 1, part('day')];
    const found = Date.UTC(year, month, day, part('hour'), part('minute'), part('second')) - quarter;
    known.set(quarter, found);
    return found;
  };
}
