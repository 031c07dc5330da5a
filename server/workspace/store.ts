import type { Sql } from '#server/storage/sql.ts';

/** What every noun of a workspace stands on. */
export interface Store {
  sql: Sql;
  /** The present, epoch milliseconds. */
  now: () => number;
  /** Where people reach this server, for links. */
  publicUrl: string;
  /** Asks for the timers to be looked at, no later than `at`. */
  wake: (at: number) => void;
}

/** Pages answer at most `limit` items and an opaque cursor for the rest. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}
