import { linkSentence, type LinkEvidence, type LinkReason } from '#core/person/link.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** One step by which somebody turned out to be somebody else. */
export interface PersonLink {
  fromId: string;
  intoId: string;
  at: number;
  by: string;
  why: LinkReason;
  /** The step in a sentence. */
  words: string;
  evidence: LinkEvidence;
}

interface LinkRow extends Omit<PersonLink, 'fromId' | 'intoId' | 'words' | 'evidence'> {
  fromId: number;
  intoId: number;
  evidence: string;
}

/** Keeps that a person was merged into another. */
export function keepLink(
  { sql, now }: Store,
  link: { from: number; into: number; by: string; why: LinkReason; evidence: LinkEvidence },
): void {
  sql.run(
    'INSERT INTO person_link (from_id, into_id, at, by, why, evidence) VALUES (?, ?, ?, ?, ?, ?)',
    link.from,
    link.into,
    now(),
    link.by,
    link.why,
    JSON.stringify(link.evidence),
  );
}

/** Who a person merged away is now: their own id where they never were. */
export function survivorOf({ sql }: Store, id: number): number {
  const row = first<{ id: number }>(
    sql,
    `WITH RECURSIVE became (id, step) AS (
       SELECT ?1, 0 UNION ALL SELECT into_id, step + 1 FROM became JOIN person_link ON from_id = became.id
     ) SELECT id FROM became ORDER BY step DESC LIMIT 1`,
    id,
  );
  return row?.id ?? id;
}

const FAMILY = `WITH RECURSIVE family (id) AS (
  SELECT ?1 UNION SELECT from_id FROM family JOIN person_link ON into_id = family.id
)`;

/** Every id a person ever had here, their own among them. */
export function familyOf({ sql }: Store, id: number): number[] {
  return sql.all<{ id: number }>(`${FAMILY} SELECT id FROM family`, id).map((row) => row.id);
}

/** The steps that made a person who they are, oldest first. */
export function linksOf({ sql }: Store, id: number): PersonLink[] {
  return sql
    .all<LinkRow>(
      `${FAMILY} SELECT from_id AS fromId, into_id AS intoId, at, by, why, evidence
       FROM family JOIN person_link ON from_id = family.id WHERE from_id <> ?1 ORDER BY person_link.id`,
      id,
    )
    .map((row) => {
      const evidence = JSON.parse(row.evidence) as LinkEvidence;
      const words = linkSentence(row.why, evidence);
      return { ...row, fromId: String(row.fromId), intoId: String(row.intoId), evidence, words };
    });
}
