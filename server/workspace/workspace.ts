import { DurableObject } from 'cloudflare:workers';
import type { Env } from '#server/env.ts';
import { migrate } from '#server/storage/migrate.ts';
import { durableSql } from '#server/storage/sql.ts';
import { Accounts } from './accounts/accounts.ts';
import { Alerts } from './slack/alerts.ts';
import { Asks } from './asks/asks.ts';
import { RepCard } from './card/card.ts';
import { Connections } from './connections.ts';
import { Deliveries } from './outbox/deliveries.ts';
import { openDoors } from './outbox/open-doors.ts';
import { Erasures } from './erasure/erasures.ts';
import { Gates } from './gates/gates.ts';
import { GroupCommit } from './slack/group-commit.ts';
import { Identities } from './identity/identity.ts';
import { Imports } from './imports/imports.ts';
import { Ingest } from './ingest/ingest.ts';
import { JobChanges } from './job-changes/job-changes.ts';
import { Ledger } from './rewards/ledger.ts';
import { Models } from './models/models.ts';
import { migrations } from './migrations.ts';
import { People } from './people/people.ts';
import { RewardRules } from './rewards/reward-rules.ts';
import { Rewards } from './rewards/rewards.ts';
import { Signals } from './scoring/signals.ts';
import { SharedDesk } from './slack/shared-desk.ts';
import { SlackDesk } from './slack/desk.ts';
import type { Store } from './store.ts';
import { nextTimer, runTimers } from './timers.ts';
import { WriteBack } from './flags/write-back.ts';

/** Everything known about one company's advocates. Opens the store and hands out the nouns; holds no rules itself. */
export class Workspace extends DurableObject<Env> {
  readonly #store: Store;
  readonly #commit = new GroupCommit();
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
      this.#wakeForNext();
    });
  }

  get people(): People {
    return new People(this.#store);
  }

  get accounts(): Accounts {
    return new Accounts(this.#store);
  }

  get identity(): Identities {
    return new Identities(this.#store);
  }

  get erasures(): Erasures {
    return new Erasures(this.#store);
  }

  get signals(): Signals {
    return new Signals(this.#store);
  }

  get imports(): Imports {
    return new Imports(this.#store);
  }

  get models(): Models {
    return new Models(this.#store);
  }

  get asks(): Asks {
    return new Asks(this.#store);
  }

  get gates(): Gates {
    return new Gates(this.#store);
  }

  get card(): RepCard {
    return new RepCard(this.#store);
  }

  get rewards(): Rewards {
    return new Rewards(this.#store);
  }

  get rewardRules(): RewardRules {
    return new RewardRules(this.#store);
  }

  get jobChanges(): JobChanges {
    return new JobChanges(this.#store);
  }

  get ledger(): Ledger {
    return new Ledger(this.#store);
  }

  get connections(): Connections {
    return new Connections(this.#store);
  }

  get writeBack(): WriteBack {
    return new WriteBack(this.#store);
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

  get slack(): SharedDesk {
    return new SharedDesk(new SlackDesk(this.#store), this.#commit);
  }

  /** Everything that waits for its time: proposals that run out, tiers that decay, rests that end, deliveries that are due. */
  override async alarm(): Promise<void> {
    this.#alarmAt = null;
    await runTimers(this.#store, openDoors(this.env));
    this.#wakeForNext();
  }

  #wakeForNext(): void {
    const next = nextTimer(this.#store);
    if (next !== null) this.#wake(next);
  }

  #wake(at: number): void {
    if (this.#alarmAt !== null && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(at));
  }
}
