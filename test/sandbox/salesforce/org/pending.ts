/** A change made but not yet to be seen, because its transaction is still open. */
interface Pending {
  id: string;
  visibleAt: number;
  apply(): void;
}

/** Transactions that take their time: what they write carries the moment of writing, and is seen only later. */
export class PendingCommits {
  #waiting: Pending[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Does `apply` once `delayMs` have passed; at once for none. */
  add(id: string, delayMs: number, apply: () => void): void {
    if (delayMs <= 0) apply();
    else this.#waiting.push({ id, visibleAt: this.#now() + delayMs, apply });
  }

  /** Applies what is due by now. */
  settle(): void {
    if (this.#waiting.length > 0) this.#apply((one) => one.visibleAt <= this.#now());
  }

  /** Applies what waits for one record: a second transaction on a row begins when the first has ended. */
  finish(id: string): void {
    if (this.#waiting.length > 0) this.#apply((one) => one.id === id || one.visibleAt <= this.#now());
  }

  clear(): void {
    this.#waiting = [];
  }

  #apply(isDue: (one: Pending) => boolean): void {
    const due = this.#waiting.filter(isDue).toSorted((a, b) => a.visibleAt - b.visibleAt);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => !due.includes(one));
    for (const one of due) one.apply();
  }
}
