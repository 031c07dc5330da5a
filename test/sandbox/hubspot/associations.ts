import { OBJECT_TYPES, parseObjectType, SINGULAR, type ObjectType } from './record.ts';

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

  connect(fromType: ObjectType, from: number, toType: ObjectType, to: number, primary: boolean): void {
    this.#put(`${fromType}>${toType}`, from, { to, primary });
    this.#put(`${toType}>${fromType}`, to, { to: from, primary });
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

/** The `associations` member of a record in a list or single read, for the types asked for. */
export function inlineAssociations(
  associations: Associations,
  type: ObjectType,
  id: number,
  wanted: string[],
): Record<string, { results: { id: string; type: string }[] }> | null {
  const found: Record<string, { results: { id: string; type: string }[] }> = {};
  for (const name of wanted) {
    const toType = parseObjectType(name);
    if (!toType) continue;
    const results = associations.of(type, id, toType).flatMap((link) => inlineLink(type, toType, link));
    if (results.length > 0) found[toType] = { results };
  }
  return Object.keys(found).length > 0 ? found : null;
}

/** A primary company is listed twice, once under each of its two types, as HubSpot does. */
function inlineLink(type: ObjectType, toType: ObjectType, link: Link): { id: string; type: string }[] {
  const name = `${SINGULAR[type]}_to_${SINGULAR[toType]}`;
  if (!link.primary) return [{ id: String(link.to), type: name }];
  return [
    { id: String(link.to), type: name },
    { id: String(link.to), type: `${name}_unlabeled` },
  ];
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
