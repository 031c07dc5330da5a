import { existsSync } from 'node:fs';
import { defineConfig } from 'drizzle-kit';

// `npm run migrations -- --name=add_x` writes the next migration of the store named in STORE.
const store = process.env['STORE'] ?? 'workspace';

export default defineConfig({
  dialect: 'sqlite',
  casing: 'snake_case',
  schema: existsSync(`./server/${store}/tables`)
    ? `./server/${store}/tables/*.ts`
    : `./server/${store}/tables.ts`,
  out: `./server/${store}/migrations`,
});
