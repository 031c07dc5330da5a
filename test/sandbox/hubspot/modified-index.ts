import type { RecordSource } from './record.ts';

interface Entry {
  at: number;
  id: number;
}

/**
 * Record ids by time of last change. Entries are only ever added: whoever reads checks that an entry is still the
 * record's latest, so a change costs no search for the one it replaces.
 */
export class ModifiedIndex {
  readonly #firstId: number;
  readonly #source: RecordSource;
  readonly #latest = new Map<number, number>();
  readonly #log: Entry[] = [];
  #base: { times: Float64Array; ids: Uint32Array } | null = null;

  constructor(firstId: number, source: RecordSource) {
    this.#firstId = firstId;
    this.#source = source;
  }

  add(id: number, at: number): void {
    this.#latest.set(id, at);
    this.#log.splice(
      insertion(this.#log.length, (i) => this.#log[i]!.at, at),
      0,
      { at, id },
    );
  }

  /** Ids last changed from `from` to `to`, both included, in no order. */
  between(from: number, to: number): Entry[] {
    const { times, ids } = (this.#base ??= this.#sort());
    const found: Entry[] = [];
    for (let i = lowerBound(times.length, (at) => times[at]!, from); i < times.length; i++) {
      const at = times[i]!;
      if (at > to) break;
      const id = this.#firstId + ids[i]!;
      if (!this.#latest.has(id)) found.push({ at, id });
    }
    const seen = new Set<number>();
    for (let i = lowerBound(this.#log.length, (at) => this.#log[at]!.at, from); i < this.#log.length; i++) {
      const entry = this.#log[i]!;
      if (entry.at > to) break;
      if (this.#latest.get(entry.id) !== entry.at || seen.has(entry.id)) continue;
      seen.add(entry.id);
      found.push(entry);
    }
    return found;
  }

  #sort(): { times: Float64Array; ids: Uint32Array } {
    const { count } = this.#source;
    const unsorted = Float64Array.from({ length: count }, (_, index) => this.#source.modifiedAt(index));
    const ids = Uint32Array.from({ length: count }, (_, index) => index);
    ids.sort((a, b) => unsorted[a]! - unsorted[b]! || a - b);
    return { times: Float64Array.from(ids, (index) => unsorted[index]!), ids };
  }
}

function lowerBound(length: number, at: (index: number) => number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where to insert so that equal times keep the order they came in: nearly always at the end. */
function insertion(length: number, at: (index: number) => number, value: number): number {
  if (length === 0 || at(length - 1) <= value) return length;
  return lowerBound(length, at, value + 1);
}
