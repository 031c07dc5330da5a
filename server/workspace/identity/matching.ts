import { matchPeople, type MatchFacts, type MatchRecord } from '#core/person/matching.ts';
import type { ReadContacts } from '#server/workspace/ingest/contacts.ts';
import { movePeople, type Move } from './merge-people.ts';
import { comparesNames } from './name-keys.ts';
import type { Store } from '#server/workspace/store.ts';
import { suggestionOf, suggestPair, withdrawPair } from './suggestion-rows.ts';

/** An e-mail or a name that more people than this have tells nobody apart. */
const MANY = 20;

/** Finds out who the people of a batch are, across all CRMs: gives the batch with everybody under who they are now. */
export function matchBatch(store: Store, connection: string, read: ReadContacts): ReadContacts {
  const { changed } = read;
  const known = [...read.known].flatMap((contact) => read.people.get(contact) ?? []);
  const doubtful = new Set([
    ...emailMates(store, changed),
    ...namesakes(store, connection, [...changed.keys()]),
    ...doubted(
      store,
      known.filter((id) => changed.has(id)),
    ),
  ]);
  const became = matchChanged(store, [...doubtful]);
  if (became.size === 0) return read;
  const now = (id: number) => became.get(id) ?? id;
  return {
    ...read,
    people: new Map([...read.people].map(([contact, id]) => [contact, now(id)])),
    restored: read.restored.map(now),
  };
}

/** Those whose e-mail is on another record too: most people share none, and are done with here. */
function emailMates({ sql }: Store, changed: ReadContacts['changed']): number[] {
  if (changed.size === 0) return [];
  const rows = sql.all<{ email: string }>(
    `SELECT value AS email FROM json_each(?)
     WHERE (SELECT count(*) FROM (SELECT 1 FROM record WHERE email = value LIMIT 2)) > 1`,
    JSON.stringify([...changed.values()]),
  );
  if (rows.length === 0) return [];
  const shared = new Set(rows.map((row) => row.email));
  return [...changed].flatMap(([id, email]) => (email !== null && shared.has(email) ? [id] : []));
}

/** Those who share a name with somebody of whom this CRM, which has them, has no record. */
function namesakes(store: Store, connection: string, ids: readonly number[]): number[] {
  if (ids.length === 0 || !comparesNames(store)) return [];
  return store.sql
    .all<{ id: number }>(
      `SELECT mine.id FROM json_each(?1) AS given CROSS JOIN person AS mine ON mine.id = given.value
       WHERE EXISTS (
         SELECT 1 FROM (SELECT id FROM person WHERE name_key = mine.name_key LIMIT ?3 + 1) AS other
         WHERE NOT EXISTS (SELECT 1 FROM record WHERE person_id = other.id AND connection = ?2))`,
      JSON.stringify(ids),
      connection,
      MANY,
    )
    .map((row) => row.id);
}

/** Those about whom something was suggested, which may hold no longer. */
function doubted({ sql }: Store, ids: readonly number[]): number[] {
  if (ids.length === 0) return [];
  return sql
    .all<{ id: number }>(
      `SELECT person_a AS id FROM link_suggestion WHERE person_a IN (SELECT value FROM json_each(?1))
       UNION SELECT person_b FROM link_suggestion WHERE person_b IN (SELECT value FROM json_each(?1))`,
      JSON.stringify(ids),
    )
    .map((row) => row.id);
}

/**
 * Links these people with whom a verified e-mail proves them to be, and suggests who else they may be. Gives who
 * became whom. Of two it is the one known here longer who keeps the id.
 */
export function matchChanged(store: Store, personIds: readonly number[]): Map<number, number> {
  const pairs = candidates(store, personIds);
  if (pairs.length === 0) return new Map();
  const groups = new Groups(factsOfPeople(store, [...new Set(pairs.flat())]));
  const suggested: Verdicted[] = [];
  for (const [a, b] of pairs) {
    if (groups.isOne(a, b)) continue;
    const verdict = groups.judge(a, b);
    const before = groups.pairsBetween(a, b).flatMap(([one, other]) => suggestionOf(store, one, other) ?? []);
    if (before.some(({ state }) => state === 'rejected')) continue;
    if (verdict.decision === 'same') groups.join(a, b, verdict.evidence);
    else if (verdict.decision === 'suggest' || before.length > 0) suggested.push({ a, b, verdict });
  }
  // Links first, so that what is suggested is suggested about who people are now.
  const moves = groups.moves();
  if (moves.length > 0) movePeople(store, moves, 'groundswell', 'email');
  for (const { a, b, verdict } of suggested) {
    const [one, other] = [groups.headOf(a), groups.headOf(b)];
    if (one === other) continue;
    if (verdict.evidence === null) withdrawPair(store, one, other);
    else suggestPair(store, one, other, verdict.evidence);
  }
  return groups.became();
}

interface Verdicted {
  a: number;
  b: number;
  verdict: ReturnType<typeof matchPeople>;
}

/** Who is one with whom so far, each group with the facts of all in it. */
class Groups {
  readonly #facts: Map<number, MatchFacts>;
  readonly #heads = new Map<number, number>();
  readonly #moves: Move[] = [];

  constructor(facts: Map<number, MatchFacts>) {
    this.#facts = facts;
  }

  headOf(id: number): number {
    return this.#heads.get(id) ?? id;
  }

  isOne(a: number, b: number): boolean {
    return this.headOf(a) === this.headOf(b);
  }

  judge(a: number, b: number): ReturnType<typeof matchPeople> {
    const [one, other] = [this.#facts.get(this.headOf(a)), this.#facts.get(this.headOf(b))];
    return one === undefined || other === undefined
      ? { decision: 'different', evidence: null }
      : matchPeople(one, other);
  }

  /** Everybody of the one group with everybody of the other. */
  pairsBetween(a: number, b: number): [number, number][] {
    const members = (id: number) => {
      const head = this.headOf(id);
      return [head, ...[...this.#heads].flatMap(([member, of]) => (of === head ? [member] : []))];
    };
    return members(a).flatMap((one) => members(b).map((other): [number, number] => [one, other]));
  }

  join(a: number, b: number, match: Move['match']): void {
    const [into, from] = [this.headOf(a), this.headOf(b)].toSorted((one, other) => one - other);
    if (into === undefined || from === undefined) return;
    const [survivor, merged] = [this.#facts.get(into), this.#facts.get(from)];
    if (survivor === undefined || merged === undefined) return;
    this.#facts.set(into, { ...survivor, records: [...survivor.records, ...merged.records] });
    for (const [member, head] of this.#heads) if (head === from) this.#heads.set(member, into);
    this.#heads.set(from, into);
    this.#moves.push({ from, into, match });
  }

  /** Each who became somebody else, straight to who that is in the end. */
  moves(): Move[] {
    return this.#moves.map((move) => ({ ...move, into: this.headOf(move.from) }));
  }

  became(): Map<number, number> {
    return this.#heads;
  }
}

/**
 * Pairs in which one of these people may be another: by e-mail, by name where no CRM has both, or suggested before;
 * lower id first.
 */
function candidates({ sql }: Store, personIds: readonly number[]): [number, number][] {
  if (personIds.length === 0) return [];
  const rows = sql.all<{ a: number; b: number }>(
    `WITH changed (id) AS (SELECT value FROM json_each(?1)), pair (a, b) AS (
       SELECT mine.person_id, other.person_id FROM changed
         CROSS JOIN record AS mine ON mine.person_id = changed.id
         CROSS JOIN record AS other ON other.email = mine.email AND other.person_id <> mine.person_id
       WHERE mine.removed_at IS NULL AND other.removed_at IS NULL
         AND (SELECT count(*) FROM (SELECT 1 FROM record WHERE email = mine.email LIMIT ?2 + 1)) <= ?2
       UNION SELECT mine.id, other.id FROM changed
         CROSS JOIN person AS mine ON mine.id = changed.id
         CROSS JOIN person AS other ON other.name_key = mine.name_key AND other.id <> mine.id
         LEFT JOIN company AS here ON here.connection = mine.company_connection AND here.id = mine.company_id
         LEFT JOIN company AS there ON there.connection = other.company_connection AND there.id = other.company_id
       WHERE mine.removed_at IS NULL AND other.removed_at IS NULL
         AND (${domainSql('mine')} = ${domainSql('other')} OR here.domain = there.domain
           OR ${domainSql('mine')} = there.domain OR ${domainSql('other')} = here.domain
           OR lower(substr(here.name, 1, 4)) = lower(substr(there.name, 1, 4)))
         AND (SELECT count(*) FROM (SELECT 1 FROM person WHERE name_key = mine.name_key LIMIT ?2 + 1)) <= ?2
         AND NOT EXISTS (SELECT 1 FROM record AS one JOIN record AS two ON two.connection = one.connection
           WHERE one.person_id = mine.id AND two.person_id = other.id)
       UNION SELECT person_a, person_b FROM changed CROSS JOIN link_suggestion ON person_a = changed.id
       UNION SELECT person_a, person_b FROM changed CROSS JOIN link_suggestion ON person_b = changed.id
     ) SELECT DISTINCT min(a, b) AS a, max(a, b) AS b FROM pair ORDER BY 1, 2`,
    JSON.stringify(personIds),
    MANY,
  );
  return rows.map(({ a, b }) => [a, b]);
}

/** Coarser than what `matchPeople` asks, and never finer: it only keeps namesakes apart who share nothing else. */
function domainSql(person: string): string {
  return `replace(substr(${person}.email, instr(${person}.email, '@') + 1), 'googlemail.com', 'gmail.com')`;
}

interface FactRow {
  id: number;
  name: string;
  company: string | null;
  domain: string | null;
  records: string;
}

/** What is known of these people that bears on who they are. */
export function factsOfPeople({ sql }: Store, personIds: readonly number[]): Map<number, MatchFacts> {
  const rows = sql.all<FactRow>(
    `SELECT person.id, person.name, company.name AS company, company.domain,
       (SELECT json_group_array(json_object(
          'connection', record.connection, 'email', record.email, 'bounced', record.bounced,
          'living', record.removed_at IS NULL,
          'bearers', (SELECT max(n) FROM (SELECT count(*) AS n FROM (SELECT connection FROM record AS other
             WHERE other.email = record.email AND other.removed_at IS NULL LIMIT 100) GROUP BY connection))))
        FROM record WHERE record.person_id = person.id) AS records
     FROM person
     LEFT JOIN company ON company.connection = person.company_connection AND company.id = person.company_id
     WHERE person.id IN (SELECT value FROM json_each(?)) AND person.removed_at IS NULL`,
    JSON.stringify(personIds),
  );
  return new Map(
    rows.map(({ id, records, ...facts }) => {
      const raw = JSON.parse(records) as (Omit<MatchRecord, 'bounced' | 'living'> &
        Record<'bounced' | 'living', 0 | 1>)[];
      const read = raw.map((row) => ({ ...row, bounced: row.bounced === 1, living: row.living === 1 }));
      return [id, { ...facts, records: read }];
    }),
  );
}
