import type { MappingContext } from '#connectors/salesforce/mapping.ts';
import { OBJECT_NAMES, Schema } from '#connectors/salesforce/schema.ts';
import { SIGNAL_FIELDS } from '#connectors/salesforce/signals.ts';

export const NOW = Date.UTC(2026, 10, 22);
export const CONTACT = '003Hs0000000001IAA';
const CUSTOM = [...SIGNAL_FIELDS].map(([name, [type = '']]) => ({ name, type }));

/** A schema where contacts and leads have these custom fields, all of them unless told. */
export function schemaWith(fields: { name: string; type: string }[] = CUSTOM): Schema {
  return new Schema(new Map(OBJECT_NAMES.map((object) => [object, fields])));
}

export const CONTEXT: MappingContext = {
  orgId: '00DHs0000000001MAA',
  uiHost: 'acme.my.salesforce.com',
  schema: schemaWith(),
  now: () => NOW,
};
