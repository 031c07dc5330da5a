import { DAY } from '#core/time.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** How long ago `at` was, or how far ahead it is; beyond a month the date. Epoch milliseconds. */
export function ago(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < MINUTE) return at > now ? 'in a moment' : 'just now';
  if (distance > 30 * DAY) return formatDay(at);
  // What lies ahead is rounded, so that two weeks do not read as 13 days a second later.
  const [n, unit] = unitsOf(distance, at > now ? Math.round : Math.floor);
  return at > now ? `in ${n} ${unit}` : `${n} ${unit} ago`;
}

function unitsOf(distance: number, whole: (n: number) => number): [number, string] {
  if (distance < HOUR) return [whole(distance / MINUTE), 'min'];
  if (distance < DAY) return [whole(distance / HOUR), 'h'];
  const days = whole(distance / DAY);
  return [days, days === 1 ? 'day' : 'days'];
}

/** `12 Mar 2026`, in UTC. */
export function formatDay(at: number): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `12 Mar 2026, 14:05 UTC`, with seconds where they are asked for. */
export function formatTime(at: number, seconds = false): string {
  return `${formatDay(at)}, ${new Date(at).toISOString().slice(11, seconds ? 19 : 16)} UTC`;
}
