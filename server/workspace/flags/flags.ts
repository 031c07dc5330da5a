import type { AdvocateFlag } from '#core/crm/flag.ts';
import { shortfallWords } from '#core/score/evidence.ts';
import { reasonLine } from '#core/score/explain.ts';
import { first } from '#server/storage/sql.ts';
import { explainPerson } from '#server/workspace/people/outlook.ts';
import { findPerson } from '#server/workspace/people/people.ts';
import { endingOf } from '#server/workspace/job-changes/standing.ts';
import type { Store } from '#server/workspace/store.ts';

/** The flag a CRM record should carry now, or null where the record is no longer ours to flag. */
export function flagFor(store: Store, connection: string, recordId: string): AdvocateFlag | null {
  const row = first<{ personId: number }>(
    store.sql,
    'SELECT person_id AS personId FROM record WHERE connection = ? AND id = ? AND removed_at IS NULL',
    connection,
    recordId,
  );
  const person = row === undefined ? undefined : findPerson(store, String(row.personId));
  if (person?.ok !== true) return null;
  const { status, propensity, confidence, nextAskAt, lastActAt, shortfall, id } = person.value;
  const ended = status === 'none' ? (endingOf(store, Number(id))?.words ?? null) : null;
  return {
    status,
    propensity,
    confidence,
    reason:
      ended ??
      (shortfall === null
        ? reasonLine(explainPerson(store, Number(id)))
        : `Not enough data. ${shortfallWords(shortfall)}`),
    nextAskAt,
    lastActAt,
  };
}
