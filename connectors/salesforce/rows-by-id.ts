import type { RecordKind } from '#core/crm/crm.ts';
import type { WireRow } from './fields.ts';
import { to18 } from './org-id.ts';
import type { ReadingContext } from './reading-context.ts';
import { completeRelations, selection } from './relations.ts';
import { objectOf, OBJECTS_OF } from './schema.ts';
import { list, select } from './soql.ts';

/** Ids asked for in one query, which travels in the URL. */
const AT_ONCE = 200;

/** Rows of one kind by id, those in the recycle bin too; ids that are none of Salesforce's are not asked for. */
export async function rowsById(
  { client, mapping: { schema } }: ReadingContext,
  kind: RecordKind,
  ids: readonly string[],
): Promise<WireRow[]> {
  const rows: WireRow[] = [];
  const valid = ids.filter((id) => to18(id) === id);
  for (const object of OBJECTS_OF[kind].filter((one) => schema.has(one))) {
    const own = valid.filter((id) => objectOf(id) === object);
    for (let at = 0; at < own.length; at += AT_ONCE) {
      const where = [`Id IN ${list(own.slice(at, at + AT_ONCE))}`];
      const soql = select({ fields: selection(schema, object), from: object, where });
      for await (const page of client.query(soql, { deleted: true })) {
        rows.push(...(await completeRelations(client, page.records)));
      }
    }
  }
  return rows;
}
