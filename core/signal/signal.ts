import { ok, type Problem, type Result } from '#core/problem.ts';
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
 * Fails with the first of `signalFaults`.
 */
export function checkSignal(input: SignalInput, now: number): Result<Signal> {
  const { key, type, occurredAt } = input;
  const [problem] = signalFaults(input, now);
  if (problem !== undefined) return { ok: false, problem };
  if (!isSignalType(type)) throw new Error(`a signal of no known type has no fault: ${type.slice(0, 60)}`);
  const at = Math.min(Math.floor(occurredAt), now);
  const source = input.source || null;
  return ok({ key, type, occurredAt: at, receivedAt: now, value: input.value ?? null, source });
}

/**
 * Everything that keeps a claimed signal from being scored, each with the field at fault: `unknown_signal_type` or
 * `invalid_input`. Of a field the first fault alone.
 */
export function signalFaults({ key, type, occurredAt, value, source }: SignalInput, now: number): Problem[] {
  const faults: Problem[] = [];
  const fault = (field: string, message: string, remedy: string) =>
    faults.push({ code: 'invalid_input', message, remedy, field });
  if (key.trim() === '' || key.length > MAX_KEY) {
    fault('key', 'The signal has no usable key.', `Enter 1 to ${MAX_KEY} characters.`);
  }
  if (!isSignalType(type)) {
    faults.push({
      code: 'unknown_signal_type',
      message: `There is no signal type "${type.slice(0, 60)}".`,
      remedy: `Use one of: ${SIGNAL_TYPES.join(', ')}.`,
      field: 'type',
    });
  }
  if (!Number.isFinite(occurredAt) || occurredAt < EARLIEST || occurredAt > now + CLOCK_SKEW) {
    const message = 'The time of the signal is not a date between 2000-01-01 and now.';
    fault('occurredAt', message, 'Enter when it happened.');
  }
  if ((source ?? '').length > MAX_SOURCE) {
    fault('source', 'The source is too long.', `Enter at most ${MAX_SOURCE} characters.`);
  }
  const wrong = valueFault(isSignalType(type) ? type : null, value ?? null);
  if (wrong !== null) fault('value', ...wrong);
  return faults;
}

/** What is wrong with a value; of a type nobody knows only whether it is a number. */
function valueFault(type: SignalType | null, value: number | null): [message: string, remedy: string] | null {
  const { label, range } = type === null ? { label: '', range: null } : SIGNALS[type];
  const remedy = `Enter a ${range?.whole ? 'whole number' : 'value'} from ${range?.min} to ${range?.max}.`;
  if (value === null)
    return range?.required === true ? [`${label} means nothing without a value.`, remedy] : null;
  if (!Number.isFinite(value) || Math.abs(value) > MAX_VALUE) {
    const must = 'Enter a number of at most 15 digits, or leave it out.';
    return ['The value is not a number we can count with.', must];
  }
  if (range === null) return null;
  if (value < range.min || value > range.max)
    return [`${value} is not a possible value for ${label}.`, remedy];
  return range.whole && !Number.isInteger(value)
    ? [`${value} is no whole number, and no answer to ${label} lies between two.`, remedy]
    : null;
}

/** The signals without repeats: the first of each key. */
export function distinctSignals(signals: Iterable<Signal>): Signal[] {
  const byKey = new Map<string, Signal>();
  for (const signal of signals) {
    if (!byKey.has(signal.key)) byKey.set(signal.key, signal);
  }
  return [...byKey.values()];
}
