import { RpcTarget } from 'cloudflare:workers';
import type { Readiness } from '#core/card/card.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Tier } from '#core/score/tier.ts';
import { DAY } from '#core/time.ts';
import { first } from '#server/storage/sql.ts';
import { flagProblemsOf, type FlagProblem } from '#server/workspace/flags/problems.ts';
import { listPeople, type PeopleQuery } from './list.ts';
import { dealsOf, type PersonDeal } from './deals.ts';
import { COMPANY_NAME, PERSON_COLUMNS, rowToPerson, type PersonDetail, type PersonRow } from './row.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { outlookOf, type Outlook } from './outlook.ts';
import { propensitySql } from './pillar-columns.ts';
import { tierTermOf, type TierTerm } from './tier-term.ts';
import { HELD_TIER } from '#server/workspace/asks/standing.ts';
import { survivorOf } from '#server/workspace/identity/person-links.ts';
import { readinessOf } from '#server/workspace/asks/readiness.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { rankedPage, topPeople, type RankedPage, type RankedPerson, type TopQuery } from './top.ts';
import { timelineOf, type TimelineEntry } from './timeline.ts';

/** One person, with how long they keep their tier, whether they may be asked, and the records that refused our write. */
export type PersonProfile = PersonDetail & TierTerm & { readiness: Readiness; flagProblems: FlagProblem[] };

/** Somebody by name. */
export interface Named {
  id: string;
  name: string;
  company: string | null;
}

/** The people of a workspace and how they score. */
export class People extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** People sorted and filtered; scores as of the first page, so that pages join without gaps. */
  list(query: PeopleQuery): Result<Page<PersonDetail>> {
    return listPeople(this.#store, query);
  }

  /** Exactly those who stand highest now, by a pillar or by all, within a segment; the most first. */
  top(query: TopQuery): Result<RankedPerson[]> {
    return topPeople(this.#store, query);
  }

  /** As `top`, and how many there are in all. */
  ranking(query: TopQuery): Result<RankedPage> {
    return rankedPage(this.#store, query);
  }

  get(id: string): Result<PersonProfile> {
    const person = findPerson(this.#store, id);
    if (!person.ok) return person;
    const key = Number(person.value.id);
    return ok({
      ...person.value,
      ...tierTermOf(this.#store, key),
      readiness: readinessOf(this.#store, key),
      flagProblems: flagProblemsOf(this.#store, key),
    });
  }

  /** The score opened into lines that add up to it, what would raise it, and what changed within a week. */
  score(id: string): Result<Outlook> {
    const person = findPerson(this.#store, id);
    return person.ok ? ok(outlookOf(this.#store, Number(person.value.id))) : person;
  }

  /** Everything known to have happened with this person, newest first. */
  timeline(id: string, limit: number): Result<TimelineEntry[]> {
    const person = findPerson(this.#store, id);
    return person.ok ? ok(timelineOf(this.#store, Number(person.value.id), limit)) : person;
  }

  /** Who became an advocate or a champion last, and still is one; those of one day with the highest score first. */
  newest(limit: number): (PersonDetail & { tierSince: number })[] {
    const { sql, now } = this.#store;
    return sql
      .all<PersonRow & { tierSince: number }>(
        `SELECT ${PERSON_COLUMNS}, person.tier_since AS tierSince FROM person
         WHERE ${HELD_TIER} IN ('advocate', 'champion') AND removed_at IS NULL
         ORDER BY tier_since / ${DAY} DESC, ${propensitySql(currentModel(this.#store).model, now())} DESC, id LIMIT ?`,
        limit,
      )
      .map((row) => ({ ...rowToPerson(this.#store, row, now()), tierSince: row.tierSince }));
  }

  /** The names behind ids, of people who left too. */
  named(ids: string[]): Named[] {
    return this.#store.sql.all(
      `SELECT CAST(id AS TEXT) AS id, name, ${COMPANY_NAME} AS company FROM person
       WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids.map(Number)),
    );
  }

  /** Whom texts such as `person:7` and `reward:R0001` are about; those that are about nobody are left out. */
  behind(subjects: string[]): Record<string, Named> {
    const rows = this.#store.sql.all<Named & { subject: string }>(
      `SELECT DISTINCT asked.value AS subject, CAST(person.id AS TEXT) AS id, name, ${COMPANY_NAME} AS company
       FROM json_each(?) AS asked JOIN person ON person.id = CASE
         WHEN asked.value LIKE 'person:%' THEN CAST(substr(asked.value, 8) AS INTEGER)
         WHEN asked.value LIKE 'reward:%' THEN (SELECT person_id FROM reward WHERE id = substr(asked.value, 8)) END`,
      JSON.stringify([...new Set(subjects)]),
    );
    return Object.fromEntries(rows.map(({ subject, ...person }) => [subject, person]));
  }

  /** The deals a person is on, newest first. */
  deals(id: string): PersonDeal[] {
    const key = personKey(this.#store, id);
    return key === null ? [] : dealsOf(this.#store, key);
  }

  /** How many people hold each tier; somebody whose flag ended holds none. */
  census(): Record<Tier, number> {
    const counts: Record<Tier, number> = { none: 0, candidate: 0, advocate: 0, champion: 0 };
    const rows = this.#store.sql.all<{ tier: Tier; n: number }>(
      `SELECT ${HELD_TIER} AS tier, count(*) AS n FROM person WHERE removed_at IS NULL GROUP BY 1`,
    );
    for (const { tier, n } of rows) counts[tier] = n;
    return counts;
  }
}

/** A person by id, or `not_found`. */
export function findPerson(store: Store, id: string): Result<PersonDetail> {
  const key = personKey(store, id);
  const row =
    key === null
      ? undefined
      : first<PersonRow>(store.sql, `SELECT ${PERSON_COLUMNS} FROM person WHERE id = ?`, key);
  return row === undefined
    ? refuse('not_found', `There is no person ${id.slice(0, 40)}.`, 'List people to find the id.')
    : ok(rowToPerson(store, row, store.now()));
}

/** The key of the person an id names, also one merged away; null where it names nobody who is shown. */
export function personKey(store: Store, id: string): number | null {
  if (!/^\d{1,15}$/.test(id)) return null;
  const shown = (key: number): number | null =>
    first<{ id: number }>(store.sql, 'SELECT id FROM person WHERE id = ? AND removed_at IS NULL', key)?.id ??
    null;
  return shown(Number(id)) ?? shown(survivorOf(store, Number(id)));
}
