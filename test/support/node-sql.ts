import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '#server/storage/migrate.ts';
import type { Sql } from '#server/storage/sql.ts';

/** A store in memory over `node:sqlite`, migrated to the newest version: the port the objects use, in plain Node. */
export function openStore(store: 'workspace' | 'connection'): Sql {
  const sql = nodeSql(new DatabaseSync(':memory:'));
  const folder = `${import.meta.dirname}/../../server/${store}/migrations`;
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  migrate(
    sql,
    files.toSorted().map((file) => ({
      name: file.replace('.sql', ''),
      statements: readFileSync(`${folder}/${file}`, 'utf8'),
    })),
  );
  return sql;
}

/** The SQL port over one database; a transaction inside a transaction joins it. */
export function nodeSql(database: DatabaseSync): Sql {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  let depth = 0;
  const prepare = (query: string) => {
    const known = statements.get(query) ?? database.prepare(query);
    statements.set(query, known);
    return known;
  };
  return {
    all<Row>(query: string, ...values: (string | number | null)[]) {
      return prepare(query).all(...values) as Row[];
    },
    run(query, ...values) {
      prepare(query).run(...values);
    },
    transaction(work) {
      const name = `level${depth}`;
      prepare(`SAVEPOINT ${name}`).run();
      depth += 1;
      try {
        const result = work();
        prepare(`RELEASE ${name}`).run();
        return result;
      } catch (error) {
        prepare(`ROLLBACK TO ${name}`).run();
        prepare(`RELEASE ${name}`).run();
        throw error;
      } finally {
        depth -= 1;
      }
    },
  };
}
