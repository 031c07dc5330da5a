import { countedFacts, type Fact } from '#core/signal/counted.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';

type Told = [
  key: string,
  type: SignalType,
  occurredAt: number,
  value: number | null,
  source: string | null,
  connection: string | null,
];

/**
 * A column with what was told about the person of `id`, as one text: taking each fact out of the store as a row of its
 * own costs more than reading it.
 */
export function factsSql(id: string): string {
  return `(SELECT json_group_array(json_array(key, type, occurred_at, value, source, connection))
    FROM signal WHERE person_id = ${id}) AS facts`;
}

/** The signals that count out of a column of `factsSql`, in no order. When we heard of them is not told. */
export function countedIn(facts: string): Signal[] {
  return countedFacts((JSON.parse(facts) as Told[]).map(factOf));
}

function factOf([key, type, occurredAt, value, source, connection]: Told): Fact {
  return { key, type, occurredAt, receivedAt: occurredAt, value, source, connection };
}
