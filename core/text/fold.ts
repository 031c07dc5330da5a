// Format characters, variation selectors and what else shows as nothing; controls count as spaces.
const UNSEEN = /[\p{Cf}\p{DI}\u2800]/gu;
const SPACE = /[\p{Cc}\p{Z}]+/gu;

/** Most texts: words of visible ASCII, one space between two. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A text in one form (NFKC) on one line, without characters nobody sees: full width letters are letters. */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text;
  const seen = text.toWellFormed().normalize('NFKC').replace(UNSEEN, '');
  return seen.replace(SPACE, ' ').trim();
}

/** Letters of Cyrillic and Greek that look like Latin ones, in lower case: those of Unicode TR 39 that are alike at a glance. */
const ALIKE = new Map<string, string>(
  (
    'аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx һh ԁd ԛq ԝw ӏl ьb зz пn гr ' +
    'αa βb γy εe ζz ηn ιi κk μm νv οo ρp σo τt υu χx ωw ϲc ϳj ı'
  )
    .split(' ')
    .map((pair) => [pair[0] ?? '', pair[1] ?? 'i']),
);
const FOREIGN = /[\u0370-\u03ff\u0400-\u052fı]/g;

/** A text as it reads to somebody in a hurry: `plainText` in lower case, without accents, look-alikes as Latin letters. */
export function foldedText(text: string): string {
  const bare = plainText(text).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plainText(bare.replace(FOREIGN, (letter) => ALIKE.get(letter) ?? letter));
}
