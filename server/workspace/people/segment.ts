import { ok, refuse, type Result } from '#core/problem.ts';
import type { Tier } from '#core/score/tier.ts';
import { first, type SqlValue } from '#server/storage/sql.ts';
import { HELD_TIER } from '#server/workspace/asks/standing.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import { searchSql } from './search.ts';
import type { Store } from '#server/workspace/store.ts';

/** Part of the people; what is null narrows nothing. */
export interface Segment {
  /** Words in their name, e-mail or company. */
  q: string | null;
  /** The tier they hold: none for somebody whose flag ended. */
  tier: Tier | null;
  /** The name of who owns them in the CRM, in any case of letters. */
  owner: string | null;
  /** Words in the name of a company they are on a record of. */
  company: string | null;
  /** One company of a CRM account, by its id there. */
  companyId: { connection: string; id: string } | null;
  /** A CRM account they have a record in. */
  connection: string | null;
  /** Words in their title. */
  title: string | null;
  /** Whether they may be asked now: no gate of theirs is closed, as on their own page. */
  askable: boolean;
}

/** Everybody. */
export const EVERYBODY: Segment = {
  q: null,
  tier: null,
  owner: null,
  company: null,
  companyId: null,
  connection: null,
  title: null,
  askable: false,
};

/** What holds for the people of a segment, for a WHERE over `person`. */
export interface SegmentSql {
  where: string;
  /** Of its parameters, which are numbered; the first is the present. Others may follow as plain `?`. */
  values: SqlValue[];
  /** Whether the people are few and found by an index of their own: then nobody else has to be looked at. */
  narrow: boolean;
  /** Whether gates that only their signals tell of are still to be looked at: `where` keeps all who may be asked, and more. */
  askable: boolean;
}

/** Fails with `not_found` where it names a CRM account there is none of. */
export function segmentSql(store: Store, segment: Segment): Result<SegmentSql> {
  const { q, tier, owner, company, companyId, connection, title, askable } = segment;
  for (const id of [connection, companyId?.connection]) {
    if (id === undefined || id === null || isConnection(store, id)) continue;
    const unknown = `There is no CRM account ${id.slice(0, 40)}.`;
    return refuse('not_found', unknown, 'List connections to find the id.', 'connection');
  }
  const values: SqlValue[] = [store.now()];
  const given = (value: SqlValue): `?${number}` => `?${values.push(value)}`;
  // The present is named in every one: a statement takes no value it has no place for.
  const clauses = ['removed_at IS NULL AND ?1 > 0'];
  if (q !== null) clauses.push(searchSql(given(likePattern(q))));
  if (tier !== null) clauses.push(`${HELD_TIER} = ${given(tier)}`);
  if (owner !== null) clauses.push(`owner = ${given(owner)} COLLATE NOCASE`);
  if (title !== null) clauses.push(`title LIKE ${given(likePattern(title))} ESCAPE '\\'`);
  if (askable) clauses.push(NOT_BARRED);
  if (connection !== null)
    clauses.push(`EXISTS (${IN_ACCOUNT} AND record.connection = ${given(connection)})`);
  if (company !== null) {
    clauses.push(
      `person.id IN (${OF_COMPANIES} AND company.name LIKE ${given(likePattern(company))} ESCAPE '\\')`,
    );
  }
  if (companyId !== null) {
    const [account, id] = [given(companyId.connection), given(companyId.id)];
    clauses.push(`person.id IN (${OF_COMPANY} AND connection = ${account} AND company_id = ${id})`);
  }
  const narrow = company !== null || companyId !== null;
  return ok({ where: clauses.join(' AND '), values, narrow, askable });
}

/** The gates of `readinessAt` that a person's own row tells of. */
const NOT_BARRED = `NOT opted_out AND insider IS NULL AND NOT unreachable
  AND coalesce(rest_until, 0) <= ?1 AND coalesce(held_until, 0) <= ?1`;

const OF_COMPANIES = `SELECT record.person_id FROM company
  CROSS JOIN record ON record.company_id = company.id AND record.connection = company.connection
  WHERE record.removed_at IS NULL`;

const OF_COMPANY = 'SELECT person_id FROM record WHERE removed_at IS NULL';

const IN_ACCOUNT = 'SELECT 1 FROM record WHERE record.person_id = person.id AND record.removed_at IS NULL';

function isConnection({ sql }: Store, id: string): boolean {
  return first(sql, 'SELECT 1 FROM connection WHERE id = ?', id) !== undefined;
}
