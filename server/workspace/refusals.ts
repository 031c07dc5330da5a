import type { ProblemCode, Result } from '#core/problem.ts';
import { note } from './trail/note.ts';
import type { Store } from './store.ts';

/** What tells of bad input or of somebody who may not; who was merely second is no news. */
const TOLD: ReadonlySet<ProblemCode> = new Set([
  'budget_exceeded',
  'forbidden',
  'invalid_input',
  'key_conflict',
  'self_approval',
  'user_left',
]);
const MAX_NAME = 200;

/**
 * Writes down that something about money was refused: to whom, what, the code with the field, and what was `asked` where
 * it is a choice or a sum; never other words that were typed, which are anybody's. Gives the result back.
 */
export function noteRefused<T>(
  store: Store,
  { by, action, subject, asked }: { by: string; action: string; subject: string; asked?: string | null },
  result: Result<T>,
): Result<T> {
  if (result.ok || !TOLD.has(result.problem.code)) return result;
  const { code, field } = result.problem;
  const actor = by.toWellFormed().trim().slice(0, MAX_NAME) || 'nobody';
  const why = field === undefined ? code : `${code}: ${field}`;
  note(store, actor, `${action}_refused`, subject, asked == null ? why : `${why}; asked ${asked}`);
  return result;
}

/** A sum that was asked for, as the trail keeps it; null where it is none. */
export function askedSum(amount: unknown, currency: unknown): string | null {
  const isSum = Number.isSafeInteger(amount) && /^([A-Z]{3}|points:[\w-]{1,40})$/.test(String(currency));
  return isSum ? `${String(amount)} ${String(currency)}` : null;
}
