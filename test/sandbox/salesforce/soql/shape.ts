import { idOf, type Row, type Value } from '../org/row.ts';
import { emptyValue, type ObjectName } from '../schema/schema.ts';
import { childrenOf, type Children } from './children.ts';
import { follow, valueAt, type Resolved, type Sight, type Step } from './resolve.ts';

/** A record of a REST answer. */
interface Shaped {
  attributes: { type: string; url: string };
  [name: string]: unknown;
}

/** How records of one object are shown: worked out once, used for every row. */
export interface Shape {
  object: ObjectName;
  fields: Resolved[];
  /** Names in the order asked for; a relationship stands where its first field was named. */
  names: string[];
  below: { name: string; step: Step; shape: Shape }[];
  children: { of: Children; shape: Shape }[];
}

/** The shape of a query's columns. */
export function shapeOf(
  object: ObjectName,
  columns: readonly Resolved[],
  children: readonly Children[] = [],
): Shape {
  const tied = new Map<string, Resolved[]>();
  for (const column of columns) {
    if (column.steps.length === 0) continue;
    const name = column.names[0] ?? '';
    tied.set(name, [...(tied.get(name) ?? []), column]);
  }
  return {
    object,
    children: children.map((of) => ({ of, shape: shapeOf(of.object, of.columns) })),
    fields: columns.filter((column) => column.steps.length === 0),
    names: [...new Set(columns.map((column) => column.names[0] ?? ''))],
    below: [...tied].flatMap(([name, inner]) => {
      const step = inner[0]?.steps[0];
      const rest = inner.map((one) => ({ ...one, steps: one.steps.slice(1), names: one.names.slice(1) }));
      return step ? [{ name, step, shape: shapeOf(step.to, rest) }] : [];
    }),
  };
}

/** How rows are put into an answer. */
export interface Wire extends Sight {
  /** Path of the API's version. */
  base: string;
  /** The rows of a relationship as they stand in their record. */
  related(rows: Row[], shape: Shape): unknown;
}

/** A record as the REST API answers it. */
export function shapeRow(wire: Wire, row: Row, shape: Shape): Shaped {
  const { object } = shape;
  const shaped: Shaped = {
    attributes: { type: object, url: `${wire.base}/sobjects/${object}/${idOf(row)}` },
  };
  for (const name of shape.names) shaped[name] = null;
  for (const { field } of shape.fields) shaped[field.name] = row[field.name] ?? emptyValue(field);
  for (const { name, step, shape: inner } of shape.below) {
    const parent = follow(wire, row, step);
    if (parent) shaped[name] = shapeRow(wire, parent, inner);
  }
  for (const { of, shape: inner } of shape.children)
    shaped[of.name] = wire.related(childrenOf(wire, row, of), inner);
  return shaped;
}

/** A record's columns in order, as a table holds them. */
export function flatRow(sight: Sight, row: Row, columns: readonly Resolved[]): Value[] {
  return columns.map((column) => valueAt(sight, row, column));
}
