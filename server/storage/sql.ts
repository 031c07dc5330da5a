export type SqlValue = string | number | null;

/**
 * The synchronous SQL a store is written against: Durable Object storage in production, `node:sqlite` in the
 * fault worlds. A transaction commits everything or nothing.
 */
export interface Sql {
  all<Row>(query: string, ...values: SqlValue[]): Row[];
  run(query: string, ...values: SqlValue[]): void;
  transaction<T>(work: () => T): T;
}

/** The port over a Durable Object's own SQLite. */
export function durableSql(storage: DurableObjectStorage): Sql {
  return {
    all<Row>(query: string, ...values: SqlValue[]) {
      // Typed by the caller: SQLite itself cannot tell what a query answers with.
      return storage.sql.exec(query, ...values).toArray() as Row[];
    },
    run(query, ...values) {
      storage.sql.exec(query, ...values);
    },
    transaction: (work) => storage.transactionSync(work),
  };
}

/** The first row, or undefined. */
export function first<Row>(sql: Sql, query: string, ...values: SqlValue[]): Row | undefined {
  return sql.all<Row>(query, ...values)[0];
}
