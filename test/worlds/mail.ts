import { emptyBatch, type CrmBatch } from '#core/crm/crm.ts';
import { between, pick, type Random } from '#test/sandbox/random.ts';
import type { Disk } from './disk.ts';
import type { Oblivion } from './oblivion.ts';
import type { Office } from './office.ts';
import { Portal } from './portal.ts';

/** What happens in one CRM, and the pages that tell of it: late, twice, out of order, or never. */
export class Mail {
  readonly connection: string;
  readonly portal: Portal;
  readonly #random: Random;
  readonly #oblivion: Oblivion;
  /** Pages that were read and not applied yet, or may arrive once more. */
  readonly #pages: CrmBatch[] = [];

  constructor(connection: string, prefix: string, random: Random, oblivion: Oblivion) {
    this.connection = connection;
    this.#random = random;
    this.#oblivion = oblivion;
    this.portal = new Portal(random, prefix);
  }

  create(now: number): void {
    this.#read(this.portal.create(now));
  }

  /** Somebody works in the CRM. */
  change(now: number): void {
    const { portal } = this;
    const random = this.#random;
    const roll = random() * 100;
    if (roll < 20) {
      this.#pages.push(portal.readDeal(roll < 3 ? portal.dropDeal() : portal.changeDeal(now)));
      return;
    }
    const live = portal.live();
    if (live.length === 0) return;
    const id = pick(random, live);
    if (roll < 55) for (let n = between(random, 1, 3); n > 0; n -= 1) portal.change(id, now);
    else if (roll < 60) portal.rename(id, now);
    else if (roll < 67) portal.readdress(id, now);
    else if (roll < 70) portal.wish(id, now);
    else if (roll < 79) this.#merge(pick(random, live), id, now);
    else if (roll < 87) portal.setBin(id, true, now);
    else if (roll < 95) for (const other of portal.contacts.keys()) portal.setBin(other, false, now);
    else if (live.length > 1) portal.erase(id);
    this.#read(id);
  }

  /** Told by an event of its own, and by the survivor's page. */
  #merge(from: string, into: string, now: number): void {
    if (from === into) return;
    this.portal.merge(from, into, now);
    this.#pages.push({ ...emptyBatch(), merges: [{ from: [from], into, why: this.portal.why }] });
  }

  #read(id: string): void {
    // One in ten is missed: a webhook that never came.
    if (this.#random() < 0.9) this.#pages.push(this.portal.readContact(id));
  }

  /** A page arrives: in any order, some of them again later. */
  deliver(office: Office): void {
    const index = Math.floor(this.#random() * this.#pages.length);
    const page = this.#pages[index];
    if (page === undefined) return;
    this.#apply(office, page);
    if (this.#random() < 0.7) this.#pages.splice(index, 1);
  }

  /** Everything under way arrives. */
  deliverAll(office: Office): void {
    for (const page of this.#pages.splice(0)) this.#apply(office, page);
  }

  /** All is read again, and what is no longer there is taken out. */
  readAll(office: Office, disk: Disk): void {
    const { portal } = this;
    const ids = (query: string) => disk.all<{ id: string }>(query, this.connection).map((row) => row.id);
    const known = ids(
      'SELECT id FROM record WHERE connection = ?1 UNION SELECT id FROM record_alias WHERE connection = ?1',
    );
    for (const id of new Set([...portal.contacts.keys(), ...portal.gone, ...known])) {
      this.#apply(office, portal.readContact(id));
    }
    for (const id of new Set([...portal.deals.keys(), ...ids('SELECT id FROM deal WHERE connection = ?')])) {
      this.#apply(office, portal.readDeal(id));
    }
  }

  #apply(office: Office, page: CrmBatch): void {
    const erased = page.removals.filter((removal) => removal.erased).map(({ id }) => id);
    const told = [...erased, ...page.merges.flatMap(({ from, into }) => [...from, into])];
    const apply = () => void office.ingest.apply(this.connection, page);
    if (told.length === 0) apply();
    else this.#oblivion.watch({ connection: this.connection, ids: told }, apply);
  }
}
