import type { Migration } from '#server/storage/migrate.ts';
import createWorkspace from './migrations/0000_create_workspace.sql';

/** Every version of the store, oldest first. */
export const migrations: readonly Migration[] = [
  { name: '0000_create_workspace', statements: createWorkspace },
];
