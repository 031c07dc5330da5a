import type { Problem, Result } from '#core/problem.ts';

/** A verb's answer with its problem in words for a rep, who sends no codes and makes no keys. */
export function inWordsForReps<T>(result: Result<T>): Result<T> {
  return result.ok ? result : { ok: false, problem: { ...result.problem, ...wordsFor(result.problem) } };
}

function wordsFor({ code, field }: Problem): Pick<Problem, 'message' | 'remedy'> | null {
  if (code === 'key_conflict' || field === 'key') return PRESSED;
  if (code !== 'invalid_input') return null;
  return field === 'amount' ? AMOUNT : field === 'currency' ? CURRENCY : field === 'act' ? ACT : null;
}

const PRESSED = {
  message: 'This press was used for something else already.',
  remedy: 'Reload the page and try again.',
};
const AMOUNT = {
  message: 'A reward of this amount cannot be paid.',
  remedy: 'Enter an amount above zero, at most 100 million, in whole cents.',
};
const CURRENCY = {
  message: 'A reward cannot be paid in this currency.',
  remedy: 'Choose one of the currencies offered.',
};
const ACT = {
  message: 'The reward does not say what it is for.',
  remedy: 'Say in a few words what they did.',
};
