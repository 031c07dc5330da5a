import { isNamedAfter, nameKey } from '#core/person/names.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import type { Store } from '#server/workspace/store.ts';

/** What ends the name of a deal that was called after somebody erased; such a deal keeps it, whatever is read later. */
export const NAME_REMOVED = ' (name removed)';

/**
 * Takes the names of deals that hold a person's full name out of our copy. Gives how many in which CRM account: there
 * they are still called so. A name of one word is nobody's alone.
 */
export function forgetInDeals({ sql }: Store, personId: number): Map<string, number> {
  const [person] = sql.all<{ name: string }>('SELECT name FROM person WHERE id = ?', personId);
  const name = person?.name ?? '';
  if (nameKey(name)?.includes(' ') !== true) return new Map();
  const longest = name.split(/\s+/).toSorted((a, b) => b.length - a.length)[0] ?? '';
  const named = sql
    .all<{ connection: string; id: string; name: string }>(
      String.raw`SELECT connection, id, name FROM deal WHERE name LIKE ? ESCAPE '\'`,
      likePattern(longest),
    )
    .filter((deal) => isNamedAfter(deal.name, name));
  for (const { connection, id } of named) {
    sql.run(
      `UPDATE deal SET name = 'Deal ' || id || '${NAME_REMOVED}' WHERE connection = ? AND id = ?`,
      connection,
      id,
    );
  }
  const deals = Map.groupBy(named, (deal) => deal.connection);
  return new Map([...deals].map(([connection, rows]) => [connection, rows.length]));
}
