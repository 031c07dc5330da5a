import { MODIFIED, type CrmRecord, type ObjectType, type Properties, type RecordSource } from './record.ts';
import { ModifiedIndex } from './modified-index.ts';

/** Portals up to this size keep every record they have made; larger ones make untouched records anew. */
const CACHE_LIMIT = 20_000;

/**
 * All records of one type. Ids run without gaps from `firstId`, so a page is found by arithmetic and never by a scan.
 */
export class Table {
  readonly type: ObjectType;
  readonly firstId: number;
  readonly modified: ModifiedIndex;
  readonly archived = new Set<number>();
  readonly #erased = new Set<number>();
  readonly #source: RecordSource;
  readonly #kept = new Map<number, CrmRecord>();
  #nextId: number;

  constructor(type: ObjectType, firstId: number, source: RecordSource) {
    this.type = type;
    this.firstId = firstId;
    this.#source = source;
    this.#nextId = firstId + source.count;
    this.modified = new ModifiedIndex(firstId, source);
  }

  /** One past the highest id ever given. */
  get endId(): number {
    return this.#nextId;
  }

  get size(): number {
    return this.#nextId - this.firstId - this.archived.size - this.#erased.size;
  }

  isLive(id: number): boolean {
    return id >= this.firstId && id < this.#nextId && !this.archived.has(id) && !this.#erased.has(id);
  }

  /** The record, live or archived; null when there never was one or it was erased. */
  get(id: number): CrmRecord | null {
    if (!(id >= this.firstId && id < this.#nextId) || !Number.isInteger(id) || this.#erased.has(id))
      return null;
    const kept = this.#kept.get(id);
    if (kept) return kept;
    const made = this.#make(id);
    if (this.#source.count <= CACHE_LIMIT) this.#kept.set(id, made);
    return made;
  }

  /** Live records from `fromId` on, at most `limit`, and the id to go on from, if any is left. */
  page(fromId: number, limit: number): { records: CrmRecord[]; next: number | null } {
    const records: CrmRecord[] = [];
    let id = Math.max(fromId, this.firstId);
    for (; id < this.#nextId && records.length < limit; id++) {
      if (this.isLive(id)) records.push(this.get(id)!);
    }
    while (id < this.#nextId && !this.isLive(id)) id++;
    return { records, next: id < this.#nextId ? id : null };
  }

  /** The same over archived records. */
  archivedPage(fromId: number, limit: number): { records: CrmRecord[]; next: number | null } {
    const ids = [...this.archived].filter((id) => id >= fromId).toSorted((a, b) => a - b);
    const records = ids.slice(0, limit).map((id) => this.get(id)!);
    return { records, next: ids[limit] ?? null };
  }

  insert(properties: Properties, at: number): CrmRecord {
    const id = this.#nextId++;
    const record = this.#stamp({
      id,
      properties: { ...properties },
      createdAt: at,
      modifiedAt: at,
      archivedAt: null,
    });
    this.#kept.set(id, record);
    this.modified.add(id, at);
    return record;
  }

  /** Replaces the values named in `changes`; an empty string clears. */
  change(record: CrmRecord, changes: Properties, at: number): CrmRecord {
    const properties = { ...record.properties, ...changes };
    for (const name of Object.keys(changes)) if (properties[name] === '') delete properties[name];
    const changed = this.#stamp({ ...record, properties, modifiedAt: at });
    this.#kept.set(record.id, changed);
    if (at !== record.modifiedAt) this.modified.add(record.id, at);
    return changed;
  }

  archive(record: CrmRecord, at: number): void {
    this.#kept.set(record.id, { ...record, archivedAt: at });
    this.archived.add(record.id);
  }

  restore(record: CrmRecord, at: number): CrmRecord {
    this.archived.delete(record.id);
    return this.change({ ...record, archivedAt: null }, {}, at);
  }

  /** Forgets the record for good. */
  erase(id: number): void {
    this.archived.delete(id);
    this.#kept.delete(id);
    this.#erased.add(id);
  }

  #make(id: number): CrmRecord {
    const seed = this.#source.at(id - this.firstId);
    return this.#stamp({ ...seed, id, properties: { ...seed.properties }, archivedAt: null });
  }

  #stamp(record: CrmRecord): CrmRecord {
    record.properties['hs_object_id'] = String(record.id);
    record.properties['createdate'] = new Date(record.createdAt).toISOString();
    record.properties[MODIFIED[this.type]] = new Date(record.modifiedAt).toISOString();
    return record;
  }
}
