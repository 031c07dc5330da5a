import type { Knobs } from '../knobs.ts';
import { makeId } from '../org/id.ts';
import type { Shape } from '../soql/shape.ts';

/** Most queries one user may have open; one more closes the oldest. */
const MOST_OPEN = 10;

/** A query that has more pages to come. */
export interface QueryCursor {
  id: string;
  userId: string;
  ids: readonly string[];
  shape: Shape;
  bin: boolean;
  batchSize: number;
  /** Goes on with the related rows of one record; such do not count as open queries. */
  nested: boolean;
  openedAt: number;
}

/** The queries still open, by the locator that goes on with them. */
export class QueryCursors {
  readonly #open = new Map<string, QueryCursor>();
  readonly #knobs: Knobs;
  readonly #now: () => number;
  #serial = 0;

  constructor(knobs: Knobs, now: () => number) {
    this.#knobs = knobs;
    this.#now = now;
  }

  open(cursor: Omit<QueryCursor, 'id' | 'openedAt'>): QueryCursor {
    const own = [...this.#open.values()].filter((one) => one.userId === cursor.userId && !one.nested);
    const oldest = own[0];
    if (oldest && !cursor.nested && own.length >= MOST_OPEN) this.#open.delete(oldest.id);
    const opened = { ...cursor, id: makeId('01g', ++this.#serial), openedAt: this.#now() };
    this.#open.set(opened.id, opened);
    return opened;
  }

  /** The query behind a locator; null when it was closed or is too old. */
  get(id: string): QueryCursor | null {
    const cursor = this.#open.get(id);
    return cursor && this.#now() - cursor.openedAt < this.#knobs.locatorMs ? cursor : null;
  }

  /** Closes every query, as a restart of the org's server does. */
  clear(): void {
    this.#open.clear();
  }
}
