import type { Readiness, ReadinessGate } from '#core/card/card.ts';
import type { Standing } from '#core/crm/flag.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';

/** A score given this low or lower is a detractor's. Source: Reichheld, "The One Number You Need to Grow" (2003). */
const DETRACTOR = 6;
const SCORE_COUNTS = 90 * DAY;
const COMPLAINT_COUNTS = 30 * DAY;
const ESCALATION_COUNTS = 90 * DAY;

/** No signal older than this closes a gate. */
export const READINESS_WINDOW = 90 * DAY;
/** The signals that can close a gate, or open it again. */
export const READINESS_SIGNALS = ['escalation', 'recovery', 'nps', 'complaint'] as const;

type Gate = (standing: Standing, signals: readonly Signal[], now: number) => ReadinessGate | null;

const GATES: readonly Gate[] = [consent, rest, escalation, detractor];

/** May this person be asked at `now`: of all gates, those that are closed, each with what would open it. */
export function readinessAt(standing: Standing, signals: readonly Signal[], now: number): Readiness {
  const closed = GATES.flatMap((gate) => gate(standing, signals, now) ?? []);
  return { open: GATES.length - closed.length, total: GATES.length, closed };
}

function consent({ optedOut }: Standing): ReadinessGate | null {
  if (!optedOut) return null;
  const message = 'They asked not to be contacted. It ends when their CRM records no longer say so.';
  return { gate: 'consent', message, opensAt: null };
}

function rest({ restUntil }: Standing, _signals: readonly Signal[], now: number): ReadinessGate | null {
  if (restUntil === null || restUntil <= now) return null;
  const message = `They were asked lately and rest until ${day(restUntil)}.`;
  return { gate: 'rest', message, opensAt: restUntil };
}

/** A serious problem that nobody has put right yet; after three months it is history. */
function escalation(_: Standing, signals: readonly Signal[], now: number): ReadinessGate | null {
  const raised = newest(signals, 'escalation', now - ESCALATION_COUNTS);
  if (raised === null) return null;
  const recovered = newest(signals, 'recovery', raised.occurredAt - 1);
  if (recovered !== null) return null;
  const opensAt = raised.occurredAt + ESCALATION_COUNTS;
  const message =
    `An escalation of ${day(raised.occurredAt)} is open. ` +
    `It ends when the problem is put right, or on ${day(opensAt)}.`;
  return { gate: 'escalation', message, opensAt };
}

/** Unhappy by their own answer, or by what they said: listen before asking. */
function detractor(_: Standing, signals: readonly Signal[], now: number): ReadinessGate | null {
  const score = newest(signals, 'nps', now - SCORE_COUNTS);
  const complaint = newest(signals, 'complaint', now - COMPLAINT_COUNTS);
  const reasons: { what: string; until: number }[] = [];
  if (score !== null && (score.value ?? 10) <= DETRACTOR) {
    const what = `They gave an NPS of ${score.value} on ${day(score.occurredAt)}`;
    reasons.push({ what, until: score.occurredAt + SCORE_COUNTS });
  }
  if (complaint !== null) {
    const what = `They complained on ${day(complaint.occurredAt)}`;
    reasons.push({ what, until: complaint.occurredAt + COMPLAINT_COUNTS });
  }
  const [last] = reasons.toSorted((a, b) => b.until - a.until);
  if (last === undefined) return null;
  const message = `${last.what}. Answer them first; this ends on ${day(last.until)}.`;
  return { gate: 'detractor', message, opensAt: last.until };
}

/** The newest signal of a type after `since`; of several at one moment the lowest value, which asks for more care. */
function newest(signals: readonly Signal[], type: Signal['type'], since: number): Signal | null {
  const found = signals.filter((signal) => signal.type === type && signal.occurredAt > since);
  return found.toSorted((a, b) => b.occurredAt - a.occurredAt || (a.value ?? 0) - (b.value ?? 0))[0] ?? null;
}

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function day(at: number): string {
  return DATE.format(at);
}
