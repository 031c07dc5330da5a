import type { Store } from './store.ts';

export interface AuditEntry {
  id: string;
  at: number;
  actor: string;
  action: string;
  subject: string;
  detail: string;
}

/** Writes down who did what, inside the transaction that does it. */
export function note({ sql, now }: Store, actor: string, action: string, subject: string, detail = ''): void {
  sql.run(
    'INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)',
    now(),
    actor,
    action,
    subject,
    detail,
  );
}
