import type { Clock } from '../clock.ts';

/** Ids and timestamps in Slack's shapes, the same in every run so that a failing test can be repeated. */
export class Ids {
  readonly #clock: Clock;
  #count = 0;
  #lastMicros = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An id such as `V0000000A1`: the prefix, then nine capitals and digits. */
  next(prefix: string): string {
    this.#count += 1;
    return prefix + this.#count.toString(36).toUpperCase().padStart(9, '0');
  }

  /** A message timestamp, `seconds.micros`, never given twice and always rising. */
  nextTs(): string {
    this.#lastMicros = Math.max(Math.round(this.#clock.now() * 1000), this.#lastMicros + 1);
    const micros = String(this.#lastMicros % 1_000_000).padStart(6, '0');
    return `${Math.floor(this.#lastMicros / 1_000_000)}.${micros}`;
  }
}
