import { inlineAssociations } from './associations.ts';
import type { Portal } from './portal.ts';
import { DEFAULT_PROPERTIES, MODIFIED, type CrmRecord, type ObjectType } from './record.ts';

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

/** Picks the properties asked for; unknown ones are left out, known but empty ones are null. */
export function toWire(
  portal: Portal,
  type: ObjectType,
  record: CrmRecord,
  wanted: readonly string[],
  associated: string[] = [],
): WireRecord {
  const names = wanted.length === 0 ? DEFAULT_PROPERTIES[type] : wanted;
  const properties: Record<string, string | null> = {};
  for (const name of names) {
    if (portal.properties.get(type, name)) properties[name] = record.properties[name] ?? null;
  }
  for (const name of ['createdate', 'hs_object_id', MODIFIED[type]])
    properties[name] = record.properties[name] ?? null;
  const wire: WireRecord = {
    id: String(record.id),
    properties,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.modifiedAt).toISOString(),
    archived: record.archivedAt !== null,
  };
  if (record.archivedAt !== null) wire.archivedAt = new Date(record.archivedAt).toISOString();
  const links =
    associated.length > 0 ? inlineAssociations(portal.associations, type, record.id, associated) : null;
  if (links) wire.associations = links;
  return wire;
}

/** Query values given either repeated or joined by commas. */
export function listOf(values: string[] | undefined): string[] {
  return (values ?? []).flatMap((value) => value.split(',')).filter(Boolean);
}
