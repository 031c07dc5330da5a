/** Counts calls in a sliding window. */
export class SlidingWindow {
  readonly #windowMs: number;
  #calls: number[] = [];
  #first = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Takes one call at `now`; null when `limit` is used up, else how many are left. */
  take(now: number, limit: number): number | null {
    while (this.#first < this.#calls.length && this.#calls[this.#first]! <= now - this.#windowMs)
      this.#first++;
    if (this.#first > 1000 && this.#first * 2 > this.#calls.length) {
      this.#calls = this.#calls.slice(this.#first);
      this.#first = 0;
    }
    if (this.#calls.length - this.#first >= limit) return null;
    this.#calls.push(now);
    return limit - (this.#calls.length - this.#first);
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
