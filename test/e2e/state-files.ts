import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll } from 'vitest';

/** An empty folder for a server's state, removed once the tests of the file that asks for it at its top have run. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'groundswell-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Asks the one database under a state folder that has such a table: the directory, the workspace or a connection.
 * The server may be running: its own writes are seen as they are committed, and ours by it.
 */
export function askState<Row>(folder: string, table: string, query: string): Row[] {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.sqlite')) continue;
    const database = new DatabaseSync(join(folder, file), { timeout: 10_000 });
    try {
      const known = database
        .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`)
        .get(table);
      if (known !== undefined) return database.prepare(query).all() as Row[];
    } finally {
      database.close();
    }
  }
  throw new Error(`no database under ${folder} has a table ${table}`);
}
