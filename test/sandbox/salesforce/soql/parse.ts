import { refusedAt } from './error.ts';
import { tokenize, unexpected, type Token } from './token.ts';

/** A field, by way of the relationships before it. */
export interface Path {
  names: string[];
  at: number;
}

export interface Literal {
  kind: 'string' | 'number' | 'date' | 'datetime' | 'boolean' | 'null';
  text: string;
  at: number;
}

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'LIKE'] as const;
export type Operator = (typeof OPERATORS)[number];

export type Condition =
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; path: Path; operator: Operator; literal: Literal }
  | { kind: 'in'; path: Path; negated: boolean; literals: Literal[] }
  /** A semi-join, or an anti-join. */
  | { kind: 'within'; path: Path; negated: boolean; query: SoqlQuery };

interface Order {
  path: Path;
  descending: boolean;
  /** Where records without a value stand. */
  nullsLast: boolean;
}

export interface SoqlQuery {
  soql: string;
  object: Path;
  /** Null for `COUNT()`. */
  fields: Path[] | null;
  /** Subqueries among the fields: related rows asked for along with each row. */
  children: SoqlQuery[];
  where: Condition | null;
  order: Order[];
  limit: number | null;
}

/** Reads one SELECT statement. Throws SoqlError. */
export function parseSoql(soql: string): SoqlQuery {
  const reader = new Reader(soql);
  const query = readQuery(reader);
  if (reader.next.kind !== 'end') throw reader.refuse();
  return query;
}

function readQuery(reader: Reader): SoqlQuery {
  reader.expect('SELECT');
  const { fields, children } = readFields(reader);
  reader.expect('FROM');
  const object = reader.path();
  const where = reader.take('WHERE') ? readCondition(reader) : null;
  const order = reader.take('ORDER') ? readOrder(reader) : [];
  const limit = reader.take('LIMIT') ? readLimit(reader) : null;
  return { soql: reader.soql, object, fields, children, where, order, limit };
}

class Reader {
  readonly soql: string;
  readonly #tokens: Token[];
  #at = 0;

  constructor(soql: string) {
    this.soql = soql;
    this.#tokens = tokenize(soql);
  }

  get next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '<EOF>', at: this.soql.length };
  }

  advance(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Whether the next token is this word or sign, which is then taken. */
  take(text: string): boolean {
    const isIt = this.isNext(text);
    if (isIt) this.#at += 1;
    return isIt;
  }

  isNext(text: string): boolean {
    const { kind, text: found } = this.next;
    return (kind === 'word' || kind === 'sign') && found.toUpperCase() === text;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.refuse();
  }

  path(): Path {
    if (this.next.kind !== 'word') throw this.refuse();
    const { text, at } = this.advance();
    return { names: text.split('.'), at };
  }

  refuse(): Error {
    return refusedAt(this.soql, this.next.at, 'MALFORMED_QUERY', unexpected(this.next.text));
  }
}

function readFields(reader: Reader): Pick<SoqlQuery, 'fields' | 'children'> {
  const fields: Path[] = [];
  const children: SoqlQuery[] = [];
  do {
    if (reader.take('(')) {
      children.push(readQuery(reader));
      reader.expect(')');
      continue;
    }
    const path = reader.path();
    if (fields.length === 0 && path.names[0]?.toUpperCase() === 'COUNT' && reader.take('(')) {
      reader.expect(')');
      return { fields: null, children };
    }
    fields.push(path);
  } while (reader.take(','));
  return { fields, children };
}

/** AND and OR may only stand beside each other with parentheses around one of them. */
function readCondition(reader: Reader): Condition {
  const parts = [readTerm(reader)];
  const word = reader.next.kind === 'word' ? reader.next.text.toUpperCase() : '';
  if (word !== 'AND' && word !== 'OR') return parts[0] as Condition;
  while (reader.take(word)) parts.push(readTerm(reader));
  if (reader.next.kind === 'word' && ['AND', 'OR'].includes(reader.next.text.toUpperCase()))
    throw reader.refuse();
  return { kind: word === 'AND' ? 'and' : 'or', parts };
}

function readTerm(reader: Reader): Condition {
  if (reader.take('NOT')) return { kind: 'not', part: readTerm(reader) };
  if (reader.take('(')) {
    const inner = readCondition(reader);
    reader.expect(')');
    return inner;
  }
  const path = reader.path();
  if (reader.take('IN')) return readIn(reader, path, false);
  if (reader.take('NOT')) {
    reader.expect('IN');
    return readIn(reader, path, true);
  }
  const operator = OPERATORS.find((one) => reader.take(one)) ?? (reader.take('<>') ? '!=' : null);
  if (operator === null) throw reader.refuse();
  return { kind: 'compare', path, operator, literal: readLiteral(reader) };
}

/** A list of literals, or the rows another query finds. */
function readIn(reader: Reader, path: Path, negated: boolean): Condition {
  reader.expect('(');
  if (reader.isNext('SELECT')) {
    const query = readQuery(reader);
    reader.expect(')');
    return { kind: 'within', path, negated, query };
  }
  const literals = [readLiteral(reader)];
  while (reader.take(',')) literals.push(readLiteral(reader));
  reader.expect(')');
  return { kind: 'in', path, negated, literals };
}

function readLiteral(reader: Reader): Literal {
  const { kind, text, at } = reader.next;
  if (kind === 'sign' || kind === 'end') throw reader.refuse();
  if (kind !== 'word') {
    reader.advance();
    return { kind, text, at };
  }
  const word = text.toUpperCase();
  if (word !== 'NULL' && word !== 'TRUE' && word !== 'FALSE') throw reader.refuse();
  reader.advance();
  return { kind: word === 'NULL' ? 'null' : 'boolean', text: word.toLowerCase(), at };
}

function readOrder(reader: Reader): Order[] {
  reader.expect('BY');
  const order: Order[] = [];
  do {
    const path = reader.path();
    const descending = reader.take('DESC');
    if (!descending) reader.take('ASC');
    let nullsLast = false;
    if (reader.take('NULLS')) {
      nullsLast = reader.take('LAST');
      if (!nullsLast) reader.expect('FIRST');
    }
    order.push({ path, descending, nullsLast });
  } while (reader.take(','));
  return order;
}

function readLimit(reader: Reader): number {
  if (reader.next.kind !== 'number') throw reader.refuse();
  const limit = Number(reader.advance().text);
  if (!Number.isInteger(limit) || limit < 0) throw reader.refuse();
  return limit;
}
