import { parseNumber } from '#connectors/shared/number.ts';
import { SIGNALS, type SignalType } from '#core/signal/catalogue.ts';

/** A field of a record that tells of a signal: either a score with the day it was given, or a day alone. */
export interface SignalSource {
  type: SignalType;
  /** The field with the value; null where the day is all there is. */
  value: string | null;
  date: string;
}

/** A field with a score, and the one with its day. */
export function score(type: SignalType, value: string, date: string): SignalSource {
  return { type, value, date };
}

/** A field with the day something happened. */
export function day(type: SignalType, date: string): SignalSource {
  return { type, value: null, date };
}

/** The number a CRM's text holds; undefined where it is none the signal can have. */
export function validValue(type: SignalType, raw: string): number | undefined {
  const value = parseNumber(raw);
  const { range } = SIGNALS[type];
  if (value === null || (range && (value < range.min || value > range.max))) return undefined;
  return value;
}
