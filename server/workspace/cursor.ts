import { ok, refuse, type Result } from '#core/problem.ts';
import type { SqlValue } from '#server/storage/sql.ts';

/** Turns the place a page ended into an opaque token. */
export function writeCursor(place: SqlValue[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What each part of a place must be, in order. */
type Kinds<Place extends SqlValue[]> = {
  [Part in keyof Place]: Place[Part] extends number ? 'time' : Place[Part] extends string ? 'text' : 'value';
};

/**
 * Reads a token back; null for the first page. Tokens come from outside: one that does not hold exactly these kinds
 * is refused (`invalid_input`) before it gets near a query.
 */
export function readCursor<Place extends SqlValue[]>(
  cursor: string | null,
  kinds: Kinds<Place>,
): Result<Place | null> {
  if (cursor === null || cursor === '') return ok(null);
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const place: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isPlace(place, kinds)) return ok(place as Place);
  } catch {
    // Falls through to the refusal: whatever is wrong with it, the caller must start over.
  }
  return refuse(
    'invalid_input',
    'This cursor is not one of ours.',
    'Start again without a cursor.',
    'cursor',
  );
}

function isPlace(place: unknown, kinds: readonly string[]): boolean {
  if (!Array.isArray(place) || place.length !== kinds.length) return false;
  return place.every((part: unknown, index) => {
    if (kinds[index] === 'time') return Number.isSafeInteger(part);
    return typeof part === 'string' || (kinds[index] === 'value' && Number.isFinite(part));
  });
}
