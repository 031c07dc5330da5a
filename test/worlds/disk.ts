import type { Sql } from '#server/storage/sql.ts';
import { openStore } from '#test/support/node-sql.ts';

/** The process died. Whoever sees this is dead too. */
export class Crash extends Error {
  constructor() {
    // Worlds crash all the time and nobody reads where.
    const depth = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super('the process died');
    Error.stackTraceLimit = depth;
  }
}

/** Changes a query before it runs: how a world breaks one rule of the store on purpose. */
export interface Rewrite {
  (query: string): string;
  /** Whether it ever found something to change. */
  isUsed?: boolean;
}

let shared: Sql | null = null;

/** One database for one world after the other: making it anew would take most of the time. */
function emptied(): Sql {
  const sql = (shared ??= openStore('workspace'));
  const tables = sql.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration'`,
  );
  for (const { name } of tables) sql.run(`DELETE FROM ${name}`);
  return sql;
}

/** What survives a crash: the committed rows. Processes come and go, each with a connection of its own. */
export class Disk {
  readonly #sql: Sql;
  readonly #rewrite: Rewrite;
  #process = 0;
  /** How many commits are left until the process dies, and whether that last one still gets through. */
  #fuse: { commits: number; after: boolean } | null = null;

  constructor(rewrite: Rewrite = (query) => query, sql: Sql = emptied()) {
    this.#sql = sql;
    this.#rewrite = rewrite;
  }

  /** Reads as somebody outside all processes. */
  all<Row>(query: string, ...values: (string | number | null)[]): Row[] {
    return this.#sql.all<Row>(query, ...values);
  }

  /** Goes up with everything that is written. */
  changes(): number {
    return this.#sql.all<{ n: number }>('SELECT total_changes() AS n')[0]?.n ?? 0;
  }

  /** The store for somebody who only looks. */
  reader(): Sql {
    const refuse = () => {
      throw new Error('looking changes nothing');
    };
    return { all: (query, ...values) => this.#sql.all(query, ...values), run: refuse, transaction: refuse };
  }

  /** Lets the process die at the n-th commit from now, just before it or just after. */
  lightFuse(commits: number, after: boolean): void {
    this.#fuse = { commits, after };
  }

  extinguish(): void {
    this.#fuse = null;
  }

  kill(): void {
    this.#process += 1;
    this.#fuse = null;
  }

  /** The store as a new process opens it; once that process is dead, every use is a Crash. */
  open(): Sql {
    const process = this.#process;
    let depth = 0;
    const commit = <T>(work: () => T): T => {
      if (process !== this.#process) throw new Crash();
      if (depth > 0) return work();
      const dies = this.#fuse !== null && (this.#fuse.commits -= 1) <= 0 ? this.#fuse : null;
      if (dies !== null) this.kill();
      const done = this.#sql.transaction(() => {
        depth += 1;
        try {
          const result = work();
          if (dies?.after === false) throw new Crash();
          return result;
        } finally {
          depth -= 1;
        }
      });
      if (dies !== null) throw new Crash();
      return done;
    };
    const read = <Row>(query: string, ...values: (string | number | null)[]): Row[] => {
      if (process !== this.#process) throw new Crash();
      return this.#sql.all<Row>(query, ...values);
    };
    return {
      all: <Row>(query: string, ...values: (string | number | null)[]) => {
        const asked = this.#rewrite(query);
        return asked.startsWith('SELECT')
          ? read<Row>(asked, ...values)
          : commit(() => this.#sql.all<Row>(asked, ...values));
      },
      run: (query, ...values) => commit(() => this.#sql.run(this.#rewrite(query), ...values)),
      transaction: (work) => commit(work),
    };
  }
}
