import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_IDS, type PortalData } from '../../hubspot/portal.ts';
import { defineProperties } from '../../hubspot/portal-properties.ts';
import { PropertyRegistry, type PropertyDefinition } from '../../hubspot/properties.ts';
import {
  MODIFIED,
  OBJECT_TYPES,
  recordsFrom,
  type ObjectType,
  type Properties,
  type SeedRecord,
} from '../../hubspot/record.ts';
import { acceptValue } from '../../hubspot/value.ts';
import { OWNERS } from '../owners.ts';
import { parseMoment } from './moment.ts';
import type { LoadedPortal } from './ravenstack.ts';
import { readTable, type CsvRow } from './table.ts';

/** Columns that name other records, whatever the export calls them. */
const LINK_COLUMNS: Partial<Record<ObjectType, RegExp>> = {
  companies: /^(primary )?associated ?company( ids?)?$/i,
  contacts: /^associated ?contact( ids?)?$/i,
};

/** One row as a record with the ids it had where it came from. */
interface Exported {
  id: string;
  record: SeedRecord;
  links: Partial<Record<ObjectType, string[]>>;
}

/**
 * Reads a CRM export: `contacts.csv`, `companies.csv` and `deals.csv`, columns by property name or label. A value of
 * the wrong type is reported and left out; its row stays. Records get new ids and keep their associations.
 */
export function loadExport(folder: string, now: number): LoadedPortal {
  const problems: string[] = [];
  const registry = new PropertyRegistry();
  defineProperties(registry, now);
  const read = (type: ObjectType) => readType(folder, type, registry, now, problems);
  const rows = { contacts: read('contacts'), companies: read('companies'), deals: read('deals') };
  const newIds = Object.fromEntries(
    OBJECT_TYPES.map((type) => [
      type,
      new Map(rows[type].map((row, index) => [row.id, FIRST_IDS[type] + index])),
    ]),
  );
  for (const contact of rows.contacts) {
    const company = newIds['companies']?.get(contact.links.companies?.[0] ?? '');
    if (company !== undefined) contact.record.properties['associatedcompanyid'] = String(company);
  }
  const data: PortalData = {
    owners: OWNERS,
    contacts: recordsFrom(rows.contacts.map((row) => row.record)),
    companies: recordsFrom(rows.companies.map((row) => row.record)),
    deals: recordsFrom(rows.deals.map((row) => row.record)),
    connect(portal) {
      for (const type of OBJECT_TYPES) {
        for (const [index, row] of rows[type].entries()) {
          for (const other of OBJECT_TYPES) {
            for (const [nth, old] of (row.links[other] ?? []).entries()) {
              const to = newIds[other]?.get(old);
              const primary = other === 'companies' && nth === 0;
              if (to !== undefined)
                portal.associations.connect(type, FIRST_IDS[type] + index, other, to, primary);
            }
          }
        }
      }
    },
  };
  return { data, problems };
}

function readType(
  folder: string,
  type: ObjectType,
  registry: PropertyRegistry,
  now: number,
  problems: string[],
): Exported[] {
  const path = join(folder, `${type}.csv`);
  if (!existsSync(path)) return [];
  const table = readTable(path);
  problems.push(...table.problems);
  const byColumn = new Map<string, PropertyDefinition>();
  for (const column of Object.keys(table.rows[0]?.cells ?? {})) {
    const wanted = column.toLowerCase();
    const found = registry
      .list(type)
      .find((one) => one.name === wanted || one.label.toLowerCase() === wanted);
    if (found) byColumn.set(column, found);
  }
  return table.rows.map((row) => toExported(type, row, byColumn, now, problems));
}

function toExported(
  type: ObjectType,
  row: CsvRow,
  byColumn: Map<string, PropertyDefinition>,
  now: number,
  problems: string[],
): Exported {
  const properties: Properties = {};
  for (const [column, definition] of byColumn) {
    const accepted = acceptCell(definition, row.cells[column] ?? '');
    if (accepted === null)
      problems.push(`${type}.csv, line ${row.line}: ${column} "${row.cells[column] ?? ''}" left out`);
    else if (accepted !== '') properties[definition.name] = accepted;
  }
  const modifiedAt = parseMoment(properties[MODIFIED[type]] ?? '') ?? now - 60_000;
  const createdAt = Math.min(parseMoment(properties['createdate'] ?? '') ?? modifiedAt, modifiedAt);
  const id = row.cells['Record ID'] ?? row.cells['hs_object_id'] ?? `line ${row.line}`;
  return { id, record: { properties, createdAt, modifiedAt }, links: linksOf(row, properties) };
}

/** The value as the portal keeps it; null where it is none of the property's type. */
function acceptCell(definition: PropertyDefinition, cell: string): string | null {
  const at = definition.type === 'date' || definition.type === 'datetime' ? parseMoment(cell) : null;
  const text =
    at === null
      ? cell
      : definition.type === 'date'
        ? new Date(at).toISOString().slice(0, 10)
        : new Date(at).toISOString();
  const value = definition.type === 'bool' ? text.toLowerCase() : text;
  const accepted = acceptValue({ ...definition, readOnly: false }, value);
  return typeof accepted === 'string' ? accepted : null;
}

function linksOf(row: CsvRow, properties: Properties): Partial<Record<ObjectType, string[]>> {
  const links: Partial<Record<ObjectType, string[]>> = {};
  for (const type of OBJECT_TYPES) {
    const pattern = LINK_COLUMNS[type];
    const column = pattern && Object.keys(row.cells).find((one) => pattern.test(one));
    const cell = column === undefined ? '' : (row.cells[column] ?? '');
    const ids = cell
      .split(';')
      .map((one) => one.trim())
      .filter(Boolean);
    if (ids.length > 0) links[type] = ids;
  }
  const primary = properties['associatedcompanyid'];
  delete properties['associatedcompanyid'];
  if (primary && !links.companies) links.companies = [primary];
  return links;
}
