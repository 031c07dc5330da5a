import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import type { Store } from '#server/workspace/store.ts';

const EACH = 10;
const TOGETHER = 2_000;
const YEARS = 2 * 365 * DAY;

/** A company's people with ten signals each: most known by one CRM, some by two, a few told of on cards. */
export function fillPeople({ sql, now }: Store, people: number): void {
  const at = now();
  for (let from = 1; from <= people; from += TOGETHER) {
    const ids = Array.from({ length: Math.min(TOGETHER, people + 1 - from) }, (_, index) => from + index);
    sql.transaction(() => {
      sql.run(
        `INSERT INTO person (id, name, email, tier, tier_since, created_at)
         SELECT value, 'Person ' || value, 'person' || value || '@company' || (value / 20) || '.test', 'none', ?1, ?1
         FROM json_each(?2)`,
        at,
        JSON.stringify(ids),
      );
      sql.run(
        `INSERT INTO signal (key, person_id, type, occurred_at, received_at, value, source, connection)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 3, value ->> 4, 'bench', value ->> 5
         FROM json_each(?)`,
        JSON.stringify(ids.flatMap((id) => signalsOf(id, at))),
      );
    });
  }
}

function signalsOf(id: number, now: number): unknown[][] {
  return Array.from({ length: EACH }, (_, index) => {
    const seed = Math.imul(id * EACH + index + 1, 2_654_435_761) >>> 0;
    const type = SIGNAL_TYPES[seed % SIGNAL_TYPES.length]!;
    const { range } = SIGNALS[type];
    const value =
      range === null ? null : Math.round(range.min + ((seed >>> 8) % 100) * 0.01 * (range.max - range.min));
    const isOnCard = id % 100 === 0 && index === 0;
    const account = isOnCard
      ? null
      : id % 20 === 1 && index % 2 === 0
        ? 'salesforce-00D1'
        : 'hubspot-24601337';
    const key = `${isOnCard ? 'card' : 'crm'}:${id}:${type}:${account}:${index}`;
    return [key, id, type, now - (seed % YEARS), value, account];
  });
}
