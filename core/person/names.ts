import { UNNAMED } from './person.ts';

const MARKS = /\p{M}+/gu;
const NO_WORD = /[^\p{L}\p{N}]+/gu;
/** A script in which one word is a whole name. */
const NON_LATIN = /[\p{L}--\p{Script=Latin}]/v;

/** Words without case, accents, punctuation or surplus space. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(NO_WORD, ' ').trim();
}

/** A name as we compare it, or null where it is too little to tell people apart: one word, an e-mail, no name. */
export function nameKey(name: string): string | null {
  if (name.includes('@') || name === UNNAMED) return null;
  const key = fold(name);
  return key.includes(' ') || (NON_LATIN.test(key) && key.length > 1) ? key : null;
}

/** Whether a text holds a person's name, word by word; case, accents and punctuation aside. */
export function isNamedAfter(text: string, name: string): boolean {
  return ` ${fold(text)} `.includes(` ${fold(name)} `);
}

const LEGAL_FORMS = new Set(
  (
    'ab ag aps as bv co company corp corporation gmbh inc incorporated kg limited llc llp lp ltd mbh nv oy plc pte ' +
    'pty sa sarl sas se sl spa srl'
  ).split(' '),
);

/** A company's name as we compare it: without its legal form; null where nothing is left. */
export function companyKey(name: string): string | null {
  const words = fold(name).split(' ');
  const last = words.findLastIndex((word) => !LEGAL_FORMS.has(word));
  return last < 0 || words[0] === '' ? null : words.slice(0, last + 1).join(' ');
}
