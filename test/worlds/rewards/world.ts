import type { RewardProposal } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { Budgets } from '#server/workspace/ledger/budgets.ts';
import { Members } from '#server/workspace/members/members.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import type { TakingBack } from '#server/workspace/rewards/take-back.ts';
import { NOW } from '#test/server/workspace/fixture.ts';
import { between, pick, seeded, type Random } from '#test/sandbox/random.ts';
import { Crash, Disk } from '#test/worlds/disk.ts';
import { Office } from '#test/worlds/office.ts';
import { PAID, Vendors, type Call } from '#test/worlds/vendors.ts';
import type { Mutant as AnyMutant } from '#test/worlds/world.ts';
import { ACTIONS, type Action } from './actions.ts';
import { company, PEOPLE } from './company.ts';
import { checkIntent } from './intent.ts';
import { Rules } from './invariants.ts';
import { pressInSlack, type Press, type PressVerb } from './press.ts';

/** One rule about money broken on purpose. */
export type Mutant = Omit<AnyMutant, 'press'> & { press?: PressVerb; takeBack?: TakeBackVerb };

/** What taking a reward back does. */
export type TakeBackVerb = (office: Office, id: string, asked: TakingBack) => unknown;

/** What waits longest is a proposal whose hold lapses in a month. */
const LONGEST = 40 * DAY;
const AFTERWARDS = ['sent', 'delivered', 'delivered', 'unclaimed', 'failed', 'returned'] as const;
const TOTAL = ACTIONS.reduce((sum, { weight }) => sum + weight, 0);

/** Where money is promised and paid, and everything that can go wrong does, the same way for the same seed. */
export class RewardWorld {
  readonly random: Random;
  readonly disk: Disk;
  readonly vendors = new Vendors();
  readonly press: PressVerb;
  readonly takeBack: TakeBackVerb;
  /** Whom this world can reward. */
  readonly people: readonly string[];
  /** What was pressed and proposed, to be sent again. */
  readonly pressed: Press[] = [];
  readonly proposed: RewardProposal[] = [];
  /** The proposals somebody was told had been taken, and under which id. */
  readonly accepted = new Map<string, string>();
  /** The orders whose money came back, by key. */
  readonly returned = new Set<string>();
  readonly violations: string[] = [];
  /** What happened, step by step. */
  readonly trace: string[] = [];
  readonly rules: Rules;
  office: Office;
  now = NOW;
  keys = 0;
  readonly #mutant: Mutant;
  readonly #doors: Doors;

  constructor(seed: string, mutant: Mutant = {}) {
    this.random = seeded(seed);
    this.#mutant = mutant;
    this.press = mutant.press ?? pressInSlack;
    this.takeBack = mutant.takeBack ?? ((office, id, asked) => office.rewards.takeBack(id, asked));
    this.disk = new Disk(mutant.rewrite, company());
    this.people = PEOPLE.slice(0, between(this.random, 2, PEOPLE.length));
    this.#doors = mutant.doors?.(this.vendors, this.disk, this.random) ?? this.vendors;
    this.rules = new Rules(this);
    // Some money leaves only later, and not everything that left arrives.
    this.vendors.taken = () => (this.random() < 0.7 ? PAID : { ...PAID, state: 'ordered', paid: false });
    this.vendors.later = (key) => {
      const state = pick(this.random, AFTERWARDS);
      if (state === 'returned') this.returned.add(key);
      return { ...PAID, state };
    };
    this.office = this.#open();
    // Without any budget at all, nothing binds.
    if (this.random() < 0.8) {
      const amount = between(this.random, 20, pick(this.random, [80, 300])) * 100;
      new Budgets(this.office.store).set('general', 'USD', amount, 'boss@acme.test');
    }
  }

  get members(): Members {
    return new Members(this.office.store);
  }

  tell(what: string): void {
    this.trace.push(what);
  }

  /** One thing happens; gives the rules it broke. */
  async step(): Promise<string[]> {
    this.now += 1 + Math.floor(this.random() * 3_000);
    try {
      if (this.random() < 0.08) this.disk.lightFuse(between(this.random, 1, 4), this.random() < 0.5);
      await this.#anyAction().run(this);
    } catch (error) {
      this.#afterCrash(error);
    }
    if (this.office.isRunning) await settled();
    return this.broken();
  }

  /** What is broken now. */
  broken(): string[] {
    return [...this.violations, ...this.rules.check()];
  }

  #anyAction(): Action {
    for (;;) {
      let roll = this.random() * TOTAL;
      const action = ACTIONS.find(({ weight }) => (roll -= weight) < 0) ?? ACTIONS[0]!;
      if (action.isPossible?.(this) ?? true) return action;
    }
  }

  /** The alarm rings, if it is due and not being answered. */
  ring(): void {
    const { office } = this;
    if (office.isRunning || office.alarmAt === null || office.alarmAt > this.now) return;
    office.ring(this.#doors).catch((error: unknown) => {
      // What a dead process still stumbles over happened to nobody.
      if (office === this.office) this.#afterCrash(error);
    });
  }

  /** The process dies; what it asked of others may still happen. */
  crash(): void {
    this.disk.kill();
    this.vendors.hangUp(() => this.random() < 0.5);
    this.office = this.#open();
  }

  #open(): Office {
    const office = new Office(this.disk.open(), () => this.now, this.#mutant.store ?? ((store) => store));
    this.vendors.onCall = (call: Call) => {
      // Calls of a dead process are judged by nobody: it can make none.
      if (office === this.office) this.violations.push(...checkIntent(this, call));
    };
    return office;
  }

  #afterCrash(error: unknown): void {
    if (error instanceof Crash) {
      this.tell('— the process died');
      this.crash();
    } else {
      this.violations.push(
        `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }

  /** From here on nothing goes wrong any more, everything due is done, and the time of every proposal runs out. */
  async quiesce(): Promise<void> {
    this.tell('the end');
    this.disk.extinguish();
    if (this.office.isRunning) await this.#finishRun();
    for (let round = 0; round < 4; round += 1) {
      await this.#drain();
      const open = this.disk.all<{ n: number }>(
        `SELECT count(*) AS n FROM reward WHERE state IN ('proposed', 'change_requested')`,
      )[0];
      if (this.office.deliveries.replayAll('boss@acme.test') === 0 && open?.n === 0) return;
    }
  }

  async #drain(): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) {
      const { alarmAt } = this.office;
      // Scores are looked at again in months; money is not.
      if (alarmAt === null || alarmAt > this.now + LONGEST) return;
      this.now = Math.max(this.now + 1, alarmAt);
      this.ring();
      await this.#finishRun();
    }
    this.violations.push('work that never ends');
  }

  async #finishRun(): Promise<void> {
    for (let turn = 0; turn < 200 && this.office.isRunning; turn += 1) {
      const { open } = this.vendors;
      for (let [call] = open; call !== undefined; [call] = open) call.end('well');
      await settled();
    }
    if (this.office.isRunning) this.violations.push('a run that never ends');
  }
}

/** All promises that can go on have gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
