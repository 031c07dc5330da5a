import { text } from '../fields.ts';
import type { ReadingContext } from '../reading-context.ts';
import { select } from '../soql.ts';
import { PAGE } from './lists.ts';
import { since, type Lane } from './modified.ts';

/**
 * Tells of a lane whether anything its records are looked up by has changed from a time on. What hangs on records of
 * several objects (a campaign member on contacts and leads) is asked after once for all of them, so that a quiet poll
 * is a call an object; what hangs on one is answered by the lane itself. Throws ConnectorError.
 */
export function touchedSince(
  { client }: ReadingContext,
  lanes: readonly Lane[],
  from: number,
): (lane: Lane, end: number) => Promise<boolean> {
  const asked = new Map<string, ReadonlySet<string>>();
  return async ({ by }, end) => {
    const parents = lanes.flatMap((other) =>
      other.by?.object === by?.object && other.by ? [other.by.parent] : [],
    );
    if (by === null || parents.length === 1) return true;
    const known = asked.get(by.object);
    if (known) return known.has(by.parent);
    const where = since(from, end);
    const { records } = await client.queryPage(
      select({ fields: parents, from: by.object, where, limit: PAGE }),
      {
        deleted: true,
      },
    );
    const isCut = records.length === PAGE;
    const touched = parents.filter((name) => isCut || records.some((row) => text(row, name) !== ''));
    asked.set(by.object, new Set(touched));
    return touched.includes(by.parent);
  };
}
