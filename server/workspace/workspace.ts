import { DurableObject } from 'cloudflare:workers';
import type { Env } from '#server/env.ts';
import { migrate } from '#server/storage/migrate.ts';
import { durableSql } from '#server/storage/sql.ts';
import { Accounts } from './accounts/accounts.ts';
import { Alerts } from './slack/alerts.ts';
import { Asks } from './asks/asks.ts';
import { RepCard } from './card/card.ts';
import { Catalogue } from './catalogue/catalogue.ts';
import { Connections } from './connections.ts';
import { Deliveries } from './outbox/deliveries.ts';
import { Erasures } from './erasure/erasures.ts';
import { Fulfilments, type Ways } from './fulfilment/fulfilments.ts';
import { openWays } from './fulfilment/ways.ts';
import { Gates } from './gates/gates.ts';
import { Fraud } from './fraud/fraud.ts';
import { GroupCommit } from './slack/group-commit.ts';
import { Identities } from './identity/identity.ts';
import { Imports } from './imports/imports.ts';
import { Ingest } from './ingest/ingest.ts';
import { JobChanges } from './job-changes/job-changes.ts';
import { ApiKeys } from './members/api-keys.ts';
import { Budgets } from './ledger/budgets.ts';
import { Delegations } from './policy/delegations.ts';
import { Ledger } from './ledger/ledger.ts';
import { Policies } from './policy/policies.ts';
import { Members } from './members/members.ts';
import { Models } from './models/models.ts';
import { migrations } from './migrations.ts';
import { People } from './people/people.ts';
import { Points } from './points/points.ts';
import { RewardRules } from './rewards/reward-rules.ts';
import { Rewards } from './rewards/rewards.ts';
import { Signals } from './scoring/signals.ts';
import { SharedDesk } from './slack/shared-desk.ts';
import { SlackDesk } from './slack/desk.ts';
import type { Store } from './store.ts';
import { TaxLimits } from './tax/limits.ts';
import { Tax } from './tax/tax.ts';
import { nextTimer, runTimers } from './timers.ts';
import { Trail } from './trail/trail.ts';
import { WriteBack } from './flags/write-back.ts';

/** Everything known about one company's advocates. Opens the store and hands out the nouns; holds no rules itself. */
export class Workspace extends DurableObject<Env> {
  readonly #store: Store;
  readonly #commit = new GroupCommit();
  #ways: Ways | null = null;
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

  get members(): Members {
    return new Members(this.#store);
  }

  get apiKeys(): ApiKeys {
    return new ApiKeys(this.#store);
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

  get fraud(): Fraud {
    return new Fraud(this.#store);
  }

  get rewardRules(): RewardRules {
    return new RewardRules(this.#store);
  }

  get catalogue(): Catalogue {
    return new Catalogue(this.#store);
  }

  get taxLimits(): TaxLimits {
    return new TaxLimits(this.#store);
  }

  get tax(): Tax {
    return new Tax(this.#store);
  }

  get jobChanges(): JobChanges {
    return new JobChanges(this.#store);
  }

  get fulfilment(): Fulfilments {
    return new Fulfilments(this.#store, this.#waysOut());
  }

  get ledger(): Ledger {
    return new Ledger(this.#store);
  }

  get budgets(): Budgets {
    return new Budgets(this.#store);
  }

  get policies(): Policies {
    return new Policies(this.#store);
  }

  get delegations(): Delegations {
    return new Delegations(this.#store);
  }

  get points(): Points {
    return new Points(this.#store);
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

  get trail(): Trail {
    return new Trail(this.#store);
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
    await runTimers(this.#store, this.#waysOut().doors);
    this.#wakeForNext();
  }

  #waysOut(): Ways {
    return (this.#ways ??= openWays(this.env, this.#store, this.ctx.id.toString()));
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
