import { DurableObject } from 'cloudflare:workers';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { migrate } from '#server/storage/migrate.ts';
import { durableSql } from '#server/storage/sql.ts';
import { migrations } from '#server/workspace/migrations.ts';
import { Models } from '#server/workspace/models/models.ts';
import { runSweep, sweepProgress } from '#server/workspace/models/sweep.ts';
import type { Store } from '#server/workspace/store.ts';
import { nextTurn } from '#server/workspace/turns.ts';
import { fillPeople } from './fill.ts';

/** A workspace of its own, with what a bench asks of it. */
export class World extends DurableObject {
  readonly #store: Store;

  constructor(ctx: DurableObjectState, env: never) {
    super(ctx, env);
    this.#store = {
      sql: durableSql(ctx.storage),
      now: () => Date.now(),
      publicUrl: 'https://bench.test',
      wake: () => undefined,
    };
    migrate(this.#store.sql, migrations);
  }

  fill(people: number): void {
    fillPeople(this.#store, people);
  }

  async sweep(): Promise<number> {
    const models = new Models(this.#store);
    const draft = models.draft(slower(), '', 'bench');
    if (!draft.ok) throw new Error(draft.problem.message);
    models.publish(draft.value.id, 'bench');
    return this.#held(async () => {
      while (sweepProgress(this.#store) !== null) {
        await runSweep(this.#store);
      }
    });
  }

  async preview(): Promise<{ people: number; held: number }> {
    let people = 0;
    const held = await this.#held(async () => {
      const preview = await new Models(this.#store).preview(DEFAULT_MODEL, null);
      if (!preview.ok) throw new Error(preview.problem.message);
      people = preview.value.people;
    });
    return { people, held };
  }

  /** The longest anybody else would have waited while the work went on, milliseconds. */
  async #held(work: () => Promise<void>): Promise<number> {
    const watch = { isOver: false, longest: 0 };
    const watching = this.#watch(watch);
    await work();
    watch.isOver = true;
    await watching;
    return watch.longest;
  }

  async #watch(watch: { isOver: boolean; longest: number }): Promise<void> {
    for (let last = Date.now(); !watch.isOver; last = Date.now()) {
      await nextTurn();
      watch.longest = Math.max(watch.longest, Date.now() - last);
    }
  }
}

function slower(): ScoreModel {
  const { word_of_mouth } = DEFAULT_MODEL.pillars;
  return {
    ...DEFAULT_MODEL,
    pillars: {
      ...DEFAULT_MODEL.pillars,
      word_of_mouth: { ...word_of_mouth, halfLife: 2 * word_of_mouth.halfLife },
    },
  };
}

export default {
  async fetch(request: Request, env: { WORLD: DurableObjectNamespace<World> }): Promise<Response> {
    const world = env.WORLD.get(env.WORLD.idFromName('bench'));
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/sweep') return Response.json({ held: await world.sweep() });
    if (pathname === '/preview') return Response.json(await world.preview());
    await world.fill(Number(searchParams.get('people')));
    return Response.json({});
  },
};
