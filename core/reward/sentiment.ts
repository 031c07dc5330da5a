import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { foldedText, plainText } from '#core/text/fold.ts';

/** What is paid for a feeling is refused wherever a reward begins: 16 CFR 465.4, incentives for reviews of a sentiment. */
export const SENTIMENT_LAW = '16 CFR 465.4';

/** Pictures of a rating or a feeling. */
const PICTURES = /[⭐🌟🌠✨★☆✩✪✫✬✭✮✯✰❤♥♡👍💖💯😀😃😄😁😊☺🙂😍🥰🤩😡👎]/u;

const NUMBERS = 'one two three four five six seven eight nine ten'.split(' ');
const NUMBER_WORD = new RegExp(String.raw`\b(${NUMBERS.join('|')})\b`, 'g');

/** `5 out of 5`, `4.5/5`, `10 of 10`, `give us a 10`; `10/12` and `3/10/2026` are days. */
const RATING =
  /\d\s*out\s+of\s*\d|(?<![\d/.,]|\d\s)(?:10|\d)(?:[.,]\d)?\s*\/\s*(?:5|10)(?![\d/]|[.,]\d)|\b100\s*\/\s*100\b|\b(5|10)\s+of\s+\1\b|\bg[ia]v(?:es?|ing|en)\s+us\s+(?:an?\s+)?\d/;

const SAID =
  'reviews?|reviewers?|quotes?|testimonials?|feedback|comments?|words?|remarks?|answers?|opinions?';
const OURS = 'us|our (?:brand|company|product|products|service|services|team|app|software)';
const FEELINGS = new RegExp(
  String.raw`\b(?:nps|csat|ces|scor(?:es?|ed|ing)|rat(?:es?|ed|ings?)|(?:${NUMBERS.join('|')}|\d)?stars?|sentiments?|promoters?|passives?|` +
    String.raw`detractors?|posit(?:ive\w*|ivity)|negat(?:ive\w*|ivity)|favou?r(?:abl[ey]|ites?)|(?:un|dis)?(?:happ[iy]|satisf)\w*|` +
    String.raw`delight\w*|pleased|thrilled|enthusias\w*|moods?|propensity|glowing|gushing|prais\w*|compliments?|rav(?:es?|ed|ing)|` +
    String.raw`fans?|feel(?:s|ings?)?|lov(?:es?|ed|ing|ely)|ador\w+|admir\w+|hat(?:es?|ed|ers?)|angry|disappoint\w*|flattering|` +
    String.raw`excellent(?:ly)?|great(?:est|ly)?|best|amazing|awesome|fantastic|wonderful|superb|terrific|tone|` +
    String.raw`lik(?:es?|ed|ing) (?:${OURS})|(?:is|are|be|being|so|very) kind|kind(?:er|est|ly)? (?:${SAID})|` +
    String.raw`(?:good|nicer?|bad|warm|sweet|perfect|outstanding|brilliant|stellar|strong|top) (?:${SAID}|marks?))\b`,
);

/** `≥4`, `> 3`, `4+`, alone or of a review, on a site: a rating from there on; `≥4 talks` counts something. */
const THRESHOLD = new RegExp(
  String.raw`(?:[<>≤≥≦≧⩽⩾]\s*=?\s*(?:10|\d)(?:[.,]\d)?|(?<![\d.,])(?:10|[1-9])(?:[.,]\d)?\s?\+)` +
    String.raw`(?=\s*(?:$|[^\s\w+.,]|(?:on|at|in|from|g2|capterra|trustpilot|trustradius|gartner|${SAID})\b))`,
);

/** Digits written for letters, `1` as either of two: `p0sitive`, `5ati5fied`, `g1owing`. */
const DIGITS = ['oi_easgtb9', 'ol_easgtb9'];
const MIXED = /(?=\w*[a-z])(?=\w*\d)\w+/g;

/** Names of shops, days and trades in which such a word is no feeling. */
const INNOCENT =
  /\b(?:best (?:buy|western|practices?)|great (?:britain|lakes|wolf|clips)|happy (?:hour|birthday|holidays|new year|anniversary|socks)|(?:desk|ceiling|table|usb|hand) fans?|star (?:wars|trek)|north star|rock stars?|(?:lead|credit) scoring|(?:exchange|interest|day|hourly|flat) rates?)\b/g;

const BARE_NUMBER = /^[^\p{L}\p{N}]*\d+([./\s-]+\d+)?[^\p{L}\p{N}]*$/u;

/**
 * Whether a name, an act, a field or a value stands for what somebody feels or how kindly they rate, and not for
 * something they do: said outright (`minRating`, `Glowing review`), by a rating (`9/10`, stars), or by a number alone
 * (`5`, `9-10`). However it is spelled: letters that look alike, full width or unseen ones count as what they read.
 * `Public review` is an act; `five-star review` is a sentiment.
 */
export function namesFeeling(text: string): boolean {
  if (PICTURES.test(text) || BARE_NUMBER.test(plainText(text))) return true;
  const apart = plainText(text).replaceAll(/([a-z\d])([A-Z])/g, '$1 $2');
  const words = wordsOf(apart);
  if (isAnswer(words)) return true;
  const told = words
    .replace(NUMBER_WORD, (number) => String(NUMBERS.indexOf(number) + 1))
    .replace(INNOCENT, '');
  return (
    RATING.test(told) ||
    THRESHOLD.test(told) ||
    [told, ...spelledOut(told), ...spelledOut(wordsOf(text))].some(tells)
  );
}

function wordsOf(text: string): string {
  return foldedText(text)
    .replaceAll(/[_\s-]+/g, ' ')
    .trim();
}

function tells(text: string): boolean {
  return FEELINGS.test(text);
}

/** A text as it reads with its digits as letters. */
function spelledOut(text: string): string[] {
  const spelled = (letters: string) => (word: string) =>
    word.replaceAll(/[013-8]/g, (digit) => letters[Number(digit)] ?? digit);
  return DIGITS.map((letters) => text.replace(MIXED, spelled(letters)).replace(INNOCENT, ''));
}

/** Whether it is the type or label of an answer that tells a feeling. */
function isAnswer(words: string): boolean {
  return SIGNAL_TYPES.some((type) => {
    const { sentiment, label } = SIGNALS[type];
    return sentiment && (words === type.replaceAll('_', ' ') || words === foldedText(label));
  });
}
