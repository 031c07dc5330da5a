/** The list cursor for the record a page is to begin with. */
export function toCursor(id: number, form: 'id' | 'opaque'): string {
  return form === 'id' ? String(id) : Buffer.from(`cursor:${id}`).toString('base64url');
}

/** The id a page begins with, 0 for the start; null when the portal did not give this cursor out. */
export function parseCursor(cursor: string | null, form: 'id' | 'opaque'): number | null {
  if (!cursor) return 0;
  const text =
    form === 'id'
      ? cursor
      : Buffer.from(cursor, 'base64url')
          .toString()
          .replace(/^cursor:/, '');
  return /^\d+$/.test(text) && (form === 'id' || toCursor(Number(text), form) === cursor)
    ? Number(text)
    : null;
}
