import * as z from 'zod';
import type { PropertyDefinition, PropertyRegistry } from './properties.ts';
import type { CrmRecord, ObjectType } from './record.ts';
import { parseTime } from './value.ts';

const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

export const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: z.coerce.string().optional(),
  highValue: z.coerce.string().optional(),
  values: z.array(z.coerce.string()).optional(),
});
export type Filter = z.infer<typeof filterSchema>;

/** A filter made ready to run over many records. */
export type Predicate = (record: CrmRecord) => boolean;

/** Compiles one filter; a string says in HubSpot's manner why it cannot be. */
export function compileFilter(
  registry: PropertyRegistry,
  type: ObjectType,
  filter: Filter,
): Predicate | string {
  const definition = registry.get(type, filter.propertyName);
  if (!definition)
    return `There was a problem with the request: property '${filter.propertyName}' does not exist.`;
  const { operator } = filter;
  const read = (record: CrmRecord) => record.properties[filter.propertyName] ?? '';
  if (operator === 'HAS_PROPERTY') return (record) => read(record) !== '';
  if (operator === 'NOT_HAS_PROPERTY') return (record) => read(record) === '';
  if (operator === 'IN' || operator === 'NOT_IN') return compileSet(filter, read);
  if (filter.value === undefined) return `${operator} needs a value for ${filter.propertyName}.`;
  if (operator === 'CONTAINS_TOKEN') return tokenPredicate(filter.value, read);
  if (operator === 'NOT_CONTAINS_TOKEN') {
    const contains = tokenPredicate(filter.value, read);
    return (record) => !contains(record);
  }
  return compileComparison(definition, filter, filter.value, read);
}

function compileSet(filter: Filter, read: (record: CrmRecord) => string): Predicate | string {
  if (!filter.values?.length) return `${filter.operator} needs values for ${filter.propertyName}.`;
  const wanted = new Set(filter.values.map((value) => value.toLowerCase()));
  if (filter.operator === 'IN') return (record) => wanted.has(read(record).toLowerCase());
  return (record) => read(record) !== '' && !wanted.has(read(record).toLowerCase());
}

function compileComparison(
  definition: PropertyDefinition,
  filter: Filter,
  value: string,
  read: (record: CrmRecord) => string,
): Predicate | string {
  const low = comparable(definition, value);
  if (low === null) return `${value} is not a valid value for ${filter.propertyName}.`;
  const compare = (record: CrmRecord, bound: number | string) => {
    const own = comparable(definition, read(record));
    if (own === null || read(record) === '') return null;
    return own < bound ? -1 : own > bound ? 1 : 0;
  };
  switch (filter.operator) {
    case 'EQ':
      return (record) => compare(record, low) === 0;
    case 'NEQ':
      return (record) => compare(record, low) !== 0;
    case 'LT':
      return (record) => compare(record, low) === -1;
    case 'LTE':
      return (record) => (compare(record, low) ?? 1) <= 0;
    case 'GT':
      return (record) => compare(record, low) === 1;
    case 'GTE':
      return (record) => (compare(record, low) ?? -1) >= 0;
    case 'BETWEEN': {
      const high = comparable(definition, filter.highValue ?? '');
      if (filter.highValue === undefined || high === null) return `BETWEEN needs a highValue.`;
      return (record) => (compare(record, low) ?? -1) >= 0 && (compare(record, high) ?? 1) <= 0;
    }
    default:
      return `${filter.operator} is not supported.`;
  }
}

/** Case-blind words; a star stands for any ending, as in HubSpot's token search. */
function tokenPredicate(value: string, read: (record: CrmRecord) => string): Predicate {
  const wanted = value.toLowerCase().replace(/^\*|\*$/g, '');
  const loose = value.includes('*');
  return (record) => {
    const own = read(record).toLowerCase();
    return loose ? own.includes(wanted) : own.split(/[^\p{L}\p{N}]+/u).includes(wanted) || own === wanted;
  };
}

/** A value in the order its type sorts by; null when it is none of that type. */
export function comparable(definition: PropertyDefinition, value: string): number | string | null {
  if (definition.name === 'hs_object_id' || definition.type === 'number') {
    const number = Number(value);
    return value.trim() === '' || Number.isNaN(number) ? null : number;
  }
  if (definition.type === 'date' || definition.type === 'datetime') return parseTime(value);
  return value.toLowerCase();
}
