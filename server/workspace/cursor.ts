import { ok, refuse, type Result } from '#core/problem.ts';

/** Turns the place a page ended into an opaque token. */
export function writeCursor(place: unknown[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Reads a token back; null for the first page. */
export function readCursor<Place extends unknown[]>(cursor: string | null): Result<Place | null> {
  if (cursor === null || cursor === '') return ok(null);
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const place: unknown = JSON.parse(
      new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0))),
    );
    if (Array.isArray(place)) return ok(place as Place);
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
