import { refuse, type Refusal } from '#core/problem.ts';

/** Whether something from outside is a whole number within these bounds. */
export function isWhole(x: unknown, least: number, most: number): x is number {
  return typeof x === 'number' && Number.isSafeInteger(x) && x >= least && x <= most;
}

/** Well-formed and trimmed, or null where it is no text or longer than `most`. */
export function textOf(x: unknown, most: number): string | null {
  if (typeof x !== 'string') return null;
  const text = x.toWellFormed().trim();
  return text.length > most ? null : text;
}

// Controls that say nothing, and marks that would turn the reading order of what stands around them.
const UNSEEN = /[[\p{Cc}--[\t\n]]\u202A-\u202E\u2066-\u2069]/gv;

/** Words as they can be kept and shown anywhere: well-formed, without unseen controls, trimmed. */
export function cleanWords(text: string): string {
  return text.toWellFormed().replace(UNSEEN, '').trim();
}

/** Whether a text has characters that `cleanWords` would take out. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) >= 0;
}

/** As `cleanWords`, on one line. */
export function cleanLine(text: string): string {
  return cleanWords(text).replaceAll(/\s+/g, ' ');
}

/** Whether something from outside has fields by name. */
export function isFields(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !Array.isArray(x);
}

/** The refusal of a text that is missing or too long; `what` names it, as `The reason`. */
export function noText(field: string, what: string, text: unknown, most: number): Refusal {
  const isLong = typeof text === 'string' && text.trim().length > most;
  return isLong
    ? wrong(field, `${what} is too long.`, `Use at most ${countText(most)} characters.`)
    : wrong(field, `${what} is missing.`, `Use 1 to ${countText(most)} characters.`);
}

/** A number as people read it: `10,000`. */
export function countText(n: number): string {
  return n.toLocaleString('en-US');
}

/** The refusal of a field. */
export function wrong(field: string, message: string, remedy: string): Refusal {
  return refuse('invalid_input', message, remedy, field);
}
