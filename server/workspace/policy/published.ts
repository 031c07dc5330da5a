import { DEFAULT_POLICY, type Policy } from '#core/policy/policy.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** The policy in force, which version it is, and by whom: 0 is the one every workspace begins with, nobody's. */
export function currentPolicy({ sql }: Store): {
  version: number;
  policy: Policy;
  publishedBy: string | null;
} {
  const query =
    'SELECT version, value, published_by AS publishedBy FROM policy ORDER BY version DESC LIMIT 1';
  const row = first<{ version: number; value: string; publishedBy: string }>(sql, query);
  if (row === undefined) return { version: 0, policy: DEFAULT_POLICY, publishedBy: null };
  return { ...row, policy: JSON.parse(row.value) as Policy };
}
