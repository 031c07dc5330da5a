import type { CrmRecord } from './record.ts';

interface Pending {
  /** The record before the change; null when the change created it. */
  before: CrmRecord | null;
  /** When search begins to see the change. */
  visibleAt: number;
}

/** What search still shows of records changed a moment ago: HubSpot's index trails its store. */
export class SearchView {
  readonly #pending = new Map<number, Pending[]>();

  /** Notes a change that search will see only at `visibleAt`. */
  delay(id: number, before: CrmRecord | null, visibleAt: number): void {
    const list = this.#pending.get(id) ?? [];
    list.push({ before, visibleAt });
    this.#pending.set(id, list);
  }

  /** Records whose newest version search does not show yet, with the version it does show (null: none). */
  stale(now: number): Map<number, CrmRecord | null> {
    const shown = new Map<number, CrmRecord | null>();
    for (const [id, list] of this.#pending) {
      const seen = list.findLastIndex((change) => change.visibleAt <= now);
      const next = list[seen + 1];
      if (next) shown.set(id, next.before);
      else this.#pending.delete(id);
    }
    return shown;
  }
}
