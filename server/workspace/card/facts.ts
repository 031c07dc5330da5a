import { countedFacts, type Fact } from '#core/signal/counted.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';

type Told = [
  key: string,
  type: SignalType,
  occurredAt: number,
  receivedAt: number,
  value: number | null,
  source: string | null,
  connection: string | null,
];

/** A column with all that was told about the person of `id`, as one text: a row for each of them costs more than reading it. */
export function factsSql(id: string): string {
  return `(SELECT json_group_array(json_array(key, type, occurred_at, received_at, value, source, connection)
    ORDER BY occurred_at, key) FROM signal WHERE person_id = ${id}) AS facts`;
}

/** The signals that count out of a column of `factsSql`, oldest first. */
export function countedIn(facts: string): Signal[] {
  const told = JSON.parse(facts) as Told[];
  return countedFacts(
    told.map(([key, type, occurredAt, receivedAt, value, source, connection]): Fact => ({
      key,
      type,
      occurredAt,
      receivedAt,
      value,
      source,
      connection,
    })),
  );
}
