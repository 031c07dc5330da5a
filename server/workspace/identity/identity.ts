import { RpcTarget } from 'cloudflare:workers';
import { matchWords, type LinkReason, type Moved } from '#core/person/link.ts';
import type { MatchEvidence } from '#core/person/matching.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { heldBy, movePeople } from './merge-people.ts';
import { findPerson } from '#server/workspace/people/people.ts';
import { linksOf, type PersonLink } from './person-links.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { pairOf, rejectPair, suggestionOf } from './suggestion-rows.ts';

/** One of two people who may be one, with what would move if they were. */
export interface MatchSide extends PersonDetail {
  holds: Moved;
}

/** Two people who may be one human, for an admin to decide. */
export interface Suggestion {
  /** Who would keep the id. */
  a: MatchSide;
  /** Who would become the other. */
  b: MatchSide;
  evidence: MatchEvidence;
  /** The evidence in words. */
  words: string;
  suggestedAt: number;
}

interface SuggestionRow {
  a: number;
  b: number;
  evidence: string;
  at: number;
}

/** Two open suggestions' people are both shown; what hides one hides the pair until it is back. */
const OPEN = `FROM link_suggestion
  JOIN person AS one ON one.id = person_a AND one.removed_at IS NULL
  JOIN person AS other ON other.id = person_b AND other.removed_at IS NULL
  WHERE state = 'open'`;

/** Who is who across the CRMs: what is suggested, what was decided, and why. */
export class Identities extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Pairs nobody has decided about, the oldest first. */
  suggestions(limit: number, cursor: string | null): Result<Page<Suggestion>> {
    const after = readCursor<[number, number, number]>(cursor, ['time', 'time', 'time']);
    if (!after.ok) return after;
    const rows = this.#store.sql.all<SuggestionRow>(
      `SELECT person_a AS a, person_b AS b, evidence, suggested_at AS at ${OPEN}
         AND (suggested_at, person_a, person_b) > (?, ?, ?)
       ORDER BY suggested_at, person_a, person_b LIMIT ?`,
      ...(after.value ?? [-1, 0, 0]),
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? writeCursor([last.at, last.a, last.b]) : null;
    return ok({ items: page.flatMap((row) => toSuggestion(this.#store, row) ?? []), next });
  }

  /** How many pairs wait for a decision. */
  waiting(): number {
    return first<{ n: number }>(this.#store.sql, `SELECT count(*) AS n ${OPEN}`)?.n ?? 0;
  }

  /**
   * Two people are one, as was suggested; gives the one that is left. Repeating it changes nothing. Fails with
   * `not_found` where it is not suggested, `already_decided` where it was rejected.
   */
  accept(a: string, b: string, by: string): Result<PersonDetail> {
    return this.#decide(a, b, (one, other) => {
      const suggestion = suggestionOf(this.#store, one, other);
      if (suggestion === null) return notSuggested();
      if (suggestion.state === 'rejected') return decided('They were found to be two people.');
      return this.#link(one, other, by, 'suggestion', suggestion.evidence);
    });
  }

  /** Two people are not one: nothing but a CRM or an admin joins them from now on. Fails as `accept` does. */
  reject(a: string, b: string, by: string): Result<null> {
    const { sql } = this.#store;
    return sql.transaction(() => {
      const [found, rival] = [findPerson(this.#store, a), findPerson(this.#store, b)];
      if (!found.ok) return found;
      if (!rival.ok) return rival;
      const [one, other] = [Number(found.value.id), Number(rival.value.id)];
      if (one === other) return decided('They are one person already.');
      const suggestion = suggestionOf(this.#store, one, other);
      if (suggestion === null) return notSuggested();
      if (suggestion.state === 'rejected') return ok(null);
      rejectPair(this.#store, one, other, by);
      for (const id of [one, other]) {
        note(
          this.#store,
          by,
          'person.kept_apart',
          `person:${id}`,
          `person ${id === one ? other : one} is somebody else`,
        );
      }
      return ok(null);
    });
  }

  /** Two people are one because somebody says so, whatever was suggested or rejected before. */
  link(a: string, b: string, by: string): Result<PersonDetail> {
    return this.#decide(a, b, (one, other) => {
      const evidence = suggestionOf(this.#store, one, other)?.evidence ?? null;
      return this.#link(one, other, by, 'manual', evidence);
    });
  }

  /** Why a person is who they are: every link that led there, oldest first, in words. */
  explain(personId: string): Result<PersonLink[]> {
    const person = findPerson(this.#store, personId);
    return person.ok ? ok(linksOf(this.#store, Number(person.value.id))) : person;
  }

  #decide(
    a: string,
    b: string,
    act: (one: number, other: number) => Result<PersonDetail>,
  ): Result<PersonDetail> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const [one, other] = [findPerson(store, a), findPerson(store, b)];
      if (!one.ok) return one;
      if (!other.ok) return other;
      if (one.value.id === other.value.id) return a === b ? sameId() : one;
      return act(Number(one.value.id), Number(other.value.id));
    });
  }

  #link(
    a: number,
    b: number,
    by: string,
    why: LinkReason,
    match: MatchEvidence | null,
  ): Result<PersonDetail> {
    const [into, from] = pairOf(a, b);
    movePeople(this.#store, [{ from, into, match }], by, why);
    return findPerson(this.#store, String(into));
  }
}

function notSuggested() {
  return refuse('not_found', 'These two are not suggested to be one.', 'Reload the list of matches.');
}

function decided(message: string) {
  return refuse('already_decided', message, 'Reload the list of matches.');
}

function sameId() {
  return refuse('invalid_input', 'These are one person already.', 'Name two people.', 'otherId');
}

function toSuggestion(store: Store, { a, b, evidence, at }: SuggestionRow): Suggestion | null {
  const [one, other] = [sideOf(store, a), sideOf(store, b)];
  if (one === null || other === null) return null;
  const match = JSON.parse(evidence) as MatchEvidence;
  return { a: one, b: other, evidence: match, words: matchWords(match), suggestedAt: at };
}

function sideOf(store: Store, id: number): MatchSide | null {
  const person = findPerson(store, String(id));
  const holds = heldBy(store, id);
  return person.ok ? { ...person.value, holds } : null;
}
