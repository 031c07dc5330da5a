import type { ReadinessGate } from '#core/card/card.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import { day, newest } from './newest.ts';

/** A score given this low or lower is a detractor's. Source: Reichheld, "The One Number You Need to Grow" (2003). */
const DETRACTOR = 6;
/** The disagreeing answers to "made it easy" on the scale from 1 to 7. Source: CEB, "The Effortless Experience" (2013). */
const EFFORT = 3;
const ANSWER_COUNTS = 90 * DAY;
/** One bad moment passes sooner than a judgement of all of us. */
const MOMENT_COUNTS = 30 * DAY;

interface Reason {
  what: string;
  until: number;
}

/** Unhappy by their own answer, or by what they said: listen before asking. A kinder answer since takes one back. */
export function dissatisfaction(
  signals: readonly Signal[],
  now: number,
): Pick<ReadinessGate, 'message' | 'clears' | 'opensAt'> | null {
  const reasons = [judgement, effort, complaint, warning].flatMap((each) => each(signals, now) ?? []);
  const [last] = reasons.toSorted((a, b) => b.until - a.until);
  if (last === undefined) return null;
  const clears = `Answer them first; this ends on ${day(last.until)}.`;
  return { message: `${last.what}.`, clears, opensAt: last.until };
}

/** What they answered last, or a survey tool made of it. */
function judgement(signals: readonly Signal[], now: number): Reason | null {
  const told = newest(signals, ['detractor', 'nps'], now - ANSWER_COUNTS);
  if (told === null || (told.type === 'nps' && (told.value ?? 10) > DETRACTOR)) return null;
  const when = day(told.occurredAt);
  const what =
    told.type === 'nps'
      ? `They gave an NPS of ${told.value} on ${when}`
      : `A survey counted them among detractors on ${when}`;
  return { what, until: told.occurredAt + ANSWER_COUNTS };
}

function effort(signals: readonly Signal[], now: number): Reason | null {
  const told = newest(signals, ['ces'], now - MOMENT_COUNTS);
  if (told === null || (told.value ?? 7) > EFFORT) return null;
  const what = `They found us hard to deal with (${told.value} of 7) on ${day(told.occurredAt)}`;
  return { what, until: told.occurredAt + MOMENT_COUNTS };
}

function complaint(signals: readonly Signal[], now: number): Reason | null {
  const told = newest(signals, ['complaint'], now - MOMENT_COUNTS);
  if (told === null) return null;
  return { what: `They complained on ${day(told.occurredAt)}`, until: told.occurredAt + MOMENT_COUNTS };
}

function warning(signals: readonly Signal[], now: number): Reason | null {
  const told = newest(signals, ['bad_reference'], now - ANSWER_COUNTS);
  if (told === null) return null;
  return { what: `They spoke against us on ${day(told.occurredAt)}`, until: told.occurredAt + ANSWER_COUNTS };
}
