import type { RewardFacts } from '#core/fraud/screen.ts';
import { nameKey } from '#core/person/names.ts';
import type { Store } from '#server/workspace/store.ts';

type Doubles = RewardFacts['doubles'];

/** Other people who may be this one: suggested and undecided, or of one name at one company and not found to be two. */
export function doublesOf(store: Store, personId: number, name: string | null): Doubles {
  const suggested = suggestedWith(store, personId);
  const known = new Set(suggested);
  return [
    ...suggested.map((id) => ({ personId: String(id), ground: 'suggested' as const })),
    ...namesakesOf(store, personId, name)
      .filter((id) => !known.has(id))
      .map((id) => ({ personId: String(id), ground: 'same_name' as const })),
  ];
}

function suggestedWith({ sql }: Store, personId: number): number[] {
  const rows = sql.all<{ id: number }>(
    `SELECT person.id FROM person JOIN (
       SELECT person_b AS id FROM link_suggestion WHERE person_a = ?1 AND state = 'open'
       UNION SELECT person_a FROM link_suggestion WHERE person_b = ?1 AND state = 'open'
     ) AS other ON other.id = person.id WHERE person.removed_at IS NULL ORDER BY person.id`,
    personId,
  );
  return rows.map(({ id }) => id);
}

function namesakesOf({ sql }: Store, personId: number, name: string | null): number[] {
  const key = name === null ? null : nameKey(name);
  if (key === null) return [];
  const colleagues = sql.all<{ id: number; name: string }>(
    `SELECT DISTINCT person.id, person.name FROM record AS own
       JOIN record ON record.company_id = own.company_id AND record.connection = own.connection
       JOIN person ON person.id = record.person_id
     WHERE own.person_id = ?1 AND own.removed_at IS NULL AND record.removed_at IS NULL AND person.id <> ?1
       AND person.removed_at IS NULL AND (person.name_key = ?2 OR person.name_key IS NULL)
       AND NOT EXISTS (SELECT 1 FROM link_suggestion WHERE state = 'rejected'
         AND person_a = min(person.id, ?1) AND person_b = max(person.id, ?1))
     ORDER BY person.id`,
    personId,
    key,
  );
  return colleagues.filter((other) => nameKey(other.name) === key).map(({ id }) => id);
}
