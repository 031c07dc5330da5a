/** The best of many items, of which only the best are ever held. */
export class Top<Item> {
  readonly #most: number;
  readonly #before: (a: Item, b: Item) => number;
  #held: Item[] = [];

  /** Keeps at most `most` items; `before` is negative where its first comes before its second. Equals stay as added. */
  constructor(most: number, before: (a: Item, b: Item) => number) {
    this.#most = most;
    this.#before = before;
  }

  add(item: Item): void {
    const place = this.#held.findLastIndex((held) => this.#before(held, item) <= 0) + 1;
    if (place === this.#most) return;
    this.#held.splice(place, 0, item);
    if (this.#held.length > this.#most) this.#held.pop();
  }

  /** The best first. */
  get items(): readonly Item[] {
    return this.#held;
  }
}
