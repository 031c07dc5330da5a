import { DAY } from '#core/time.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const FULL = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** How long ago `at` was, or how far ahead it is; beyond a month the date. Epoch milliseconds. */
export function ago(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < MINUTE) return at > now ? 'in a moment' : 'just now';
  if (distance > 30 * DAY) return formatDay(at);
  const [n, unit] = unitsOf(distance);
  return at > now ? `in ${n} ${unit}` : `${n} ${unit} ago`;
}

function unitsOf(distance: number): [number, string] {
  if (distance < HOUR) return [Math.floor(distance / MINUTE), 'min'];
  if (distance < DAY) return [Math.floor(distance / HOUR), 'h'];
  const days = Math.floor(distance / DAY);
  return [days, days === 1 ? 'day' : 'days'];
}

/** `12 Mar 2026`, in UTC. */
export function formatDay(at: number): string {
  return DATE.format(at);
}

/** `12 Mar 2026, 14:05 UTC`. */
export function formatTime(at: number): string {
  return `${FULL.format(at)} UTC`;
}
