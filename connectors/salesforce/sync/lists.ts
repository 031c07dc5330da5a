import { idOf } from '../fields.ts';
import type { ReadingContext } from '../reading-context.ts';
import { toBatch } from '../record-batch.ts';
import { completeRelations, selection } from '../relations.ts';
import type { ObjectName, Schema } from '../schema.ts';
import { quoted, select } from '../soql.ts';
import { bulkPages } from './bulk.ts';
import type { Backfilled, Place } from './cursor.ts';
import type { Item } from './item.ts';
import { slices } from './slices.ts';

/** Rows Salesforce gives at once. */
export const PAGE = 2_000;
/** An org whose jobs come to nothing is read page by page. */
const JOBS_LOST_AT_MOST = 2;

/**
 * All rows of an object above a place, by pages that begin after the last id: a place outlives every locator. Where
 * more than `bulkAbove` rows are left, a bulk job reads them.
 */
export async function* lane(context: ReadingContext, object: Backfilled, from: Place): AsyncGenerator<Item> {
  let place = from;
  for (let counted = false; !place.done;) {
    if (place.job !== null) {
      for await (const item of bulkPages(context, object, place)) {
        place = item.place;
        yield item;
      }
      counted = false;
      continue;
    }
    for await (const item of nextPage(context, object, place)) {
      place = item.place;
      yield item;
    }
    if (place.done || counted || place.lost >= JOBS_LOST_AT_MOST) continue;
    counted = true;
    if ((await countRows(context, object, place.after)) <= context.bulkAbove) continue;
    place = { ...place, job: await startJob(context, object, place.after), locator: null, skip: 0 };
    yield { batch: {}, read: 0, object, place };
  }
}

async function* nextPage(context: ReadingContext, object: Backfilled, place: Place): AsyncGenerator<Item> {
  const { client, mapping } = context;
  const { records, next } = await client.queryPage(
    select({
      fields: selection(mapping.schema, object),
      from: object,
      where: above(mapping.schema, object, place.after),
      orderBy: ['Id'],
      limit: PAGE,
    }),
  );
  // With subqueries a page may be shorter than asked for, and yet not the last.
  const isLast = next === null && records.length < PAGE;
  const rows = await completeRelations(client, records);
  if (rows.length === 0) yield { batch: {}, read: 0, object, place: { ...place, done: true } };
  for (const { rows: some, end } of slices(rows)) {
    const batch = await toBatch(context, object, some);
    const after = idOf(some.at(-1) ?? {});
    const read = object === 'User' ? 0 : some.length;
    yield { batch, read, object, place: { ...place, after, done: isLast && end === rows.length } };
  }
}

/** How many rows of an object are to be read above an id. Throws ConnectorError. */
export async function countRows(
  { client, mapping }: Pick<ReadingContext, 'client' | 'mapping'>,
  object: Backfilled,
  after: string | null,
): Promise<number> {
  const where = above(mapping.schema, object, after);
  return (await client.queryPage(select({ fields: ['COUNT()'], from: object, where }))).total;
}

function startJob(
  { client, mapping }: ReadingContext,
  object: Backfilled,
  after: string | null,
): Promise<string> {
  const { schema } = mapping;
  const where = above(schema, object, after);
  // In the order of ids, so that a lost job can be gone on with from the last id read.
  return client.bulkQuery.create(
    select({ fields: schema.readable(object), from: object, where, orderBy: ['Id'] }),
  );
}

/** Among users: those who work there. An org may have millions who only visit its pages. */
export function colleagues(schema: Schema, object: ObjectName): string[] {
  return object === 'User' && schema.field('User', 'UserType') !== null ? [`UserType = 'Standard'`] : [];
}

/** Which rows a backfill reads: a converted lead is a contact, a person account too, and users are colleagues. */
function above(schema: Schema, object: Backfilled, after: string | null): string[] {
  const seen = (name: string) => schema.field(object, name) !== null;
  const own = {
    User: colleagues(schema, object),
    Account: seen('IsPersonAccount') ? ['IsPersonAccount = false'] : [],
    Opportunity: [],
    Contact: [],
    Lead: seen('IsConverted') ? ['IsConverted = false'] : [],
  };
  return [...own[object], ...(after === null ? [] : [`Id > ${quoted(after)}`])];
}
