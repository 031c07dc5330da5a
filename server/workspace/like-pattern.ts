/** Longest pattern in bytes: this platform's SQLite refuses one beyond 50, the two `%` around it included. */
const PATTERN_BYTES = 48;

/**
 * A LIKE pattern for texts that contain `text`, its own wildcards escaped by a backslash. Too long a text
 * is found by its beginning.
 */
export function likePattern(text: string): string {
  let pattern = '';
  for (const character of text) {
    const longer = pattern + character.replace(/[\\%_]/, String.raw`\$&`);
    if (new TextEncoder().encode(longer).length > PATTERN_BYTES) break;
    pattern = longer;
  }
  return `%${pattern}%`;
}
