import { DAY } from '#core/time.ts';

/** Days such as `2026-11-23` as moments: from the beginning of the first to the end of the last, UTC. */
export function periodOf(from: string | null, until: string | null) {
  const begin = from === null ? Number.NaN : Date.parse(`${from}T00:00:00Z`);
  const last = until === null ? Number.NaN : Date.parse(`${until}T00:00:00Z`);
  return {
    from: Number.isNaN(begin) ? null : begin,
    until: Number.isNaN(last) ? null : last + DAY,
  };
}
