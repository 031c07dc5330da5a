import { SIGNAL_TYPES, type SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';

/** Signals of many people without an object each: those of person `i` stand from `offsets[i]` up to `offsets[i + 1]`. */
export interface SignalColumns {
  /** One more than there are people. */
  offsets: Uint32Array;
  /** Place of the type in `SIGNAL_TYPES`. */
  types: Uint8Array;
  /** Epoch milliseconds. */
  occurredAt: Float64Array;
  /** NaN where there is no value. */
  values: Float64Array;
}

const PLACES = new Map<SignalType, number>(SIGNAL_TYPES.map((type, place) => [type, place]));

/** The signals of each person as columns. The caller makes sure each key is there once. */
export function columnsOf(
  people: readonly (readonly Pick<Signal, 'type' | 'occurredAt' | 'value'>[])[],
): SignalColumns {
  const size = people.reduce((sum, signals) => sum + signals.length, 0);
  const offsets = new Uint32Array(people.length + 1);
  const types = new Uint8Array(size);
  const occurredAt = new Float64Array(size);
  const values = new Float64Array(size);
  let end = 0;
  for (const [person, signals] of people.entries()) {
    for (const signal of signals) {
      types[end] = PLACES.get(signal.type)!;
      occurredAt[end] = signal.occurredAt;
      values[end] = signal.value ?? NaN;
      end += 1;
    }
    offsets[person + 1] = end;
  }
  return { offsets, types, occurredAt, values };
}
