import type { Random } from '../random.ts';
import { Associations, type Link } from './associations.ts';
import type { Knobs } from './knobs.ts';
import { defineProperties } from './portal-properties.ts';
import { PropertyRegistry } from './properties.ts';
import {
  OBJECT_TYPES,
  type CrmRecord,
  type ObjectType,
  type Properties,
  type RecordSource,
} from './record.ts';
import { SearchView } from './search-view.ts';
import { Table } from './table.ts';

/** Who made a change: an app through the API, or a person in the portal. */
export interface Actor {
  source: 'INTEGRATION' | 'CRM_UI';
  sourceId: string;
}

/** Something that happened to a record, before it is put into a webhook. */
export interface PortalEvent {
  action: 'creation' | 'propertyChange' | 'deletion' | 'privacyDeletion' | 'merge' | 'restore';
  type: ObjectType;
  id: number;
  occurredAt: number;
  actor: Actor;
  property: { name: string; value: string } | null;
  merge: { primary: number; merged: number[]; into: number; moved: number } | null;
}

export interface Owner {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  archived: boolean;
}

/** One company's HubSpot account to begin with. */
export interface PortalData {
  contacts: RecordSource;
  companies: RecordSource;
  deals: RecordSource;
  owners: Owner[];
  /** Puts associations, merges and deletions in place, given the ids the records received. */
  connect(portal: Portal): void;
}

/** Where each type's ids begin: far apart, so that an id of the wrong kind is never found by luck. */
export const FIRST_IDS: Record<ObjectType, number> = {
  contacts: 100_001,
  companies: 900_000_001,
  deals: 2_000_000_001,
};

/** What a portal takes from outside. */
export interface PortalWorld {
  knobs: Knobs;
  now: () => number;
  random: Random;
}

/** The records of one portal and the only ways to change them. Times are epoch milliseconds. */
export class Portal {
  readonly id: number;
  readonly properties = new PropertyRegistry();
  /** Ids that stopped existing in a merge, with the one that answers for them. */
  readonly aliases = new Map<number, number>();
  tables: Record<ObjectType, Table>;
  views: Record<ObjectType, SearchView>;
  associations: Associations;
  readonly #data: PortalData;
  readonly #world: PortalWorld;
  #emails: Map<string, number> | null = null;
  #listener: (event: PortalEvent) => void = () => {};

  constructor(id: number, data: PortalData, world: PortalWorld) {
    this.id = id;
    this.#data = data;
    this.#world = world;
    this.tables = tablesOf(data);
    this.views = freshViews();
    this.associations = new Associations();
    this.#fill();
  }

  get owners(): readonly Owner[] {
    return this.#data.owners;
  }

  /** Puts everything back to how it was loaded, unannounced. */
  reset(): void {
    this.tables = tablesOf(this.#data);
    this.views = freshViews();
    this.associations = new Associations();
    this.aliases.clear();
    this.#emails = null;
    this.#fill();
  }

  /** Hears of every change from now on. */
  listen(listener: (event: PortalEvent) => void): void {
    this.#listener = listener;
  }

  /** The live or archived record, found also by an id it had before a merge. */
  find(type: ObjectType, id: number): CrmRecord | null {
    let current = id;
    for (let next = this.aliases.get(current); next !== undefined; next = this.aliases.get(current))
      current = next;
    return this.tables[type].get(current);
  }

  /** The live contact holding an address; read from every contact the first time it is asked for. */
  idByEmail(email: string): number | null {
    const table = this.tables.contacts;
    if (!this.#emails) {
      this.#emails = new Map();
      for (let id = table.firstId; id < table.endId; id++) this.#noteEmail(table.get(id));
    }
    const id = this.#emails.get(email.toLowerCase());
    if (id === undefined || !table.isLive(id)) return null;
    return table.get(id)?.properties['email']?.toLowerCase() === email.toLowerCase() ? id : null;
  }

  /** What a record is associated with, deleted records left out. */
  linked(type: ObjectType, id: number, other: ObjectType): Link[] {
    return this.associations.of(type, id, other).filter((link) => this.tables[other].isLive(link.to));
  }

  create(type: ObjectType, properties: Properties, actor: Actor): CrmRecord {
    const at = this.#time();
    const record = this.tables[type].insert(properties, at);
    if (type === 'contacts') this.#noteEmail(record);
    this.#trail(type, record.id, null);
    this.#emit({ action: 'creation', type, id: record.id, actor, occurredAt: at });
    for (const [name, value] of Object.entries(properties)) {
      this.#emit({
        action: 'propertyChange',
        type,
        id: record.id,
        actor,
        occurredAt: at,
        property: { name, value },
      });
    }
    return record;
  }

  /** Writes the values that differ; a write that changes nothing leaves no trace. */
  update(type: ObjectType, record: CrmRecord, properties: Properties, actor: Actor): CrmRecord {
    const changes = Object.entries(properties).filter(
      ([name, value]) => (record.properties[name] ?? '') !== value,
    );
    if (changes.length === 0) return record;
    const at = this.#time();
    const changed = this.tables[type].change(record, Object.fromEntries(changes), at);
    if (type === 'contacts') {
      this.#noteEmail(changed);
      this.#followCompany(changed, changes);
    }
    this.#trail(type, record.id, record);
    for (const [name, value] of changes) {
      this.#emit({
        action: 'propertyChange',
        type,
        id: record.id,
        actor,
        occurredAt: at,
        property: { name, value },
      });
    }
    return changed;
  }

  archive(type: ObjectType, record: CrmRecord, actor: Actor): void {
    const at = this.#time();
    this.tables[type].archive(record, at);
    this.#emit({ action: 'deletion', type, id: record.id, actor, occurredAt: at });
  }

  restore(type: ObjectType, record: CrmRecord, actor: Actor): void {
    const at = this.#time();
    this.tables[type].restore(record, at);
    this.#emit({ action: 'restore', type, id: record.id, actor, occurredAt: at });
  }

  /** Erases for privacy; HubSpot announces it twice, as a deletion and as what it is. */
  erase(type: ObjectType, record: CrmRecord, actor: Actor): void {
    const at = this.#time();
    this.tables[type].erase(record.id);
    this.associations.forget(type, record.id);
    this.#emit({ action: 'deletion', type, id: record.id, actor, occurredAt: at });
    this.#emit({ action: 'privacyDeletion', type, id: record.id, actor, occurredAt: at });
  }

  /** Makes one record of two. The survivor's values win; what it lacks comes from the other. */
  merge(type: ObjectType, primary: CrmRecord, other: CrmRecord, actor: Actor): CrmRecord {
    const at = this.#time();
    const table = this.tables[type];
    const missing = Object.entries(other.properties).filter(([name]) => !(name in primary.properties));
    const previous = (primary.properties['hs_merged_object_ids'] ?? '').split(';').filter(Boolean);
    const gone = this.#world.knobs.mergeGivesNewId ? [primary.id, other.id] : [other.id];
    const values = {
      ...Object.fromEntries(missing),
      hs_merged_object_ids: [...new Set([...previous, ...gone.map(String)])].join(';'),
    };
    const survivor = this.#world.knobs.mergeGivesNewId
      ? table.insert({ ...primary.properties, ...values }, at)
      : table.change(primary, values, at);
    this.#trail(type, survivor.id, this.#world.knobs.mergeGivesNewId ? null : primary);
    for (const id of gone) {
      this.associations.move(type, id, survivor.id);
      table.erase(id);
      this.aliases.set(id, survivor.id);
      this.#emit({ action: 'deletion', type, id, actor, occurredAt: at });
    }
    const merge = { primary: primary.id, merged: [other.id], into: survivor.id, moved: missing.length };
    this.#emit({ action: 'merge', type, id: survivor.id, actor, occurredAt: at, merge });
    return survivor;
  }

  /** Live records of every type. */
  counts(): Record<ObjectType, number> {
    const [contacts, companies, deals] = OBJECT_TYPES.map((type) => this.tables[type].size);
    return { contacts: contacts ?? 0, companies: companies ?? 0, deals: deals ?? 0 };
  }

  #fill(): void {
    this.properties.clear();
    defineProperties(this.properties, this.#world.now());
    const listener = this.#listener;
    this.#listener = () => {};
    this.#data.connect(this);
    this.#listener = listener;
  }

  /** A contact's primary company is also a property; writing the property moves the association. */
  #followCompany(contact: CrmRecord, changes: [string, string][]): void {
    const company = Number(changes.find(([name]) => name === 'associatedcompanyid')?.[1] || Number.NaN);
    if (this.tables.companies.isLive(company))
      this.associations.connect('contacts', contact.id, 'companies', company, true);
  }

  #noteEmail(record: CrmRecord | null): void {
    const email = record?.properties['email'];
    if (record && email) this.#emails?.set(email.toLowerCase(), record.id);
  }

  #time(): number {
    const now = this.#world.now();
    return now - (now % this.#world.knobs.modifiedTieMs);
  }

  #trail(type: ObjectType, id: number, before: CrmRecord | null): void {
    const lag = this.#world.knobs.searchLagMs + this.#world.random() * this.#world.knobs.searchLagJitterMs;
    if (lag > 0) this.views[type].delay(id, before, this.#world.now() + lag);
  }

  #emit(event: Omit<PortalEvent, 'property' | 'merge'> & Partial<PortalEvent>): void {
    this.#listener({ property: null, merge: null, ...event });
  }
}

function tablesOf(data: PortalData): Record<ObjectType, Table> {
  const table = (type: ObjectType) => new Table(type, FIRST_IDS[type], data[type]);
  return { contacts: table('contacts'), companies: table('companies'), deals: table('deals') };
}

function freshViews(): Record<ObjectType, SearchView> {
  return { contacts: new SearchView(), companies: new SearchView(), deals: new SearchView() };
}
