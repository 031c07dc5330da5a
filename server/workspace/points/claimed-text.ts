import { ok, refuse, type Result } from '#core/problem.ts';

const MAX = 200;

/** A text somebody gave, trimmed: 1 to 200 characters, or `invalid_input` naming the field. */
export function claimedText(text: string, field: string): Result<string> {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= MAX) return ok(trimmed);
  return refuse('invalid_input', `${field} is empty or too long.`, `Send 1 to ${MAX} characters.`, field);
}
