/** Text as a SOQL literal, in quotes. Source: Salesforce's "Quoted String Escape Sequences". */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
}

/** A list of texts as SOQL's IN wants it. */
export function list(texts: readonly string[]): string {
  return `(${texts.map(quoted).join(', ')})`;
}

/** Epoch milliseconds as a SOQL dateTime literal, which takes no quotes. */
export function moment(at: number): string {
  return new Date(at).toISOString();
}

export interface Select {
  fields: readonly string[];
  from: string;
  where: readonly string[];
  orderBy?: readonly string[];
  limit?: number;
}

/** A query; every condition of `where` must hold. */
export function select({ fields, from, where, orderBy = [], limit }: Select): string {
  return [
    `SELECT ${fields.join(', ')} FROM ${from}`,
    where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
    orderBy.length > 0 ? `ORDER BY ${orderBy.join(', ')}` : '',
    limit === undefined ? '' : `LIMIT ${limit}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
