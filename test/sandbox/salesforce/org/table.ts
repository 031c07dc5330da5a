import { idOf, textOf, type Row, type Value } from './row.ts';

/** The records of one object, with the orders and look-ups queries need kept at hand. */
export class Table {
  readonly #rows = new Map<string, Row>();
  /** Ids as they were given, which is their own order. */
  readonly #ids: string[] = [];
  /** By modification, then id; null until first asked for. */
  #byStamp: Row[] | null = null;
  readonly #byValue = new Map<string, Map<Value, Set<string>>>();

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Row | null {
    return this.#rows.get(id) ?? null;
  }

  /** The records there are of these ids, in id order. */
  getAll(ids: readonly string[]): Row[] {
    const found: Row[] = [];
    for (const id of ids.toSorted()) {
      const row = this.#rows.get(id);
      if (row) found.push(row);
    }
    return found;
  }

  /** Every record in the order of their ids, deleted ones included. */
  *all(): Iterable<Row> {
    for (const id of this.#ids) {
      const row = this.#rows.get(id);
      if (row) yield row;
    }
  }

  /** Records with an id from `first` on, in id order. */
  *fromId(first: string): Iterable<Row> {
    for (let at = lowerBound(this.#ids, (id) => id < first); at < this.#ids.length; at++) {
      const row = this.#rows.get(this.#ids[at] ?? '');
      if (row) yield row;
    }
  }

  /** Records last modified from one moment to another, both included, in order of modification, then id. */
  between(from: string, to: string): Row[] {
    const sorted = (this.#byStamp ??= [...this.#rows.values()].toSorted(byStampAndId));
    const first = lowerBound(sorted, (row) => stampOf(row) < from);
    const end = lowerBound(sorted, (row) => stampOf(row) <= to);
    return sorted.slice(first, end);
  }

  /** Records whose field holds one of the values, in id order. The look-up is built when first asked for. */
  having(field: string, values: readonly Value[]): Row[] {
    let index = this.#byValue.get(field);
    if (!index) {
      this.#byValue.set(field, (index = new Map()));
      for (const row of this.#rows.values()) note(index, field, row);
    }
    const ids = new Set(values.flatMap((value) => [...(index.get(keyOf(value)) ?? [])]));
    return this.getAll([...ids]);
  }

  /** Adds the record, or puts it in the place of the one with its id. */
  put(row: Row): void {
    const id = idOf(row);
    const before = this.#rows.get(id);
    if (before) this.#forget(before);
    else if (id > (this.#ids.at(-1) ?? '')) this.#ids.push(id);
    else
      this.#ids.splice(
        lowerBound(this.#ids, (one) => one < id),
        0,
        id,
      );
    this.#rows.set(id, row);
    if (this.#byStamp) this.#byStamp.splice(placeOf(this.#byStamp, row), 0, row);
    for (const [field, index] of this.#byValue) note(index, field, row);
  }

  /** Takes the record away for good. */
  drop(row: Row): void {
    this.#forget(row);
    this.#rows.delete(idOf(row));
    const at = lowerBound(this.#ids, (one) => one < idOf(row));
    if (this.#ids[at] === idOf(row)) this.#ids.splice(at, 1);
  }

  #forget(row: Row): void {
    if (this.#byStamp) this.#byStamp.splice(placeOf(this.#byStamp, row), 1);
    for (const [field, index] of this.#byValue) index.get(keyOf(row[field]))?.delete(idOf(row));
  }
}

function note(index: Map<Value, Set<string>>, field: string, row: Row): void {
  const key = keyOf(row[field]);
  const ids = index.get(key);
  if (ids) ids.add(idOf(row));
  else index.set(key, new Set([idOf(row)]));
}

/** Text is found in any case, as Salesforce compares it; who asks for ids checks what is found. */
function keyOf(value: Value | undefined): Value {
  return typeof value === 'string' ? value.toLowerCase() : (value ?? null);
}

function stampOf(row: Row): string {
  return textOf(row, 'SystemModstamp');
}

function byStampAndId(a: Row, b: Row): number {
  const [left, right] = [stampOf(a), stampOf(b)];
  if (left !== right) return left < right ? -1 : 1;
  return idOf(a) < idOf(b) ? -1 : 1;
}

function placeOf(sorted: readonly Row[], row: Row): number {
  return lowerBound(sorted, (one) => byStampAndId(one, row) < 0 && idOf(one) !== idOf(row));
}

/** The first place where `isBefore` no longer holds. */
function lowerBound<T>(list: readonly T[], isBefore: (one: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = list[middle];
    if (one !== undefined && isBefore(one)) low = middle + 1;
    else high = middle;
  }
  return low;
}
