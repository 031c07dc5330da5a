import { DurableObject } from 'cloudflare:workers';
import type { Env } from '#server/env.ts';
import { migrate } from '#server/storage/migrate.ts';
import { durableSql } from '#server/storage/sql.ts';
import { Alerts } from './alerts.ts';
import { Connections } from './connections.ts';
import { Deliveries } from './deliveries.ts';
import { dispatch } from './dispatch.ts';
import { openDoors } from './open-doors.ts';
import { Ingest } from './ingest.ts';
import { Ledger } from './ledger.ts';
import { migrations } from './migrations.ts';
import { nextDue } from './outbox.ts';
import { People } from './people.ts';
import { expireRewards, nextExpiry, Rewards } from './rewards.ts';
import { reviewTiers } from './scoring.ts';
import { Signals } from './signals.ts';
import { SlackDesk } from './slack-desk.ts';
import type { Store } from './store.ts';

/** Everything known about one company's advocates. Opens the store and hands out the nouns; holds no rules itself. */
export class Workspace extends DurableObject<Env> {
  readonly #store: Store;
  #alarmAt: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = {
      sql: durableSql(ctx.storage),
      now: () => Date.now(),
      publicUrl: String(env['PUBLIC_URL']),
      wake: (at) => this.#wake(at),
    };
    migrate(this.#store.sql, migrations);
    void ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await ctx.storage.getAlarm();
      // Whatever a crash left behind is picked up without waiting for the next event.
      const due = nextDue(this.#store);
      if (due !== null) this.#wake(due);
    });
  }

  get people(): People {
    return new People(this.#store);
  }

  get signals(): Signals {
    return new Signals(this.#store);
  }

  get rewards(): Rewards {
    return new Rewards(this.#store);
  }

  get ledger(): Ledger {
    return new Ledger(this.#store);
  }

  get connections(): Connections {
    return new Connections(this.#store);
  }

  get ingest(): Ingest {
    return new Ingest(this.#store);
  }

  get alerts(): Alerts {
    return new Alerts(this.#store);
  }

  get deliveries(): Deliveries {
    return new Deliveries(this.#store);
  }

  get slack(): SlackDesk {
    return new SlackDesk(this.#store);
  }

  /** Everything that waits for its time: proposals that run out, tiers that decay, deliveries that are due. */
  override async alarm(): Promise<void> {
    this.#alarmAt = null;
    expireRewards(this.#store);
    reviewTiers(this.#store);
    await dispatch(this.#store, openDoors(this.env));
    for (const at of [nextDue(this.#store), nextExpiry(this.#store), nextReview(this.#store)]) {
      if (at !== null) this.#wake(at);
    }
  }

  #wake(at: number): void {
    if (this.#alarmAt !== null && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(at));
  }
}

function nextReview({ sql }: Store): number | null {
  return sql.all<{ at: number | null }>('SELECT min(tier_check_at) AS at FROM person')[0]?.at ?? null;
}
