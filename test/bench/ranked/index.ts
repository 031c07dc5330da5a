import { DurableObject } from 'cloudflare:workers';
import { DEFAULT_MODEL, pointsOf } from '#core/score/model.ts';
import { sumsOfDistinct } from '#core/score/score.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import type { Env } from '#server/env.ts';
import { migrate } from '#server/storage/migrate.ts';
import { durableSql } from '#server/storage/sql.ts';
import { migrations } from '#server/workspace/migrations.ts';
import {
  ranksToValues,
  sumsToValues,
  SUM_COLUMNS,
  RANK_COLUMNS,
} from '#server/workspace/people/pillar-columns.ts';
import { EVERYBODY, segmentSql } from '#server/workspace/people/segment.ts';
import { rankPeople, topPeople } from '#server/workspace/people/top.ts';
import type { Store } from '#server/workspace/store.ts';
import { NOW, signalsOfPeople } from './people.ts';

const LIMIT = 100;
const PORTION = 2_000;
const COLUMNS = `name, tier, tier_since, created_at, ${SUM_COLUMNS}, ${RANK_COLUMNS}`;
const PERSON = `INSERT INTO person (id, ${COLUMNS}) SELECT ${Array.from({ length: 21 }, (_, n) => `value ->> ${n}`).join(', ')} FROM json_each(?)`;
const EVENT = `INSERT INTO event SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`;

/** A workspace's store with people in it, and beside it what one would ask without our index. */
export class Ranked extends DurableObject<Env> {
  readonly #store: Store;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = { sql: durableSql(ctx.storage), now: () => NOW, publicUrl: '', wake: () => undefined };
  }

  override fetch(request: Request): Response {
    const { pathname, searchParams } = new URL(request.url);
    const n = Number(searchParams.get('n'));
    if (pathname === '/build') return Response.json(this.#build(n));
    if (pathname === '/group') return Response.json(this.#group());
    for (let round = 0; round < n; round += 1) this.#top(pathname);
    return Response.json(this.#top('/rank'));
  }

  #top(what: string): { read: number | null; last: number } {
    const { ranks, read } = rankPeople(this.#store, { pillar: null, limit: LIMIT }, segmentOf(this.#store));
    if (what === '/people') topPeople(this.#store, { pillar: null, limit: LIMIT, segment: EVERYBODY });
    return { read, last: ranks.at(-1)?.standing ?? 0 };
  }

  #build(people: number): { signals: number } {
    const { sql } = this.#store;
    migrate(sql, migrations);
    // Clustered by person, points ready made: the kindest schema to the query that groups.
    sql.run(`CREATE TABLE event (person_id INTEGER, at INTEGER, n INTEGER, points REAL, rate REAL,
      PRIMARY KEY (person_id, at, n)) WITHOUT ROWID`);
    let [id, signals] = [0, 0];
    let rows: unknown[] = [];
    let events: unknown[] = [];
    for (const list of signalsOfPeople(people)) {
      id += 1;
      const sums = sumsOfDistinct(DEFAULT_MODEL, list);
      rows.push([
        id,
        `Person ${id}`,
        'none',
        NOW,
        NOW,
        ...sumsToValues(sums),
        ...ranksToValues(DEFAULT_MODEL, sums),
      ]);
      const told = list.toSorted((a, b) => a.occurredAt - b.occurredAt);
      events.push(
        ...told.map(({ type, occurredAt, value }, n) => {
          const { weight, cap, halfLife } = DEFAULT_MODEL.pillars[SIGNALS[type].pillar];
          const points = (100 * weight * pointsOf(DEFAULT_MODEL, type, value)) / (cap * DEFAULT_MODEL.full);
          return [id, occurredAt, n, points, Math.LN2 / halfLife];
        }),
      );
      signals += list.length;
      if (id % PORTION !== 0 && id !== people) continue;
      sql.run(PERSON, JSON.stringify(rows));
      sql.run(EVENT, JSON.stringify(events));
      rows = [];
      events = [];
    }
    return { signals };
  }

  #group(): { found: number } {
    const rows = this.#store.sql.all(
      `SELECT person_id, sum(points * exp((at - ?) * rate)) AS balance FROM event
       GROUP BY person_id ORDER BY balance DESC LIMIT ?`,
      NOW,
      LIMIT,
    );
    return { found: rows.length };
  }
}

function segmentOf(store: Store) {
  const segment = segmentSql(store, EVERYBODY);
  if (!segment.ok) throw new Error(segment.problem.message);
  return segment.value;
}

export default {
  fetch(request: Request, env: { RANKED: DurableObjectNamespace }): Promise<Response> {
    return env.RANKED.getByName('one').fetch(request);
  },
};
