import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';

/** What an advocate can be asked for, as a rep would say it. */
export const ASK_KINDS = [
  'reference_call',
  'review',
  'testimonial',
  'case_study',
  'referral',
  'speaking',
  'beta',
  'other',
] as const;
export type AskKind = (typeof ASK_KINDS)[number];

export const ASK_LABELS: Record<AskKind, string> = {
  reference_call: 'Reference call',
  review: 'Public review',
  testimonial: 'Testimonial',
  case_study: 'Case study',
  referral: 'Referral',
  speaking: 'Talk at an event',
  beta: 'Beta test',
  other: 'Something else',
};

/** An ask as somebody logs it. Times are epoch milliseconds. */
export interface Ask {
  /** Unique within a workspace; the same key twice is the same ask. */
  key: string;
  kind: AskKind;
  askedAt: number;
  askedBy: string;
  note: string | null;
}

/** How long a person is left alone after any ask. */
export const REST_PERIOD = 30 * DAY;
const MAX_NOTE = 500;
const MAX_NAME = 200;
const MAX_KEY = 255;

/** Turns a claimed ask into one we can keep. Fails with `invalid_input` naming the field. */
export function checkAsk(input: Ask, now: number): Result<Ask> {
  const { key, askedAt, askedBy } = input;
  const note = input.note?.toWellFormed().replaceAll('\0', '').trim() || null;
  if (key.trim() === '' || key.length > MAX_KEY || !key.isWellFormed() || key.includes('\0')) {
    return refuse('invalid_input', 'The ask has no usable key.', `Send 1 to ${MAX_KEY} characters.`, 'key');
  }
  if (askedBy.trim() === '' || askedBy.length > MAX_NAME) {
    return refuse(
      'invalid_input',
      'Nobody is named who asked.',
      `Send 1 to ${MAX_NAME} characters.`,
      'askedBy',
    );
  }
  if (!Number.isFinite(askedAt) || askedAt > now + DAY || askedAt < Date.UTC(2000, 0, 1)) {
    return refuse(
      'invalid_input',
      'The day of the ask is not a day until today.',
      'Send when they were asked.',
      'askedAt',
    );
  }
  if (note !== null && note.length > MAX_NOTE) {
    return refuse('invalid_input', 'The note is too long.', `Send at most ${MAX_NOTE} characters.`, 'note');
  }
  return ok({ ...input, askedAt: Math.min(Math.floor(askedAt), now), askedBy: askedBy.trim(), note });
}

/** When a person asked at these times may be asked again; null where nobody asked yet. */
export function restsUntil(askedAt: readonly number[]): number | null {
  return askedAt.length === 0 ? null : Math.max(...askedAt) + REST_PERIOD;
}
