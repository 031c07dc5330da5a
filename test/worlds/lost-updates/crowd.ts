/** Ids, each once, of which one can be taken by its place. */
export class Crowd {
  readonly #ids: string[];
  readonly #places: Map<string, number>;

  constructor(ids: string[]) {
    this.#ids = ids;
    this.#places = new Map(ids.map((id, place) => [id, place]));
  }

  get all(): readonly string[] {
    return this.#ids;
  }

  add(id: string): void {
    if (this.#places.has(id)) return;
    this.#places.set(id, this.#ids.length);
    this.#ids.push(id);
  }

  drop(id: string): void {
    const place = this.#places.get(id);
    const last = this.#ids.pop();
    if (place === undefined || last === undefined) return;
    this.#places.delete(id);
    if (last === id) return;
    this.#ids[place] = last;
    this.#places.set(last, place);
  }
}
