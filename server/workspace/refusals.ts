import type { ProblemCode, Result } from '#core/problem.ts';
import { note } from './audit.ts';
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
 * Writes down that something about money was refused: to whom, what, and the code with the field; never what was typed,
 * which is anybody's. Gives the result back.
 */
export function noteRefused<T>(
  store: Store,
  { by, action, subject }: { by: string; action: string; subject: string },
  result: Result<T>,
): Result<T> {
  if (result.ok || !TOLD.has(result.problem.code)) return result;
  const { code, field } = result.problem;
  const actor = by.toWellFormed().trim().slice(0, MAX_NAME) || 'nobody';
  note(store, actor, `${action}_refused`, subject, field === undefined ? code : `${code}: ${field}`);
  return result;
}
