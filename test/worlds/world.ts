import { DEFAULT_SETTINGS } from '#core/fraud/settings.ts';
import { DAY } from '#core/time.ts';
import { keepFraudSettings } from '#server/workspace/fraud/settings.ts';
import { Budgets } from '#server/workspace/ledger/budgets.ts';
import { setDefaultSlackRole } from '#server/workspace/members/role-of.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import type { Store } from '#server/workspace/store.ts';
import { between, pick, seeded, type Random } from '#test/sandbox/random.ts';
import { Crash, Disk, type Rewrite } from './disk.ts';
import { Mail } from './mail.ts';
import { Oblivion } from './oblivion.ts';
import { Office } from './office.ts';
import { People, pressInSlack, type PressVerb } from './people.ts';
import { Vendors, type Ending } from './vendors.ts';

const PORTALS = [
  { id: 'hubspot-1', vendor: 'hubspot', account: '1', name: 'Portal' },
  { id: 'salesforce-1', vendor: 'salesforce', account: '1', name: 'Org' },
] as const;
const TEAM = { id: 'slack-T1', vendor: 'slack', account: 'T1', name: 'Team', initial: false } as const;

/** One rule broken on purpose; a world with a mutant in it must notice. */
export interface Mutant {
  rewrite?: Rewrite;
  store?: (store: Store) => Store;
  doors?: (doors: Doors, disk: Disk, random: Random) => Doors;
  press?: PressVerb;
}

const ENDINGS: Ending[] = ['lost', 'unheard', 'throttled', 'refused', 'thrown'];

/** A company and its vendors, in which everything that can go wrong does, the same way for the same seed. */
export class World {
  readonly disk: Disk;
  /** What each CRM sends. */
  readonly mails: readonly Mail[];
  readonly oblivion: Oblivion;
  readonly vendors = new Vendors();
  readonly people: People;
  readonly violations: string[] = [];
  readonly log: string[] = [];
  office: Office;
  now = Date.UTC(2026, 0, 5);
  readonly random: Random;
  /** Whether there was a budget before anything was proposed. */
  readonly isBudgeted: boolean;
  /** Whether messages were dropped because nobody was listening. */
  wasCutOff = false;
  readonly #mutant: Mutant;
  readonly #doors: Doors;

  constructor(seed: string, mutant: Mutant = {}) {
    this.random = seeded(seed);
    this.#mutant = mutant;
    this.isBudgeted = this.random() < 0.5;
    this.disk = new Disk(mutant.rewrite);
    this.people = new People(this.random, this.disk, mutant.press ?? pressInSlack);
    this.oblivion = new Oblivion(this.disk, () => this.people);
    this.mails = PORTALS.map(({ id }, n) => new Mail(id, n === 0 ? '' : 'S', this.random, this.oblivion));
    const [one, other] = this.mails;
    if (one !== undefined && other !== undefined) {
      one.portal.neighbour = other.portal;
      other.portal.neighbour = one.portal;
    }
    this.#doors = mutant.doors?.(this.vendors, this.disk, this.random) ?? this.vendors;
    this.office = this.#open();
    this.#furnish();
  }

  #furnish(): void {
    for (const portal of PORTALS) this.#connect(portal, this.random() < 0.3);
    this.#connectSlack();
    if (this.isBudgeted) {
      this.#raiseBudget(between(this.random, 20, 120) * 100);
    }
    setDefaultSlackRole(this.office.store, 'manager', 'admin');
    // Everybody is at acme.test here: on hold, nothing would be left to decide.
    keepFraudSettings(this.office.store, { ...DEFAULT_SETTINGS, sameDomain: { general: 'off' } }, 'admin');
    for (const mail of this.mails) {
      for (let count = between(this.random, 1, 3); count > 0; count -= 1) mail.create((this.now += 1));
    }
  }

  #connect(portal: (typeof PORTALS)[number], initial: boolean): void {
    this.office.connections.add({ ...portal, initial }, 'admin');
    this.#switch(portal.id);
  }

  #connectSlack(): void {
    const { connections } = this.office;
    connections.add(TEAM, 'admin');
    connections.chooseChannel('alerts', { connection: TEAM.id, id: 'C1', name: null }, 'admin');
  }

  /** An admin lets flags be written to the CRM, or holds them. */
  #switch(connection: string): void {
    this.office.writeBack.switch(connection, this.random() < 0.7, 'admin');
  }

  /** An admin takes a connection out and makes it again. */
  #reconnect(): void {
    const { connections } = this.office;
    if (this.random() < 0.5) {
      const portal = pick(this.random, PORTALS);
      connections.remove(portal.id, 'admin');
      this.#connect(portal, this.random() < 0.5);
    } else {
      this.wasCutOff = true;
      connections.remove(TEAM.id, 'admin');
      this.#connectSlack();
    }
  }

  /** One thing happens. */
  async step(): Promise<void> {
    this.now += 1 + Math.floor(this.random() * 3_000);
    const [name, deed] = this.#anyDeed();
    this.log.push(name);
    try {
      if (this.random() < 0.06) this.disk.lightFuse(between(this.random, 1, 4), this.random() < 0.5);
      deed();
    } catch (error) {
      this.#afterCrash(error);
    }
    await settled();
  }

  #anyDeed(): [string, () => void] {
    const roll = this.random() * 100;
    const { people, office, vendors, now } = this;
    const mail = pick(this.random, this.mails);
    if (vendors.open.length > 0 && roll < 45) return ['answer', () => this.#answer()];
    if (roll < 20) return ['ring', () => this.#ringSoon()];
    if (roll < 35) return ['mail', () => mail.deliver(office)];
    if (roll < 50) return ['crm', () => mail.change(now)];
    if (roll < 60) return ['press', () => this.violate(people.press(office))];
    if (roll < 63) return ['decide', () => people.decide(office)];
    if (roll < 65) return ['greet', () => people.greet(office, now)];
    if (roll < 67) return ['ask', () => people.ask(office, now)];
    if (roll < 72) return ['report', () => people.report(office, now)];
    if (roll < 74) return ['match', () => people.match(office)];
    if (roll < 74.5) return ['leave', () => people.leave(office, this.oblivion)];
    if (roll < 80) return ['propose', () => people.propose(office)];
    if (roll < 86) return ['time', () => void (this.now += Math.floor(this.random() ** 4 * 30 * DAY))];
    if (roll < 89) return ['crash', () => this.#crash()];
    if (roll < 90) return ['switch', () => this.#switch(mail.connection)];
    if (roll < 92) return ['replay', () => void office.deliveries.replayAll('admin')];
    if (roll < 95) return ['synced', () => office.ingest.finishInitial(mail.connection)];
    if (roll < 97) return ['budget', () => this.#raiseBudget(5_000)];
    if (roll < 98) return ['reconnect', () => this.#reconnect()];
    return ['create', () => mail.create(now)];
  }

  #raiseBudget(by: number): void {
    const budgets = new Budgets(this.office.store);
    const before = budgets.list().find(({ holder }) => holder === 'general')?.amount ?? 0;
    budgets.set('general', 'USD', before + by, 'admin');
  }

  /** Often nothing else happens until the alarm is due. */
  #ringSoon(): void {
    const wait = (this.office.alarmAt ?? this.now) - this.now;
    if (wait < DAY && this.random() < 0.7) this.now += Math.max(0, wait);
    this.ring();
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

  #answer(): void {
    const { open } = this.vendors;
    if (open.length === 0) return;
    const call = pick(this.random, open);
    const ending = this.random() < 0.6 ? 'well' : pick(this.random, ENDINGS);
    // A team that never lets us look people up has given up on this one rule.
    call.end(call.door === 'findUser' && ending === 'refused' ? 'lost' : ending);
  }

  #crash(): void {
    this.disk.kill();
    this.vendors.hangUp(() => this.random() < 0.5);
    this.office = this.#open();
  }

  #open(): Office {
    const office = new Office(this.disk.open(), () => this.now, this.#mutant.store ?? ((store) => store));
    this.vendors.onCall = (call) => this.#checkIntent(office, call.door, call.connection, call.subjects);
    return office;
  }

  #afterCrash(error: unknown): void {
    if (error instanceof Crash) this.#crash();
    else this.violate(`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  violate(what: string | null): void {
    if (what !== null) this.violations.push(what);
  }

  /** Nothing leaves that was not recorded before. */
  #checkIntent(office: Office, door: string, connection: string, subjects: string[]): void {
    if (office !== this.office) return;
    const recorded = this.disk.all<{ id: string }>(
      // The id of one that empties fields names whose proof counts it, too.
      `SELECT CASE kind WHEN 'clear' THEN 'clear:' || target || ':' || subject ELSE id END AS id
       FROM delivery WHERE state = 'due' AND target = ? AND due_at <= ?`,
      connection,
      this.now,
    );
    const ids = new Set(recorded.map((row) => row.id));
    const named = door === 'flags' ? 'flag' : door;
    const wanted = door === 'pay' ? subjects : subjects.map((id) => `${named}:${connection}:${id}`);
    if (recorded.length === 0 || !wanted.every((id) => ids.has(id))) {
      this.violate(`${door} left without a record: ${wanted.join(', ')}`);
    }
  }

  /** From here on nothing goes wrong any more: what was missed is read, and everything due is done. */
  async quiesce(): Promise<void> {
    this.disk.extinguish();
    if (this.office.isRunning) await this.#finishRun();
    // An admin whose reconnecting was cut short does it again.
    for (const portal of PORTALS) this.office.connections.add({ ...portal, initial: true }, 'admin');
    for (const { id } of PORTALS) this.office.writeBack.switch(id, true, 'admin');
    this.#connectSlack();
    for (const { id } of PORTALS) this.office.ingest.finishInitial(id);
    for (const mail of this.mails) mail.deliverAll(this.office);
    // Twice: what one CRM no longer tells, the other tells only when it is read again.
    for (const mail of [...this.mails, ...this.mails]) mail.readAll(this.office, this.disk);
    for (let round = 0; round < 4; round += 1) {
      await this.#drain();
      if (this.office.deliveries.replayAll('admin') === 0) return;
    }
  }

  async #drain(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) {
      const due = this.disk.all<{ at: number }>(
        `SELECT min(due_at) AS at FROM delivery WHERE state = 'due' HAVING count(*) > 0`,
      )[0];
      if (due === undefined) return;
      if (this.office.alarmAt === null || this.office.alarmAt > Math.max(due.at, this.now)) {
        this.violate(`nobody is woken for what is due at ${due.at}`);
        return;
      }
      this.now = Math.max(this.now + 1, this.office.alarmAt);
      this.ring();
      await this.#finishRun();
    }
    this.violate('work that never ends');
  }

  async #finishRun(): Promise<void> {
    for (let turn = 0; turn < 2_000 && this.office.isRunning; turn += 1) {
      const { open } = this.vendors;
      for (let [call] = open; call !== undefined; [call] = open) call.end('well');
      await settled();
    }
    if (this.office.isRunning) this.violate('a run that never ends');
  }
}

/** All promises that can go on have gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
