import type { SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';

/** The newest signal of these types after `since`; of several at one moment the lowest value, which asks for more care. */
export function newest(
  signals: readonly Signal[],
  types: readonly SignalType[],
  since: number,
): Signal | null {
  const found = signals.filter((signal) => types.includes(signal.type) && signal.occurredAt > since);
  return (
    found.toSorted(
      (a, b) =>
        b.occurredAt - a.occurredAt ||
        (a.value ?? -1) - (b.value ?? -1) ||
        types.indexOf(a.type) - types.indexOf(b.type),
    )[0] ?? null
  );
}

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day as people write it, in UTC: `20 November 2026`. */
export function day(at: number): string {
  return DATE.format(at);
}
