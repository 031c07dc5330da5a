import { refusedAt } from './error.ts';

export interface Token {
  kind: 'word' | 'string' | 'number' | 'date' | 'datetime' | 'sign' | 'end';
  /** As written; for a string, what it stands for. */
  text: string;
  at: number;
}

const PATTERN =
  /\s+|(?<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:?\d\d))|(?<date>\d{4}-\d\d-\d\d)(?!\w)|(?<number>[+-]?\d+(?:\.\d+)?)(?!\w)|(?<word>[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*)|(?<string>'(?:[^'\\]|\\[\s\S])*')|(?<sign>!=|<>|<=|>=|[=<>(),])/y;

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Cuts a query into tokens, an `end` behind the last. */
export function tokenize(soql: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < soql.length) {
    const at = PATTERN.lastIndex;
    const groups = PATTERN.exec(soql)?.groups;
    if (!groups) throw refusedAt(soql, at, 'MALFORMED_QUERY', unexpected(soql.charAt(at)));
    const found = Object.entries(groups).find(([, text]) => text !== undefined);
    if (!found) continue;
    const [kind, text] = found;
    tokens.push({
      kind: kind as Token['kind'],
      text: kind === 'string' ? unescaped(soql, text, at) : text,
      at,
    });
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: soql.length });
  return tokens;
}

/** `\_` and `\%` stay as they are: only LIKE tells what they mean. */
function unescaped(soql: string, quoted: string, at: number): string {
  return quoted.slice(1, -1).replaceAll(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (code === '_' || code === '%') return whole;
    if ('\'"\\'.includes(code)) return code;
    const meant = ESCAPES[code.toLowerCase()];
    if (meant === undefined)
      throw refusedAt(soql, at, 'MALFORMED_QUERY', `Illegal escape sequence in string: ${whole}`);
    return meant;
  });
}

export function unexpected(text: string): string {
  return `unexpected token: '${text}'`;
}
