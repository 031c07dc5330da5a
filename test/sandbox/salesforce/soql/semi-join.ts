import { SoqlError } from './error.ts';
import type { Condition, SoqlQuery } from './parse.ts';
import type { Sight } from './resolve.ts';
import type { Found } from './run.ts';

/** A condition with every `IN (SELECT …)` as the list of values its query finds. Throws SoqlError. */
export function withoutSemiJoins(
  sight: Sight,
  condition: Condition,
  run: (sight: Sight, query: SoqlQuery) => Found,
): Condition {
  if (condition.kind === 'or' && condition.parts.some((part) => part.kind === 'within'))
    throw new SoqlError('MALFORMED_QUERY', "Semi join sub-selects are not allowed with the 'OR' operator");
  if (condition.kind === 'and' || condition.kind === 'or') {
    return { ...condition, parts: condition.parts.map((part) => withoutSemiJoins(sight, part, run)) };
  }
  if (condition.kind !== 'within') return condition;
  const { path, negated, query } = condition;
  const { rows, columns } = run(sight, query);
  const name = columns?.[0]?.field.name ?? 'Id';
  const values = new Set(rows.map((row) => row[name]).filter((value) => typeof value === 'string'));
  const literals = [...values].map((text) => ({ kind: 'string' as const, text, at: path.at }));
  return { kind: 'in', path, negated, literals };
}
