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
      const cursor = storage.sql.exec(query, ...values);
      const names = cursor.columnNames;
      // Rows come as arrays: objects made by the platform itself take twice as long.
      return Array.from(cursor.raw(), (row) => named<Row>(names, row));
    },
    run(query, ...values) {
      storage.sql.exec(query, ...values);
    },
    transaction: (work) => storage.transactionSync(work),
  };
}

/** Typed by the caller: SQLite itself cannot tell what a query answers with. */
function named<Row>(names: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < names.length; index += 1) row[names[index]!] = values[index];
  return row as Row;
}

/** The first row, or undefined. */
export function first<Row>(sql: Sql, query: string, ...values: SqlValue[]): Row | undefined {
  return sql.all<Row>(query, ...values)[0];
}
