import { idOf, timeOf, type WireRow } from '../fields.ts';
import type { ReadingContext } from '../reading-context.ts';
import { completeRelations, selection } from '../relations.ts';
import type { ObjectName } from '../schema.ts';
import { moment, quoted, select } from '../soql.ts';
import { colleagues, PAGE } from './lists.ts';

/** What a poll looks for: changed rows of an object, or rows of it that something changed hangs on. */
export interface Lane {
  name: string;
  object: ObjectName;
  by: { object: ObjectName; parent: string } | null;
}

/** Where a lane stands: before these, all is read. A lane that goes by what hangs on a record knows only ids. */
export interface Reached {
  at: number;
  id: string | null;
}

/**
 * Rows changed at or after a time and up to `end`, in the recycle bin or not, by pages that begin after the last row:
 * those with the same time are told apart by id, and rows that move while paging come again at their new place.
 */
export async function* modified(
  { client, mapping: { schema } }: ReadingContext,
  { object, by }: Lane,
  from: number,
  start: Reached,
  end: number,
): AsyncGenerator<{ rows: WireRow[]; placeOf: (row: WireRow) => Reached }> {
  for (let { at, id } = start; ;) {
    const window = by === null ? since(at, end) : hanging(by, from, end);
    const beyond = id === null ? [] : [by === null ? afterTie(at, id) : `Id > ${quoted(id)}`];
    const { records, next } = await client.queryPage(
      select({
        fields: selection(schema, object),
        from: object,
        where: [...colleagues(schema, object), ...window, ...beyond],
        orderBy: by === null ? ['SystemModstamp', 'Id'] : ['Id'],
        limit: PAGE,
      }),
      { deleted: true },
    );
    const rows = await completeRelations(client, records);
    const before = at;
    const placeOf = (row: WireRow) => ({
      at: by === null ? (timeOf(row, 'SystemModstamp') ?? before) : before,
      id: idOf(row),
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield { rows, placeOf };
    if (next === null && rows.length < PAGE) return;
    ({ at, id } = placeOf(last));
  }
}

/** Changed at or after a time and up to another. */
export function since(at: number, end: number): string[] {
  return [`SystemModstamp >= ${moment(at)}`, `SystemModstamp <= ${moment(end)}`];
}

function afterTie(at: number, id: string): string {
  return `(SystemModstamp > ${moment(at)} OR Id > ${quoted(id)})`;
}

function hanging(
  { object, parent }: { object: ObjectName; parent: string },
  from: number,
  end: number,
): string[] {
  const changed = select({ fields: [parent], from: object, where: since(from, end) });
  // A record in the recycle bin has changed itself.
  return ['IsDeleted = false', `Id IN (${changed})`];
}
