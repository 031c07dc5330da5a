import { ok, refuse, type Result } from '#core/problem.ts';
import { isSignalType, SIGNAL_TYPES, SIGNALS, type SignalType } from './catalogue.ts';

/** One thing a person did or said that bears on their score. Times are epoch milliseconds. */
export interface Signal {
  /** Unique within a workspace; the same key twice is the same signal. */
  key: string;
  type: SignalType;
  occurredAt: number;
  receivedAt: number;
  value: number | null;
  source: string | null;
}

/** A signal as somebody outside claims it. */
export interface SignalInput {
  key: string;
  type: string;
  /** Epoch milliseconds. */
  occurredAt: number;
  value?: number | null | undefined;
  source?: string | null | undefined;
}

/** Clocks disagree by minutes; a day covers time zones written wrongly, and no more. */
const CLOCK_SKEW = 86_400_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const MAX_KEY = 255;
const MAX_SOURCE = 2000;
/** Amounts in minor units of any currency stay below it, and sums of them stay exact. */
const MAX_VALUE = 1e15;

/**
 * Turns a claimed signal into one we can score, received `now`.
 * A time in the future becomes `now`: clocks run ahead, and a future signal would count more than a fresh one.
 * Fails with `unknown_signal_type`, or `invalid_input` naming the field.
 */
export function checkSignal(input: SignalInput, now: number): Result<Signal> {
  const { key, type, occurredAt } = input;
  const value = input.value ?? null;
  const source = input.source ?? null;
  if (key.trim() === '' || key.length > MAX_KEY) {
    return refuse(
      'invalid_input',
      'The signal has no usable key.',
      `Send 1 to ${MAX_KEY} characters.`,
      'key',
    );
  }
  if (!isSignalType(type)) {
    return refuse(
      'unknown_signal_type',
      `There is no signal type "${type.slice(0, 60)}".`,
      `Use one of: ${SIGNAL_TYPES.join(', ')}.`,
      'type',
    );
  }
  if (!Number.isFinite(occurredAt) || occurredAt < EARLIEST || occurredAt > now + CLOCK_SKEW) {
    return refuse(
      'invalid_input',
      'The time of the signal is not a date between 2000-01-01 and now.',
      'Send when it happened.',
      'occurredAt',
    );
  }
  if (source !== null && source.length > MAX_SOURCE) {
    return refuse(
      'invalid_input',
      'The source is too long.',
      `Send at most ${MAX_SOURCE} characters.`,
      'source',
    );
  }
  const checked = checkValue(type, value);
  if (!checked.ok) return checked;
  const at = Math.min(Math.floor(occurredAt), now);
  return ok({ key, type, occurredAt: at, receivedAt: now, value, source: source === '' ? null : source });
}

function checkValue(type: SignalType, value: number | null): Result<null> {
  const { label, range } = SIGNALS[type];
  if (value === null) {
    if (range?.required !== true) return ok(null);
    return refuse(
      'invalid_input',
      `${label} means nothing without a value.`,
      `Send a value from ${range.min} to ${range.max}.`,
      'value',
    );
  }
  if (!Number.isFinite(value) || Math.abs(value) > MAX_VALUE) {
    return refuse(
      'invalid_input',
      'The value is not a number we can count with.',
      'Send a number of at most 15 digits, or leave it out.',
      'value',
    );
  }
  if (range !== null && (value < range.min || value > range.max)) {
    return refuse(
      'invalid_input',
      `${value} is not a possible value for ${label}.`,
      `Send a value from ${range.min} to ${range.max}.`,
      'value',
    );
  }
  return ok(null);
}

/** The signals without repeats: the first of each key. */
export function distinctSignals(signals: Iterable<Signal>): Signal[] {
  const byKey = new Map<string, Signal>();
  for (const signal of signals) {
    if (!byKey.has(signal.key)) byKey.set(signal.key, signal);
  }
  return [...byKey.values()];
}
