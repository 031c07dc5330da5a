import { noText } from '#core/claimed.ts';
import { ok, type Result } from '#core/problem.ts';

const MAX = 200;
const WHAT = { key: 'The key', reason: 'The reason', by: 'The name of who decided it' };

/** A text somebody gave, trimmed: 1 to 200 characters, or `invalid_input` naming the field. */
export function claimedText(text: string, field: keyof typeof WHAT): Result<string> {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= MAX) return ok(trimmed);
  return noText(field, WHAT[field], trimmed, MAX);
}
