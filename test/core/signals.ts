import * as fc from 'fast-check';
import { SIGNAL_TYPES, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';

/** The moment the tests look from. */
export const NOW = Date.UTC(2026, 10, 22, 12);

/** A signal of `type`, `age` days old. */
export function signal(type: SignalType, age: number, value: number | null = null, key?: string): Signal {
  const at = NOW - age * DAY;
  return {
    key: key ?? `${type}:${value}:${age}`,
    type,
    value,
    occurredAt: at,
    receivedAt: at,
    source: `record of ${type}`,
  };
}

function valueOf(type: SignalType): fc.Arbitrary<number | null> {
  const { range } = SIGNALS[type];
  if (range === null) return fc.constant(null);
  const { min, max, whole } = range;
  const tenths = fc.integer({ min: min * 10, max: max * 10 }).map((each) => each / 10);
  const value = whole ? fc.integer({ min, max }) : tenths;
  return range.required ? value : fc.option(value);
}

/** Any signal of the last ten years; half of them recent, several at the same moment. */
function anySignal(types: readonly SignalType[]): fc.Arbitrary<Omit<Signal, 'key' | 'source'>> {
  const age = fc.oneof(
    fc.integer({ min: 0, max: 3650 * DAY }),
    fc.integer({ min: 0, max: 90 }).map((days) => days * DAY),
  );
  return fc.constantFrom(...types).chain((type) =>
    fc.record({ value: valueOf(type), age }).map(({ value, age: old }) => ({
      type,
      value,
      occurredAt: NOW - old,
      receivedAt: NOW,
    })),
  );
}

/** Up to `maxLength` signals, each under a key and with a source of its own. */
export function anySignals(
  maxLength = 40,
  types: readonly SignalType[] = SIGNAL_TYPES,
): fc.Arbitrary<Signal[]> {
  return fc
    .array(anySignal(types), { maxLength, size: 'max' })
    .map((list) => list.map((one, index) => ({ ...one, key: `key ${index}`, source: `source ${index}` })));
}

/** Types that can never take points away. */
export function kindTypes(): SignalType[] {
  return SIGNAL_TYPES.filter((type) => {
    const { range, strength, shape } = SIGNALS[type];
    return [range?.min ?? null, range?.max ?? null, null].every((value) => strength * shape(value) >= 0);
  });
}

/** The same items in another order. */
export function anyOrder<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
