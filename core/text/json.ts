import { refuse, type Refusal } from '#core/problem.ts';

/** What we ask for is four deep at most; far deeper, whatever walks it runs out of stack. */
const MOST_DEEP = 64;

/**
 * Why a JSON text must not be read, or null: nested deeper than 64, or a name twice in one object, of which readers take
 * one each. Fails with `invalid_input`. Whether it is JSON at all shows where it is read.
 */
export function objectionToJson(text: string): Refusal | null {
  // Names seen in each object around here; null for an array.
  const around: (Set<string> | null)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
      case '[':
        isName = text[at] === '{';
        if (around.push(isName ? new Set() : null) > MOST_DEEP) return tooDeep;
        break;
      case '}':
      case ']':
        around.pop();
        isName = false;
        break;
      case ',':
        isName = around.at(-1) instanceof Set;
        break;
      case '"': {
        const end = endOfString(text, at);
        const names = around.at(-1);
        if (isName && names instanceof Set) {
          const name = nameIn(text.slice(at, end + 1));
          if (names.has(name)) return namedTwice(name);
          names.add(name);
        }
        isName = false;
        at = end;
        break;
      }
      default:
    }
  }
  return null;
}

/** Where the string that begins at `start` ends. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

/** A name as it reads: `"\u0061"` is `a`. */
function nameIn(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

const tooDeep = refuse(
  'invalid_input',
  `The JSON is nested deeper than ${MOST_DEEP}.`,
  'Send it as flat as /api/openapi.json describes it.',
);

function namedTwice(name: string): Refusal {
  const field = name.toWellFormed().slice(0, 60);
  return refuse('invalid_input', 'A field is there twice.', 'Send each field once.', field);
}
