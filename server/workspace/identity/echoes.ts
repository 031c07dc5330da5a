import { factKey, type Fact } from '#core/signal/counted.ts';
import { DAY } from '#core/time.ts';
import { first } from '#server/storage/sql.ts';
import type { PersonSignal } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

/** All that is kept of what was told about a person, whether or not it counts, oldest first. */
export function factsOf({ sql }: Store, personId: number): Fact[] {
  return sql.all<Fact>(
    `SELECT key, type, occurred_at AS occurredAt, received_at AS receivedAt, value, source, connection,
       reported_by AS reportedBy
     FROM signal WHERE person_id = ? ORDER BY occurred_at, key`,
    personId,
  );
}

/** Those of whom another CRM account told the same before as these signals do now, see `countedFacts`. */
export function peopleWithEchoes(store: Store, signals: readonly PersonSignal[]): number[] {
  const read = signals.filter(({ connection }) => connection !== undefined);
  if (read.length === 0 || !hasOtherAccount(store, read[0]?.connection ?? '')) return [];
  const rows = read.map(({ personId, type, occurredAt, value, connection }) => {
    const day = Math.floor(occurredAt / DAY) * DAY;
    return [personId, type, day, day + DAY, value, connection];
  });
  return store.sql
    .all<{ personId: number }>(
      `SELECT DISTINCT other.person_id AS personId FROM json_each(?) AS given CROSS JOIN signal AS other
         ON other.person_id = given.value ->> 0 AND other.occurred_at >= given.value ->> 2
           AND other.occurred_at < given.value ->> 3
       WHERE other.type = given.value ->> 1 AND other.value IS given.value ->> 4
         AND other.connection <> given.value ->> 5`,
      JSON.stringify(rows),
    )
    .map((row) => row.personId);
}

function hasOtherAccount({ sql }: Store, connection: string): boolean {
  const row = first<{ other: number }>(
    sql,
    `SELECT EXISTS (SELECT 1 FROM record WHERE connection < ?1)
       OR EXISTS (SELECT 1 FROM record WHERE connection > ?1) AS other`,
    connection,
  );
  return row?.other === 1;
}

/** Of signals just recorded those that tell what no other account had told before; one told again is no news. */
export function firstTold(store: Store, fresh: readonly PersonSignal[]): PersonSignal[] {
  const doubtful = new Set(peopleWithEchoes(store, fresh));
  const news = fresh.filter(({ personId }) => !doubtful.has(personId));
  for (const personId of doubtful) {
    const told = fresh.filter((signal) => signal.personId === personId);
    const keys = new Set(told.map(({ key }) => key));
    const count = createCount();
    for (const fact of factsOf(store, personId)) if (!keys.has(fact.key)) count(fact);
    news.push(...told.filter((signal) => count({ ...signal, connection: signal.connection ?? null })));
  }
  return news;
}

/** Counts facts one by one; tells of each whether it is told more often now than any account had told it before. */
function createCount(): (fact: Fact) => boolean {
  const tellings = new Map<string, Map<string, number>>();
  return (fact) => {
    if (fact.connection === null) return true;
    const accounts = tellings.get(factKey(fact)) ?? new Map<string, number>();
    tellings.set(factKey(fact), accounts);
    const most = Math.max(0, ...accounts.values());
    const times = (accounts.get(fact.connection) ?? 0) + 1;
    accounts.set(fact.connection, times);
    return times > most;
  };
}
