import { REST_PERIOD } from '#core/ask/ask.ts';
import { DAY } from '#core/time.ts';
import { countedFacts, factKey, type Fact } from '#core/signal/counted.ts';
import type { World } from './world.ts';

/** Whoever was merged away leads to somebody who was not, and is nobody's match any more; no fact counts twice. */
export function brokenIdentities({ disk, oblivion }: World): string[] {
  const broken = disk
    .all<{ what: string }>(
      `SELECT 'person ' || id || ' was merged into nobody' AS what FROM person
         WHERE name = 'Merged person' AND NOT EXISTS (SELECT 1 FROM person_link WHERE from_id = person.id)
       UNION ALL SELECT 'person ' || from_id || ' became two' FROM person_link GROUP BY from_id HAVING count(*) > 1
       UNION ALL SELECT 'person ' || person.id || ' goes on though merged' FROM person
         JOIN person_link ON from_id = person.id WHERE removed_at IS NULL
           OR EXISTS (SELECT 1 FROM record WHERE person_id = person.id)
           OR EXISTS (SELECT 1 FROM reward WHERE person_id = person.id)
           OR EXISTS (SELECT 1 FROM link_suggestion WHERE person.id IN (person_a, person_b))
       UNION ALL SELECT 'suggestion ' || person_a || ' ' || person_b FROM link_suggestion WHERE person_a >= person_b
       UNION ALL SELECT 'person ' || person_id || ' told ' || type || ' twice in ' || connection FROM signal
         WHERE connection IS NOT NULL AND NOT (type = 'deal_won' AND source LIKE 'deal %')
         GROUP BY person_id, connection, type, occurred_at, value HAVING count(*) > 1`,
    )
    .map((row) => row.what);
  return [...broken, ...countedTwice(disk.all<Told>(TOLD)), ...oblivion.wrongs, ...oblivion.returned()];
}

interface Told extends Fact {
  personId: number;
}

const TOLD = `SELECT key, person_id AS personId, type, occurred_at AS occurredAt, received_at AS receivedAt, value,
  source, connection FROM signal WHERE connection IS NOT NULL`;

/** What several CRMs tell counts as often as the one that tells it most. */
function countedTwice(told: Told[]): string[] {
  const broken: string[] = [];
  for (const [personId, facts] of Map.groupBy(told, (fact) => fact.personId)) {
    const counted = countedFacts(facts);
    for (const [key, same] of Map.groupBy(facts, factKey)) {
      const times = Map.groupBy(same, (fact) => fact.connection).values();
      const most = Math.max(...[...times].map((each) => each.length));
      const n = counted.filter((fact) => factKey(fact) === key).length;
      if (n !== most) broken.push(`person ${personId}: ${key} counts ${n} times instead of ${most}`);
    }
  }
  return broken;
}

interface Wishes {
  id: number;
  optedOut: number;
  wishes: number;
  lastAskedAt: number | null;
  restUntil: number | null;
  asked: number | null;
}

/** A wish not to be asked stands while one does; who was asked rests after the last of all asks, and none is lost. */
export function brokenWishes({ disk, people, now }: World): string[] {
  const broken: string[] = [];
  const rows = disk.all<Wishes>(
    `SELECT id, opted_out AS optedOut, EXISTS (SELECT 1 FROM opt_out WHERE person_id = person.id) AS wishes,
       last_asked_at AS lastAskedAt, rest_until AS restUntil,
       (SELECT max(asked_at) FROM ask WHERE person_id = person.id) AS asked FROM person`,
  );
  for (const { id, optedOut, wishes, lastAskedAt, restUntil, asked } of rows) {
    if (optedOut !== wishes) broken.push(`person ${id} is opted out ${optedOut} with ${wishes} wishes`);
    if (lastAskedAt !== asked) broken.push(`person ${id} was asked at ${lastAskedAt} instead of ${asked}`);
    const rests = asked === null ? null : asked + REST_PERIOD;
    const isOver = restUntil === null && (rests === null || rests <= now + DAY);
    if (restUntil !== rests && !isOver) broken.push(`person ${id} rests until ${restUntil}, not ${rests}`);
  }
  const kept = new Set(disk.all<{ key: string }>('SELECT key FROM ask').map((row) => row.key));
  for (const key of people.asked) if (!kept.has(key)) broken.push(`${key} was logged and is lost`);
  return broken;
}
