import type { Link } from './associations.ts';
import type { Portal } from './portal.ts';
import {
  DEFAULT_PROPERTIES,
  MODIFIED,
  parseObjectType,
  SINGULAR,
  type CrmRecord,
  type ObjectType,
} from './record.ts';

/** A record as HubSpot's API gives it. */
export interface WireRecord {
  id: string;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  archivedAt?: string;
  associations?: Record<string, unknown>;
}

/** The properties an answer shows: those asked for, unknown ones left out, and the three that are always there. */
export function shownProperties(portal: Portal, type: ObjectType, wanted: readonly string[]): string[] {
  const names = wanted.length === 0 ? DEFAULT_PROPERTIES[type] : wanted;
  const known = names.filter((name) => portal.properties.get(type, name) !== null);
  return [...new Set([...known, 'createdate', 'hs_object_id', MODIFIED[type]])];
}

/** A record with the properties of `shown`, null where it has none, and the associations asked for. */
export function toWire(
  portal: Portal,
  type: ObjectType,
  record: CrmRecord,
  shown: readonly string[],
  associated: string[] = [],
): WireRecord {
  const properties: Record<string, string | null> = {};
  for (const name of shown) properties[name] = record.properties[name] ?? null;
  const wire: WireRecord = {
    id: String(record.id),
    properties,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.modifiedAt).toISOString(),
    archived: record.archivedAt !== null,
  };
  if (record.archivedAt !== null) wire.archivedAt = new Date(record.archivedAt).toISOString();
  const links = associated.length > 0 ? inlineAssociations(portal, type, record.id, associated) : null;
  if (links) wire.associations = links;
  return wire;
}

/** The `associations` member of a record in a list or single read, for the types asked for. */
function inlineAssociations(
  portal: Portal,
  type: ObjectType,
  id: number,
  wanted: string[],
): Record<string, { results: { id: string; type: string }[] }> | null {
  const found: Record<string, { results: { id: string; type: string }[] }> = {};
  for (const name of wanted) {
    const toType = parseObjectType(name);
    if (!toType) continue;
    const results = portal.linked(type, id, toType).flatMap((link) => inlineLink(type, toType, link));
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

/** Query values given either repeated or joined by commas. */
export function listOf(values: string[] | undefined): string[] {
  return (values ?? []).flatMap((value) => value.split(',')).filter(Boolean);
}
