import { OBJECT_TYPES, type ObjectType } from './record.ts';

/** HubSpot's own association type ids between the objects we hold, primary first. */
const TYPE_IDS: Record<string, { primary: number | null; plain: number }> = {
  'contacts>companies': { primary: 1, plain: 279 },
  'companies>contacts': { primary: 2, plain: 280 },
  'contacts>deals': { primary: null, plain: 4 },
  'deals>contacts': { primary: null, plain: 3 },
  'deals>companies': { primary: 5, plain: 341 },
  'companies>deals': { primary: 6, plain: 342 },
};

/** One end of an association as seen from the other. */
export interface Link {
  to: number;
  primary: boolean;
}

/** Which records belong together, kept in both directions. */
export class Associations {
  readonly #links = new Map<string, Map<number, Link[]>>();

  /** Ties two records together; a new primary takes the place of the one before. */
  connect(fromType: ObjectType, from: number, toType: ObjectType, to: number, primary: boolean): void {
    if (primary) this.#demote(fromType, from, toType);
    this.#put(`${fromType}>${toType}`, from, { to, primary });
    this.#put(`${toType}>${fromType}`, to, { to: from, primary });
  }

  /** Leaves a record without a primary one of the other type; the ties stay. */
  #demote(fromType: ObjectType, from: number, toType: ObjectType): void {
    for (const link of this.of(fromType, from, toType)) {
      if (!link.primary) continue;
      link.primary = false;
      const back = this.of(toType, link.to, fromType).find((one) => one.to === from);
      if (back) back.primary = false;
    }
  }

  disconnect(fromType: ObjectType, from: number, toType: ObjectType, to: number): void {
    this.#drop(`${fromType}>${toType}`, from, to);
    this.#drop(`${toType}>${fromType}`, to, from);
  }

  of(fromType: ObjectType, from: number, toType: ObjectType): readonly Link[] {
    return this.#links.get(`${fromType}>${toType}`)?.get(from) ?? [];
  }

  /** Hands everything `from` was associated with to `into`, which keeps its own primary company. */
  move(type: ObjectType, from: number, into: number): void {
    for (const other of OBJECT_TYPES) {
      const hasPrimary = this.of(type, into, other).some((link) => link.primary);
      for (const link of this.of(type, from, other)) {
        this.disconnect(type, from, other, link.to);
        if (!this.of(type, into, other).some((one) => one.to === link.to))
          this.connect(type, into, other, link.to, link.primary && !hasPrimary);
      }
    }
  }

  /** Cuts every tie of an erased record. */
  forget(type: ObjectType, id: number): void {
    for (const other of OBJECT_TYPES) {
      for (const link of this.of(type, id, other)) this.disconnect(type, id, other, link.to);
    }
  }

  #put(pair: string, from: number, link: Link): void {
    let byRecord = this.#links.get(pair);
    if (!byRecord) this.#links.set(pair, (byRecord = new Map()));
    const links = byRecord.get(from);
    if (!links) byRecord.set(from, [link]);
    else {
      const known = links.find((one) => one.to === link.to);
      if (known) known.primary ||= link.primary;
      else links.push(link);
    }
  }

  #drop(pair: string, from: number, to: number): void {
    const links = this.#links.get(pair)?.get(from);
    if (links)
      this.#links.get(pair)?.set(
        from,
        links.filter((link) => link.to !== to),
      );
  }
}

/** The `associationTypes` of one link in the version 4 shape. */
export function associationTypes(
  type: ObjectType,
  toType: ObjectType,
  link: Link,
): { category: 'HUBSPOT_DEFINED'; typeId: number; label: string | null }[] {
  const ids = TYPE_IDS[`${type}>${toType}`];
  if (!ids) return [];
  const plain = { category: 'HUBSPOT_DEFINED' as const, typeId: ids.plain, label: null };
  if (!link.primary || ids.primary === null) return [plain];
  return [{ category: 'HUBSPOT_DEFINED', typeId: ids.primary, label: 'Primary' }, plain];
}
