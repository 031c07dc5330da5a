import { ok, refuse, type Result } from '#core/problem.ts';
import type { ScoreModel } from './model.ts';
import { isSameModel } from './same-model.ts';

const MOST_NOTE = 500;

/**
 * Whether a model may take the place of the current one: it changes something, and somebody says why; gives the reason
 * as it is kept. Fails with `invalid_input`, naming `note` where that is at fault.
 */
export function checkPublish(current: ScoreModel, next: ScoreModel, note: string): Result<string> {
  const why = checkReason(note);
  if (why.ok && isSameModel(current, next)) {
    return refuse('invalid_input', 'Nothing would change.', 'Change a number first.');
  }
  return why;
}

/** Why a model changes, trimmed. Fails with `invalid_input` where nothing is said, or too much. */
export function checkReason(note: string): Result<string> {
  if (note.trim() === '') {
    return refuse('invalid_input', 'A new score needs a reason.', 'Say in a sentence why.', 'note');
  }
  return checkNoteLength(note.trim());
}

/** As `checkReason`, where there need not be one yet. */
export function checkNoteLength(note: string): Result<string> {
  if (note.length <= MOST_NOTE) return ok(note);
  const message = `The reason has ${note.length} characters.`;
  return refuse('invalid_input', message, `Shorten it to ${MOST_NOTE}.`, 'note');
}
