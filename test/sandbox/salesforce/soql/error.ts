/** Why a query is refused, in Salesforce's words. */
export class SoqlError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'SoqlError';
    this.code = code;
  }
}

const AROUND = 40;

/** A refusal that points at a place in the query, the way Salesforce draws it. */
export function refusedAt(soql: string, at: number, code: string, message: string): SoqlError {
  const from = Math.max(0, at - AROUND);
  const excerpt = soql.slice(from, at + AROUND).replaceAll(/\s/g, ' ');
  const caret = `${' '.repeat(at - from)}^`;
  return new SoqlError(code, `\n${excerpt}\n${caret}\nERROR at Row:1:Column:${at + 1}\n${message}`);
}
