/** A JSON object whose fields nobody has looked at yet. */
export type Json = Record<string, unknown>;

/** Whether a parsed value is a plain JSON object (not null, not a list). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The string in a field, or '' where there is none. */
export function textIn(source: Json, key: string): string {
  const value = source[key];
  return typeof value === 'string' ? value : '';
}

/** The object in a field, or null. */
export function objectIn(source: Json, key: string): Json | null {
  const value = source[key];
  return isObject(value) ? value : null;
}

/** The objects of a list in a field; anything else in the list is skipped. */
export function objectsIn(source: Json, key: string): Json[] {
  const value = source[key];
  return Array.isArray(value) ? value.filter((item) => isObject(item)) : [];
}

/** The value a JSON text stands for, or undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
