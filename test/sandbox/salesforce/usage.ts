const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Calls of the whole org over the last 24 hours, by the hour. */
export class ApiUsage {
  readonly #now: () => number;
  readonly #byHour = new Map<number, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(): void {
    const hour = Math.floor(this.#now() / HOUR_MS);
    this.#byHour.set(hour, (this.#byHour.get(hour) ?? 0) + 1);
  }

  get used(): number {
    const first = Math.floor((this.#now() - DAY_MS) / HOUR_MS);
    let used = 0;
    for (const [hour, calls] of this.#byHour) {
      if (hour > first) used += calls;
      else this.#byHour.delete(hour);
    }
    return used;
  }

  clear(): void {
    this.#byHour.clear();
  }
}
