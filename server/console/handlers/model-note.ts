import { ok, refuse, type Result } from '#core/problem.ts';

const MOST = 500;

/** Why a model changes, out of a form. Fails with `invalid_input` where nothing is said, or too much. */
export function readNote(values: Record<string, string>): Result<string> {
  const note = values['note']?.trim() ?? '';
  if (note === '') {
    return refuse('invalid_input', 'A new score needs a reason.', 'Say in a sentence why.', 'note');
  }
  return checkNoteLength(note);
}

/** As `readNote`, where there need not be one yet. */
export function checkNoteLength(note: string): Result<string> {
  if (note.length <= MOST) return ok(note);
  return refuse(
    'invalid_input',
    `The reason has ${note.length} characters.`,
    `Shorten it to ${MOST}.`,
    'note',
  );
}
