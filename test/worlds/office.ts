import type { Sql } from '#server/storage/sql.ts';
import { Asks } from '#server/workspace/asks/asks.ts';
import { Connections } from '#server/workspace/connections.ts';
import { Deliveries } from '#server/workspace/outbox/deliveries.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import { Erasures } from '#server/workspace/erasure/erasures.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { Ingest } from '#server/workspace/ingest/ingest.ts';
import { Ledger } from '#server/workspace/ledger/ledger.ts';
import { Rewards } from '#server/workspace/rewards/rewards.ts';
import { Signals } from '#server/workspace/scoring/signals.ts';
import { SlackDesk } from '#server/workspace/slack/desk.ts';
import type { Store } from '#server/workspace/store.ts';
import { nextTimer, runTimers } from '#server/workspace/timers.ts';
import { WriteBack } from '#server/workspace/flags/write-back.ts';

/** One process of the workspace: the real nouns, an alarm as the platform keeps it, and nothing else. */
export class Office {
  readonly store: Store;
  readonly ingest: Ingest;
  readonly signals: Signals;
  readonly rewards: Rewards;
  readonly slack: SlackDesk;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  readonly connections: Connections;
  readonly writeBack: WriteBack;
  readonly asks: Asks;
  readonly identity: Identities;
  readonly erasures: Erasures;
  alarmAt: number | null = null;
  isRunning = false;

  constructor(sql: Sql, now: () => number, alter: (store: Store) => Store) {
    const publicUrl = 'https://groundswell.test';
    this.store = alter({ sql, now, publicUrl, wake: (at) => this.#wake(at) });
    this.ingest = new Ingest(this.store);
    this.signals = new Signals(this.store);
    this.rewards = new Rewards(this.store);
    this.slack = new SlackDesk(this.store);
    this.ledger = new Ledger(this.store);
    this.deliveries = new Deliveries(this.store);
    this.connections = new Connections(this.store);
    this.writeBack = new WriteBack(this.store);
    this.asks = new Asks(this.store);
    this.identity = new Identities(this.store);
    this.erasures = new Erasures(this.store);
    this.#wakeForNext();
  }

  /** What the platform does when the alarm rings. */
  async ring(doors: Doors): Promise<void> {
    this.alarmAt = null;
    this.isRunning = true;
    await runTimers(this.store, doors);
    this.isRunning = false;
    this.#wakeForNext();
  }

  #wakeForNext(): void {
    const next = nextTimer(this.store);
    if (next !== null) this.#wake(next);
  }

  #wake(at: number): void {
    this.alarmAt = Math.min(at, this.alarmAt ?? at);
  }
}
