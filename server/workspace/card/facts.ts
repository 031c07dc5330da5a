import { countedFacts, type Fact } from '#core/signal/counted.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';

type Told = [
  type: SignalType,
  occurredAt: number,
  value: number | null,
  connection: string | null,
  source?: string | null,
];

/**
 * A column with what was told about the person of `id`, oldest first, as one text: taking each fact out of the store as
 * a row of its own, with all there is of it, costs more than reading it.
 */
export function factsSql(id: string, sources: 'with sources' | 'without sources'): string {
  const source = sources === 'with sources' ? ', source' : '';
  return `(SELECT json_group_array(json_array(type, occurred_at, value, connection${source}) ORDER BY occurred_at, key)
    FROM signal WHERE person_id = ${id}) AS facts`;
}

/** The signals that count out of a column of `factsSql`. Their keys are their places in it, and when we heard is not told. */
export function countedIn(facts: string): Signal[] {
  return countedFacts((JSON.parse(facts) as Told[]).map(factOf));
}

function factOf([type, occurredAt, value, connection, source = null]: Told, place: number): Fact {
  // Seven digits, so that as texts they are in the same order.
  return {
    key: String(1_000_000 + place),
    type,
    occurredAt,
    receivedAt: occurredAt,
    value,
    source,
    connection,
  };
}
