/** Counts calls in a sliding window. */
export class SlidingWindow {
  readonly #windowMs: number;
  #calls: number[] = [];

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Takes one call at `now`; null when `limit` is used up, else how many are left. */
  take(now: number, limit: number): number | null {
    const start = now - this.#windowMs;
    let old = 0;
    while (old < this.#calls.length && this.#calls[old]! <= start) old++;
    if (old > 0) this.#calls = this.#calls.slice(old);
    if (this.#calls.length >= limit) return null;
    this.#calls.push(now);
    return limit - this.#calls.length;
  }
}

/** The headers HubSpot sends on every limited call except search. */
export function rateLimitHeaders(limit: number, remaining: number): Record<string, string> {
  return {
    'x-hubspot-ratelimit-max': String(limit),
    'x-hubspot-ratelimit-remaining': String(remaining),
    'x-hubspot-ratelimit-interval-milliseconds': '10000',
    'x-hubspot-ratelimit-secondly': String(Math.floor(limit / 10)),
    'x-hubspot-ratelimit-secondly-remaining': String(Math.min(remaining, Math.floor(limit / 10))),
  };
}
