import type { Row, Value } from '../org/row.ts';
import type { ObjectName } from '../schema/schema.ts';
import { SoqlError } from './error.ts';
import { comparable, likePattern, literalValue } from './literal.ts';
import type { Condition, Operator, Path, SoqlQuery } from './parse.ts';
import { resolvePath, valueAt, type Resolved, type Sight } from './resolve.ts';

export type Filter = (row: Row) => boolean;

/** A condition as a test of one record. Throws SoqlError. */
export function compileFilter(
  sight: Sight,
  query: SoqlQuery,
  object: ObjectName,
  condition: Condition,
): Filter {
  const inner = (part: Condition): Filter => compileFilter(sight, query, object, part);
  switch (condition.kind) {
    case 'and': {
      const parts = condition.parts.map(inner);
      return (row) => parts.every((part) => part(row));
    }
    case 'or': {
      const parts = condition.parts.map(inner);
      return (row) => parts.some((part) => part(row));
    }
    case 'not': {
      const part = inner(condition.part);
      return (row) => !part(row);
    }
    case 'compare': {
      const path = filterable(sight, query, object, condition.path);
      const wanted = literalValue(query.soql, path.field, condition.literal);
      const holds = comparison(condition.operator, wanted);
      return (row) => holds(comparable(path.field, valueAt(sight, row, path)));
    }
    case 'in': {
      const path = filterable(sight, query, object, condition.path);
      const wanted = new Set(condition.literals.map((one) => literalValue(query.soql, path.field, one)));
      return (row) => wanted.has(comparable(path.field, valueAt(sight, row, path))) !== condition.negated;
    }
    case 'within':
      throw new SoqlError('MALFORMED_QUERY', 'a semi join sub-select is not allowed here');
    default:
      return condition satisfies never;
  }
}

function filterable(sight: Sight, query: SoqlQuery, object: ObjectName, path: Path): Resolved {
  const resolved = resolvePath(sight.org, query, object, path);
  if (resolved.field.type !== 'textarea') return resolved;
  const name = resolved.field.name;
  throw new SoqlError('INVALID_FIELD', `field '${name}' can not be filtered in a query call`);
}

/** An empty field equals only null, and is neither above nor below anything. */
function comparison(operator: Operator, wanted: Value): (value: Value) => boolean {
  switch (operator) {
    case '=':
      return (value) => value === wanted;
    case '!=':
      return (value) => value !== wanted;
    case '<':
      return (value) => value !== null && wanted !== null && value < wanted;
    case '<=':
      return (value) => value !== null && wanted !== null && value <= wanted;
    case '>':
      return (value) => value !== null && wanted !== null && value > wanted;
    case '>=':
      return (value) => value !== null && wanted !== null && value >= wanted;
    case 'LIKE': {
      const pattern = likePattern(typeof wanted === 'string' ? wanted : '');
      return (value) => typeof value === 'string' && pattern.test(value);
    }
    default:
      return operator satisfies never;
  }
}
