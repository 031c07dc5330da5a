import type { Sql } from './sql.ts';

export interface Migration {
  name: string;
  statements: string;
}

/** Brings a store to the newest version: each migration once, in order, whole or not at all. */
export function migrate(sql: Sql, migrations: readonly Migration[]): void {
  sql.run('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL)');
  const applied = new Set(sql.all<{ name: string }>('SELECT name FROM migration').map((row) => row.name));
  for (const { name, statements } of migrations) {
    if (applied.has(name)) continue;
    sql.transaction(() => {
      for (const statement of splitStatements(statements)) sql.run(statement);
      sql.run("INSERT INTO migration (name, applied_at) VALUES (?, unixepoch('now') * 1000)", name);
    });
  }
}

/** The statements of a generated migration file, apart. */
export function splitStatements(statements: string): string[] {
  return statements
    .split('--> statement-breakpoint')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
