import type { Org } from '../org/org.ts';
import { emptyValue, type ObjectName } from '../schema/schema.ts';
import type { Field } from '../schema/field.ts';
import { isDeleted, textOf, type Row, type Value } from '../org/row.ts';
import { refusedAt } from './error.ts';
import type { Path, SoqlQuery } from './parse.ts';

/** A relationship on the way to a field. */
export interface Step {
  lookup: Field;
  to: ObjectName;
}

/** A path of a query as the org knows it. */
export interface Resolved {
  steps: Step[];
  field: Field;
  /** The names as Salesforce spells them, for example `['Account', 'Name']`. */
  names: string[];
}

/** What a query looks at, and whether it sees the recycle bin. */
export interface Sight {
  org: Org;
  bin: boolean;
}

/** The object a query is of. Throws SoqlError. */
export function resolveObject(org: Org, query: SoqlQuery): ObjectName {
  const name = query.object.names.join('.');
  const object = org.schema.object(name);
  if (object) return object;
  throw refusedAt(
    query.soql,
    query.object.at,
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

/** Finds a field by way of its relationships. Throws SoqlError. */
export function resolvePath(org: Org, query: SoqlQuery, object: ObjectName, path: Path): Resolved {
  const steps: Step[] = [];
  const names: string[] = [];
  let current = object;
  const given = path.names[0]?.toLowerCase() === object.toLowerCase() ? path.names.slice(1) : path.names;
  for (const name of given.slice(0, -1)) {
    const lookup = org.schema
      .fields(current)
      .find((one) => one.relationshipName?.toLowerCase() === name.toLowerCase());
    const to = lookup && org.schema.object(lookup.referenceTo[0] ?? '');
    if (!lookup || !to) {
      throw refusedAt(
        query.soql,
        path.at,
        'INVALID_FIELD',
        `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    }
    steps.push({ lookup, to });
    names.push(lookup.relationshipName ?? name);
    current = to;
  }
  const last = given.at(-1) ?? '';
  const field = org.schema.field(current, last);
  if (!field) {
    throw refusedAt(
      query.soql,
      path.at,
      'INVALID_FIELD',
      `No such column '${last}' on entity '${current}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  return { steps, field, names: [...names, field.name] };
}

/** The record at the end of a relationship; null where there is none to be seen. */
export function follow(sight: Sight, row: Row, step: Step): Row | null {
  const id = textOf(row, step.lookup.name);
  const found = id === '' ? null : sight.org.get(step.to, id);
  return found && (sight.bin || !isDeleted(found)) ? found : null;
}

/** What a path leads to on a record. */
export function valueAt(sight: Sight, row: Row, path: Resolved): Value {
  let current: Row | null = row;
  for (const step of path.steps) current = current && follow(sight, current, step);
  return current ? (current[path.field.name] ?? emptyValue(path.field)) : null;
}
