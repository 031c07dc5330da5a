import { idOf, isDeleted, type Row } from '../org/row.ts';
import { childRelationships } from '../schema/children.ts';
import type { ObjectName } from '../schema/schema.ts';
import { refusedAt } from './error.ts';
import { compileFilter, type Filter } from './filter.ts';
import type { SoqlQuery } from './parse.ts';
import { resolvePath, type Resolved, type Sight } from './resolve.ts';

/** Records that are listed beside each record of a query, for example a contact's `Cases`. */
export interface Children {
  name: string;
  object: ObjectName;
  /** Where they name the record. */
  lookup: string;
  columns: Resolved[];
  matches: Filter;
  limit: number;
}

/** The subqueries of a query's field list. Throws SoqlError. */
export function resolveChildren(sight: Sight, query: SoqlQuery, parent: ObjectName): Children[] {
  const { schema } = sight.org;
  return query.children.map((child) => {
    const given = child.object.names.join('.');
    const known = childRelationships(parent).find((one) => one.name.toLowerCase() === given.toLowerCase());
    if (!known || !schema.object(known.object) || !schema.field(known.object, known.field)) {
      throw refusedAt(
        child.soql,
        child.object.at,
        'INVALID_TYPE',
        `Didn't understand relationship '${given}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    }
    return {
      name: known.name,
      object: known.object,
      lookup: known.field,
      columns: (child.fields ?? []).map((path) => resolvePath(sight.org, child, known.object, path)),
      matches: child.where ? compileFilter(sight, child, known.object, child.where) : () => true,
      limit: child.limit ?? Number.POSITIVE_INFINITY,
    };
  });
}

/** The records of a relationship that are listed beside one record, in the order of their ids. */
export function childrenOf(sight: Sight, row: Row, { object, lookup, matches, limit }: Children): Row[] {
  return sight.org
    .table(object)
    .having(lookup, [idOf(row)])
    .filter((one) => one[lookup] === idOf(row) && (sight.bin || !isDeleted(one)) && matches(one))
    .slice(0, limit);
}
