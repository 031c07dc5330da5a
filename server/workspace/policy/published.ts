import { DEFAULT_POLICY, type Policy } from '#core/policy/policy.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** The policy in force, and which version it is: 0 is the one every workspace begins with. */
export function currentPolicy({ sql }: Store): { version: number; policy: Policy } {
  const query = 'SELECT version, value FROM policy ORDER BY version DESC LIMIT 1';
  const row = first<{ version: number; value: string }>(sql, query);
  if (row === undefined) return { version: 0, policy: DEFAULT_POLICY };
  return { version: row.version, policy: JSON.parse(row.value) as Policy };
}
