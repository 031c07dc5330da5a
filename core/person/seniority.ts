import { fold } from './names.ts';

/** Which way a new title leads. */
export const STEPS = ['up', 'down', 'sideways'] as const;
export type Step = (typeof STEPS)[number];

/** Spellings of one word of a title. */
const SAME: Record<string, string> = {
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  jnr: 'junior',
  vp: 'vice president',
  svp: 'senior vice president',
  evp: 'executive vice president',
  avp: 'assistant vice president',
  dir: 'director',
  mgr: 'manager',
  mngr: 'manager',
  asst: 'assistant',
  assoc: 'associate',
  exec: 'executive',
  eng: 'engineer',
  ops: 'operations',
  mktg: 'marketing',
  ceo: 'chief executive officer',
  cto: 'chief technology officer',
  cfo: 'chief financial officer',
  coo: 'chief operating officer',
  cmo: 'chief marketing officer',
  cio: 'chief information officer',
  cro: 'chief revenue officer',
  cpo: 'chief product officer',
  cco: 'chief customer officer',
  ciso: 'chief information security officer',
};
/** Words that join the others. */
const FILLERS = new Set(['and', 'of', 'the', 'for', 'at', 'in']);

/** The words of a title, spelled one way. */
function wordsOf(title: string): string[] {
  const words = fold(title)
    .split(' ')
    .flatMap((word) => (SAME[word] ?? word).split(' '));
  return words.filter((word) => word !== '' && !FILLERS.has(word));
}

/** A title as it is compared: case, punctuation, abbreviations and the order of its words aside. */
function titleKey(title: string): string {
  return [...new Set(wordsOf(title))].toSorted().join(' ');
}

/** Whether two titles say the same; an empty one says nothing. */
export function isSameTitle(a: string, b: string): boolean {
  return titleKey(a) === titleKey(b);
}

/** Words that tell a rank, the higher the number the higher up; a title without one stands at `PLAIN`. */
const RANKS: Record<string, number> = {
  intern: 0,
  trainee: 0,
  apprentice: 0,
  junior: 1,
  assistant: 1,
  associate: 1,
  senior: 3,
  lead: 3,
  principal: 3,
  staff: 3,
  supervisor: 4,
  manager: 4,
  head: 5,
  director: 5,
  president: 7,
  chief: 8,
  founder: 8,
  cofounder: 8,
  owner: 8,
};
const PLAIN = 2;
const VICE_PRESIDENT = 6;
/** A senior director stands above a director, and below the next rank. */
const HALF = 0.5;

/** How high up a title stands, for comparing. */
function rankOf(title: string): number {
  const words = new Set(wordsOf(title));
  // Whoever assists a chief is none.
  if (words.has('assistant') && !words.has('vice')) return RANKS['assistant'] ?? PLAIN;
  const isVice = words.has('vice') && words.has('president');
  const ranks = [...words].flatMap((word) =>
    isVice && word === 'president' ? VICE_PRESIDENT : (RANKS[word] ?? []),
  );
  const top = ranks.length === 0 ? PLAIN : Math.max(...ranks);
  if (top > 3 && (words.has('senior') || words.has('executive')))
    return words.has('chief') ? top : top + HALF;
  return top > 3 && (words.has('associate') || words.has('deputy')) ? top - HALF : top;
}

/** Which way somebody went from one title to another, by the words that tell a rank. */
export function stepBetween(from: string, to: string): Step {
  const step = rankOf(to) - rankOf(from);
  if (step === 0) return 'sideways';
  return step > 0 ? 'up' : 'down';
}
