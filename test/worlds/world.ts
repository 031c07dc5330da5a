import { emptyBatch, type CrmBatch } from '#core/crm/crm.ts';
import { DAY } from '#core/time.ts';
import type { Doors } from '#server/workspace/doors.ts';
import type { Store } from '#server/workspace/store.ts';
import { between, pick, seeded, type Random } from '#test/sandbox/random.ts';
import { Crash, Disk, type Rewrite } from './disk.ts';
import { Office } from './office.ts';
import { People, pressInSlack, type Press1 } from './people.ts';
import { Portal } from './portal.ts';
import { Vendors, type Ending } from './vendors.ts';

export const CRM = 'hubspot-1';
export const SLACK = 'slack-T1';

/** One rule broken on purpose; a world with a mutant in it must notice. */
export interface Mutant {
  rewrite?: Rewrite;
  store?: (store: Store) => Store;
  doors?: (doors: Doors, disk: Disk, random: Random) => Doors;
  press?: Press1;
}

const ENDINGS: Ending[] = ['lost', 'unheard', 'throttled', 'refused', 'thrown'];

/** A company and its vendors, in which everything that can go wrong does, the same way for the same seed. */
export class World {
  readonly disk: Disk;
  readonly portal: Portal;
  readonly vendors = new Vendors();
  readonly people: People;
  readonly violations: string[] = [];
  readonly log: string[] = [];
  office: Office;
  now = Date.UTC(2026, 0, 5);
  readonly random: Random;
  /** Contacts whose privacy deletion was applied. */
  readonly forgotten = new Set<string>();
  /** Whether there was a budget before anything was proposed. */
  readonly isBudgeted: boolean;
  readonly #mutant: Mutant;
  readonly #doors: Doors;
  /** Pages that were read and not applied yet, or may arrive once more. */
  readonly #mail: CrmBatch[] = [];

  constructor(seed: string, mutant: Mutant = {}) {
    this.random = seeded(seed);
    this.#mutant = mutant;
    this.isBudgeted = this.random() < 0.5;
    this.disk = new Disk(mutant.rewrite);
    this.portal = new Portal(this.random);
    this.people = new People(this.random, this.disk, mutant.press ?? pressInSlack);
    this.#doors = mutant.doors?.(this.vendors, this.disk, this.random) ?? this.vendors;
    this.office = this.#open();
    this.#furnish();
  }

  #furnish(): void {
    const { connections, ledger } = this.office;
    const initial = this.random() < 0.3;
    connections.add({ id: CRM, vendor: 'hubspot', account: '1', name: 'Portal', initial }, 'admin');
    connections.add({ id: SLACK, vendor: 'slack', account: 'T1', name: 'Team', initial: false }, 'admin');
    connections.chooseChannel('alerts', { connection: SLACK, id: 'C1', name: null }, 'admin');
    if (this.isBudgeted) ledger.grant('Q1', 'USD', between(this.random, 20, 120) * 100, 'admin');
    for (let count = between(this.random, 2, 5); count > 0; count -= 1) {
      this.#read(this.portal.create((this.now += 1)));
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
    const { portal, people, office, vendors } = this;
    if (vendors.open.length > 0 && roll < 45) return ['answer', () => this.#answer()];
    if (roll < 20) return ['ring', () => this.#ringSoon()];
    if (roll < 35) return ['mail', () => this.#deliver()];
    if (roll < 50) return ['crm', () => this.#changeCrm()];
    if (roll < 61) return ['press', () => this.violate(people.press(office))];
    if (roll < 64) return ['decide', () => people.decide(office)];
    if (roll < 72) return ['report', () => people.report(office, this.now)];
    if (roll < 81) return ['propose', () => people.propose(office)];
    if (roll < 87) return ['time', () => void (this.now += Math.floor(this.random() ** 4 * 30 * DAY))];
    if (roll < 90) return ['crash', () => this.#crash()];
    if (roll < 93) return ['replay', () => void office.deliveries.replayAll('admin')];
    if (roll < 96) return ['synced', () => office.ingest.finishInitial(CRM)];
    if (roll < 98) return ['budget', () => void office.ledger.grant(`${this.now}`, 'USD', 5_000, 'admin')];
    return ['create', () => this.#read(portal.create(this.now))];
  }

  /** Often nothing else happens until the alarm is due. */
  #ringSoon(): void {
    const wait = (this.office.alarmAt ?? this.now) - this.now;
    if (wait < DAY && this.random() < 0.7) this.now += Math.max(0, wait);
    this.ring();
  }

  #changeCrm(): void {
    const { portal, random, now } = this;
    const live = portal.live();
    const roll = random() * 100;
    if (roll < 20) {
      const dealId = portal.changeDeal(now);
      this.#mail.push(portal.readDeal(dealId));
      return;
    }
    if (live.length === 0) return;
    const id = pick(random, live);
    if (roll < 65) for (let n = between(random, 1, 3); n > 0; n -= 1) portal.change(id, now);
    else if (roll < 72) portal.rename(id, now);
    else if (roll < 82) this.#merge(pick(random, live), id);
    else if (roll < 88) portal.setBin(id, true, now);
    else if (roll < 94) for (const other of portal.contacts.keys()) portal.setBin(other, false, now);
    else if (live.length > 1) portal.erase(id);
    this.#read(id);
  }

  /** Told by an event of its own, and by the survivor's page. */
  #merge(from: string, into: string): void {
    if (from === into) return;
    this.portal.merge(from, into, this.now);
    this.#mail.push({ ...emptyBatch(), merges: [{ from: [from], into }] });
  }

  #read(id: string): void {
    // One in ten is missed: a webhook that never came.
    if (this.random() < 0.9) this.#mail.push(this.portal.readContact(id));
  }

  /** A page arrives: in any order, some of them again later. */
  #deliver(): void {
    if (this.#mail.length === 0) return;
    const index = Math.floor(this.random() * this.#mail.length);
    const page = this.#mail[index];
    if (page === undefined) return;
    this.#apply(page);
    if (this.random() < 0.7) this.#mail.splice(index, 1);
  }

  #apply(page: CrmBatch): void {
    this.office.ingest.apply(CRM, page);
    for (const { id, kind, erased } of page.removals)
      if (erased && kind === 'contact') this.forgotten.add(id);
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
      `SELECT id FROM delivery WHERE state = 'due' AND target = ? AND due_at <= ?`,
      connection,
      this.now,
    );
    const ids = new Set(recorded.map((row) => row.id));
    const wanted = door === 'flags' ? subjects.map((id) => `flag:${connection}:${id}`) : subjects;
    if (recorded.length === 0 || !wanted.every((id) => ids.has(id))) {
      this.violate(`${door} left without a record: ${wanted.join(', ')}`);
    }
  }

  /** From here on nothing goes wrong any more: what was missed is read, and everything due is done. */
  async quiesce(): Promise<void> {
    this.disk.extinguish();
    if (this.office.isRunning) await this.#finishRun();
    this.office.ingest.finishInitial(CRM);
    for (const page of this.#mail.splice(0)) this.#apply(page);
    this.#sweep();
    for (let round = 0; round < 4; round += 1) {
      await this.#drain();
      if (this.office.deliveries.replayAll('admin') === 0) return;
    }
  }

  /** The nightly proof: everything is read again, and what is no longer there is taken out. */
  #sweep(): void {
    const { portal } = this;
    const known = this.disk.all<{ id: string }>('SELECT id FROM record UNION SELECT id FROM record_alias');
    const ids = new Set([...portal.contacts.keys(), ...portal.gone, ...known.map((row) => row.id)]);
    for (const id of ids) this.#apply(portal.readContact(id));
    const deals = this.disk.all<{ id: string }>('SELECT id FROM deal').map((row) => row.id);
    for (const id of new Set([...portal.deals.keys(), ...deals])) {
      this.#apply(portal.readDeal(id));
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
