import type { Migration } from '#server/storage/migrate.ts';
import createConnection from './migrations/0000_create_connection.sql';
import rememberCardRequests from './migrations/0001_remember_card_requests.sql';

/** Every version of the store, oldest first. */
export const migrations: readonly Migration[] = [
  { name: '0000_create_connection', statements: createConnection },
  { name: '0001_remember_card_requests', statements: rememberCardRequests },
];
