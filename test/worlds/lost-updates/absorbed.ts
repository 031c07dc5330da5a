interface Departure {
  /** When the merge was. */
  at: number;
  /** By then a poll has met the survivor, and heard of the merge from it. */
  toldBy: number;
}

/**
 * Whom merges made an end of. A search shows none of them: a poll hears of them from the survivor, and from nobody
 * once that has gone before any poll could meet it. Those are put among the `silent`.
 */
export class Absorbed {
  readonly #silent: Map<string, number>;
  readonly #now: () => number;
  readonly #tellWithin: number;
  readonly #bySurvivor = new Map<string, Map<string, Departure>>();

  /** `tellWithin`: milliseconds that a survivor has to live for a poll to meet it for certain. */
  constructor(silent: Map<string, number>, now: () => number, tellWithin: number) {
    this.#silent = silent;
    this.#now = now;
    this.#tellWithin = tellWithin;
  }

  /** Two became `survivor`, which is either of them or new. It tells of whom `into` absorbed, not of the other's. */
  merge(into: string, other: string, survivor: string): void {
    this.leave(other);
    const now = this.#now();
    const fresh: Departure = { at: now, toldBy: now + this.#tellWithin };
    const told = new Map(this.#bySurvivor.get(into));
    // A survivor under a new id has yet to be met.
    if (survivor !== into) {
      for (const [id, departure] of told)
        if (departure.toldBy > now) told.set(id, { ...departure, toldBy: fresh.toldBy });
    }
    for (const id of [into, other]) if (id !== survivor) told.set(id, fresh);
    this.#bySurvivor.delete(into);
    this.#bySurvivor.set(survivor, told);
  }

  /** A contact left, and whom it absorbed is told of by nobody any more. */
  leave(survivor: string): void {
    for (const [id, { at, toldBy }] of this.#bySurvivor.get(survivor) ?? [])
      if (toldBy > this.#now()) this.#silent.set(id, at);
  }

  /** A contact is back, and tells again. */
  restore(survivor: string): void {
    const told = this.#bySurvivor.get(survivor) ?? new Map<string, Departure>();
    for (const [id, departure] of told)
      if (this.#silent.delete(id)) told.set(id, { ...departure, toldBy: this.#now() + this.#tellWithin });
  }
}
