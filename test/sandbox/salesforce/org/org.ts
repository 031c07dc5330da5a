import type { Random } from '../../random.ts';
import type { Knobs } from '../knobs.ts';
import type { Field } from '../schema/field.ts';
import { OBJECTS, Schema, type ObjectName } from '../schema/schema.ts';
import { twinValues, withDerived } from './derived.ts';
import { makeId, PREFIXES } from './id.ts';
import { PendingCommits } from './pending.ts';
import { isDeleted, textOf, toMoment, type Row, type Value } from './row.ts';
import { Table } from './table.ts';

export type Values = Readonly<Record<string, Value>>;

/** Something that happened to a record, once it can be seen. */
export interface OrgChange {
  action: 'created' | 'updated' | 'deleted' | 'undeleted' | 'erased';
  object: ObjectName;
  row: Row;
  at: number;
}

/** One company's Salesforce to begin with: puts its users and records in with `load`. */
export interface OrgData {
  fill(org: Org): void;
}

/** What an org takes from outside. */
interface OrgWorld {
  knobs: Knobs;
  now: () => number;
  random: Random;
}

/** Refuses a write: what an admin set up for records that must not become so. */
interface ValidationRule {
  object: ObjectName;
  isInvalid: (row: Row) => boolean;
  message: string;
}

/** What an org is called whose data does not tell. */
const ORGANIZATION = {
  Name: 'Northwind Cloud',
  OrganizationType: 'Enterprise Edition',
  InstanceName: 'NA1',
  IsSandbox: false,
  TimeZoneSidKey: 'America/New_York',
};

/** The records of one org and the ways they come and change. Times given are epoch milliseconds. */
export class Org {
  readonly id: string;
  readonly schema: Schema;
  readonly pending: PendingCommits;
  readonly rules: ValidationRule[] = [];
  /** Records gone from sight, with the moment they went, as `getDeleted` tells them. */
  readonly removed: { object: ObjectName; id: string; at: number }[] = [];
  readonly #data: OrgData;
  readonly #world: OrgWorld;
  #tables: Record<ObjectName, Table> | null = null;
  #serials = new Map<ObjectName, number>();
  #listener: (change: OrgChange) => void = () => {};

  constructor(id: string, data: OrgData, world: OrgWorld) {
    this.id = id;
    this.#data = data;
    this.#world = world;
    this.schema = new Schema((feature) =>
      feature === 'package' ? world.knobs.packageInstalled : world.knobs[feature],
    );
    this.pending = new PendingCommits(world.now);
  }

  get now(): number {
    return this.#world.now();
  }

  /** Hears of every change from now on. */
  listen(listener: (change: OrgChange) => void): void {
    this.#listener = listener;
  }

  /** Everything as it was loaded, unannounced; the records are made again when next asked for. */
  reset(): void {
    this.#tables = null;
    this.#serials.clear();
    this.pending.clear();
    this.rules.length = 0;
    this.removed.length = 0;
    this.schema.reset();
  }

  /** The records of an object as they can be seen now. */
  table(object: ObjectName): Table {
    if (!this.#tables) {
      this.#tables = emptyTables();
      this.#data.fill(this);
      if (this.#tables.Organization.size === 0)
        this.load('Organization', { ...ORGANIZATION, Id: this.id }, this.#world.now());
    }
    this.pending.settle();
    return this.#tables[object];
  }

  /** The record, in the recycle bin or out of it; null when there is none. */
  get(object: ObjectName, id: string): Row | null {
    return this.table(object).get(id);
  }

  /** The record; a RangeError where there is none. */
  must(object: ObjectName, id: string): Row {
    const row = this.get(object, id);
    if (!row) throw new RangeError(`there is no ${object} ${id}`);
    return row;
  }

  /** Puts a record in as part of the past, unannounced; gives its id. `SystemModstamp` is `modifiedAt`. */
  load(object: ObjectName, values: Values, createdAt: number, modifiedAt = createdAt): string {
    const id = textOf(values, 'Id') || this.#nextId(object);
    const row = this.#born(object, id, values, textOf(values, 'OwnerId') || this.adminId, createdAt);
    this.table(object).put(stamped(object, row, textOf(row, 'LastModifiedById'), modifiedAt));
    return id;
  }

  /** Makes an account and its contact one person, as part of the past. */
  loadTwin(accountId: string, contactId: string): void {
    const account = this.must('Account', accountId);
    const contact = this.must('Contact', contactId);
    const row = { ...account, ...twinValues('Contact', contact), PersonContactId: contactId };
    this.table('Account').put(row);
  }

  /** The user everything belongs to that belongs to nobody else. */
  get adminId(): string {
    return makeId(PREFIXES.User, 1);
  }

  /** Adds a record; gives its id. It is seen once its transaction has ended, `delayMs` from now. */
  create(object: ObjectName, values: Values, by = this.adminId, delayMs = this.#delay()): string {
    this.table(object);
    const id = this.#nextId(object);
    const at = this.#world.now();
    const row = stamped(object, this.#born(object, id, values, by, at), by, at);
    this.pending.add(id, delayMs, () => this.put('created', object, row, at));
    return id;
  }

  /** Writes values; the record is stamped even where they are the same. */
  update(object: ObjectName, id: string, values: Values, by = this.adminId, delayMs = this.#delay()): void {
    this.pending.finish(id);
    this.must(object, id);
    const at = this.#world.now();
    this.pending.add(id, delayMs, () => {
      const current = this.get(object, id);
      if (!current) return;
      const changed = stamped(object, { ...current, ...values }, by, at);
      this.put('updated', object, changed, at);
      this.#followTwin(object, changed, values, by, at);
    });
  }

  /** Stores a row as it is and tells of it. */
  put(action: OrgChange['action'], object: ObjectName, row: Row, at: number): void {
    this.table(object).put(row);
    this.#listener({ action, object, row, at });
  }

  /** Stamps a record as of now, with other values besides; bin and merge go through here. */
  touch(action: OrgChange['action'], object: ObjectName, row: Row, values: Values, by = this.adminId): Row {
    const at = this.#world.now();
    const changed = stamped(object, { ...row, ...values }, by, at);
    this.put(action, object, changed, at);
    return changed;
  }

  /** Takes a record away for good, leaving only the word that it went. */
  erase(object: ObjectName, row: Row): void {
    const at = this.#world.now();
    this.table(object).drop(row);
    this.noteRemoval(object, row);
    this.#listener({ action: 'erased', object, row, at });
  }

  noteRemoval(object: ObjectName, row: Row): void {
    this.removed.push({ object, id: textOf(row, 'Id'), at: this.#world.now() });
  }

  /** A row as it is when made: owner, currency, numbers the org gives out. */
  #born(object: ObjectName, id: string, values: Values, by: string, at: number): Row {
    const has = (name: string): Field | null => this.schema.anyField(object, name);
    const serial = String(this.#serials.get(object) ?? 0).padStart(8, '0');
    return {
      ...(has('OwnerId') ? { OwnerId: by } : {}),
      ...(has('CurrencyIsoCode') ? { CurrencyIsoCode: 'USD' } : {}),
      ...(object === 'User' ? { UserType: 'Standard', IsActive: true } : {}),
      ...(object === 'Case' ? { CaseNumber: serial } : {}),
      ...(object === 'Advocacy_Profile__c' ? { Name: `AP-${serial}` } : {}),
      ...values,
      Id: id,
      CreatedDate: toMoment(at),
      CreatedById: by,
      LastModifiedById: by,
    };
  }

  #nextId(object: ObjectName): string {
    const serial = (this.#serials.get(object) ?? 0) + 1;
    this.#serials.set(object, serial);
    return makeId(PREFIXES[object], serial);
  }

  /** The other record of a person account takes over what changed. */
  #followTwin(object: ObjectName, row: Row, values: Values, by: string, at: number): void {
    if (row['IsPersonAccount'] !== true || isDeleted(row)) return;
    const [other, id] =
      object === 'Contact'
        ? (['Account', textOf(row, 'AccountId')] as const)
        : (['Contact', textOf(row, 'PersonContactId')] as const);
    const twin = this.get(other, id);
    if (twin)
      this.put('updated', other, stamped(other, { ...twin, ...twinValues(object, values) }, by, at), at);
  }

  /** How long the next transaction stays open. */
  #delay(): number {
    const { commitLagMs, commitLagJitterMs } = this.#world.knobs;
    return commitLagMs + Math.floor(this.#world.random() * commitLagJitterMs);
  }
}

function emptyTables(): Record<ObjectName, Table> {
  const tables = OBJECTS.map((object): [string, Table] => [object, new Table()]);
  return Object.fromEntries(tables) as Record<ObjectName, Table>;
}

function stamped(object: ObjectName, row: Row, by: string, at: number): Row {
  const moment = toMoment(at);
  return withDerived(object, {
    ...row,
    SystemModstamp: moment,
    LastModifiedDate: moment,
    LastModifiedById: by,
  });
}
