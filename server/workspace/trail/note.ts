import { createHash, randomUUID } from 'node:crypto';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

export interface AuditEntry {
  id: string;
  at: number;
  actor: string;
  action: string;
  subject: string;
  detail: string;
}

/** Writes down who did what, inside the transaction that does it, chained to what was written before. */
export function note(
  store: Store,
  ...words: [actor: string, action: string, subject: string, detail?: string]
): void {
  const { sql, now } = store;
  // The store keeps UTF-8: what is hashed must be what it gives back.
  const [actor = '', action = '', subject = '', detail = ''] = words.map((word) =>
    word?.toWellFormed().replaceAll('\0', ''),
  );
  const before = first<{ hash: string }>(sql, 'SELECT hash FROM audit ORDER BY id DESC LIMIT 1')?.hash ?? '';
  const at = now();
  const salt = randomUUID();
  const content = contentHash(salt, subject, detail);
  sql.run(
    `INSERT INTO audit (at, actor, action, subject, detail, about, salt, content, hash)
     VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?6, ?7, ?8)`,
    at,
    actor,
    action,
    subject,
    detail,
    salt,
    content,
    linkHash(before, at, actor, action, content),
  );
}

/** What an entry says about its subject, as a hash that tells nothing once the salt is gone. */
export function contentHash(salt: string, subject: string, detail: string): string {
  return sha256([salt, subject, detail]);
}

/** An entry's place in the chain: the hash of the entry before, with all of this one. */
export function linkHash(before: string, at: number, actor: string, action: string, content: string): string {
  return sha256([before, String(at), actor, action, content]);
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
