import type { SyncCursor, SyncStep } from '#connectors/connector.ts';
import { emptyBatch } from '#core/crm/crm.ts';
import { idOf, isTrue, type WireRow } from '../fields.ts';
import type { ReadingContext } from '../reading-context.ts';
import { toBatch } from '../record-batch.ts';
import { relationsOf } from '../relations.ts';
import type { ObjectName, Schema } from '../schema.ts';
import { readCursor, startOfPoll, toCursor } from './cursor.ts';
import { modified, type Lane } from './modified.ts';
import { slices } from './slices.ts';
import { touchedSince } from './touched.ts';

/** Read again on each poll: a long transaction becomes visible up to ten minutes after the stamps it set. */
const OVERLAP_MS = 10 * 60_000;
/** Date headers, by which Salesforce's clock is known, are whole seconds. */
const DATE_PRECISION_MS = 1_000;
/** Salesforce began in 1999. */
const EARLIEST = Date.UTC(1999, 0, 1);
/** Owners before what they own, and contacts before the leads that became them. */
const POLLED: readonly ObjectName[] = ['User', 'Contact', 'Lead', 'Account', 'Opportunity'];

/**
 * Everything modified since the cursor, less the overlap: one query an object, deleted rows and related ones
 * included, so that reading the overlap again costs no call. A poll that was cut short goes on where its last cursor
 * stood. Times in cursors are Salesforce's.
 */
export async function* poll(
  context: ReadingContext,
  cursor: SyncCursor | null,
  now: number,
): AsyncGenerator<SyncStep> {
  const { client, mapping } = context;
  const stored = readCursor(cursor);
  const begun = stored?.phase === 'poll' ? stored : startOfPoll(stored?.startedAt ?? EARLIEST);
  // Known from the first answer on; clamped so that a wrong guess reads more, never less.
  const next = () => begun.next ?? now + Math.min(0, client.clockOffset());
  const from = Math.max(EARLIEST, begun.since - OVERLAP_MS);
  const alive = new Set<string>();
  const lanes = lanesOf(mapping.schema);
  const isTouched = touchedSince(context, lanes, from);
  const reached = lanes.findIndex(({ name }) => name === begun.lane);
  for (const lane of lanes.slice(Math.max(0, reached))) {
    const end = now + Math.max(0, client.clockOffset()) + DATE_PRECISION_MS;
    if (lane.name !== begun.lane && !(await isTouched(lane, end))) continue;
    const start = lane.name === begun.lane ? { at: begun.at ?? from, id: begun.id } : { at: from, id: null };
    for await (const { rows, placeOf } of modified(context, lane, from, start, end)) {
      for (const row of rows) if (isAlive(row)) alive.add(idOf(row));
      for (const { rows: some } of slices(rows)) {
        const batch = await toBatch(context, lane.object, some, alive);
        const last = some.at(-1);
        const at = last === undefined ? start : placeOf(last);
        yield {
          batch,
          cursor: toCursor({ ...begun, next: next(), lane: lane.name, ...at }),
          read: some.length,
        };
      }
    }
  }
  yield { batch: emptyBatch(), cursor: toCursor(startOfPoll(next())), read: 0 };
}

function isAlive(row: WireRow): boolean {
  return !isTrue(row, 'IsDeleted') && !isTrue(row, 'IsConverted');
}

/** The objects themselves, then those of them that something changed hangs on: an event, a case, a role in a deal. */
function lanesOf(schema: Schema): Lane[] {
  const seen = POLLED.filter((object) => schema.has(object));
  return [
    ...seen.map((object) => ({ name: object, object, by: null })),
    ...seen.flatMap((object) =>
      relationsOf(schema, object).map((by) => ({ name: `${object} by ${by.object}`, object, by })),
    ),
  ];
}
