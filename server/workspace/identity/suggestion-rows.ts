import type { MatchEvidence } from '#core/person/matching.ts';
import type { Store } from '#server/workspace/store.ts';

export type SuggestionState = 'open' | 'rejected';

/** Two people as a suggestion names them: the lower id first. */
export function pairOf(a: number, b: number): [number, number] {
  return a < b ? [a, b] : [b, a];
}

/** Suggests that two people are one, unless somebody decided about them before. */
export function suggestPair({ sql, now }: Store, a: number, b: number, evidence: MatchEvidence): void {
  sql.run(
    `INSERT INTO link_suggestion (person_a, person_b, evidence, state, suggested_at) VALUES (?, ?, ?, 'open', ?)
     ON CONFLICT (person_a, person_b) DO UPDATE SET evidence = excluded.evidence WHERE state = 'open'`,
    ...pairOf(a, b),
    JSON.stringify(evidence),
    now(),
  );
}

/** What was suggested about two people, or null. */
export function suggestionOf(
  { sql }: Store,
  a: number,
  b: number,
): { state: SuggestionState; evidence: MatchEvidence } | null {
  const [row] = sql.all<{ state: SuggestionState; evidence: string }>(
    'SELECT state, evidence FROM link_suggestion WHERE person_a = ? AND person_b = ?',
    ...pairOf(a, b),
  );
  return row === undefined ? null : { state: row.state, evidence: JSON.parse(row.evidence) as MatchEvidence };
}

/** Keeps that two people are not one. */
export function rejectPair({ sql, now }: Store, a: number, b: number, by: string): void {
  sql.run(
    `UPDATE link_suggestion SET state = 'rejected', decided_by = ?, decided_at = ?
     WHERE person_a = ? AND person_b = ?`,
    by,
    now(),
    ...pairOf(a, b),
  );
}

/** Takes back a suggestion nobody decided about: it no longer holds. */
export function withdrawPair({ sql }: Store, a: number, b: number): void {
  sql.run(
    `DELETE FROM link_suggestion WHERE person_a = ? AND person_b = ? AND state = 'open'`,
    ...pairOf(a, b),
  );
}

/** What was suggested or rejected about a person merged away holds for the survivor; a rejection is the stronger. */
export function moveSuggestions({ sql }: Store, moves: readonly { from: number; into: number }[]): void {
  for (const { from, into } of moves) {
    const rows = sql.all<{ a: number; b: number }>(
      `SELECT person_a AS a, person_b AS b FROM link_suggestion WHERE person_a = ?1
       UNION ALL SELECT person_a, person_b FROM link_suggestion WHERE person_b = ?1`,
      from,
    );
    for (const { a, b } of rows) {
      const other = a === from ? b : a;
      const [first, second] = pairOf(other, into);
      if (other !== into) {
        sql.run(
          `INSERT INTO link_suggestion SELECT ?1, ?2, evidence, state, suggested_at, decided_by, decided_at
           FROM link_suggestion WHERE person_a = ?3 AND person_b = ?4
           ON CONFLICT (person_a, person_b) DO UPDATE SET state = excluded.state,
             decided_by = excluded.decided_by, decided_at = excluded.decided_at WHERE excluded.state = 'rejected'`,
          first,
          second,
          a,
          b,
        );
      }
      sql.run('DELETE FROM link_suggestion WHERE person_a = ? AND person_b = ?', a, b);
    }
  }
}
