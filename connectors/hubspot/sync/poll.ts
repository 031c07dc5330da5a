import type { SyncCursor, SyncStep } from '#connectors/connector.ts';
import { emptyBatch, type RecordKind } from '#core/crm/crm.ts';
import { mapAhead, readAhead } from '#connectors/shared/read-ahead.ts';
import { BATCH_SIZE, readBatch } from '../record-batch.ts';
import type { ReadingContext } from '../reading-context.ts';
import { readCursor, startOfPoll } from './cursor.ts';
import { Known } from './known.ts';
import { modifiedSince, type Modified } from './modified.ts';

/** Read again on each poll: search trails the records, and no loss was seen in simulation from 60 s on. */
const OVERLAP_MS = 60_000;
const READS_AT_ONCE = 3;
/** Date headers, by which HubSpot's clock is known, are whole seconds. */
const DATE_PRECISION_MS = 1_000;
/** Before any record there is; HubSpot began in 2006. */
const EARLIEST = Date.UTC(2000, 0, 1);
const KINDS: readonly RecordKind[] = ['contact', 'company', 'deal'];

/**
 * Everything modified since the cursor, less the overlap. Records are found by search and read afresh, for what
 * search shows may be older than the record; what the poll before handed over is not read again. A poll that was cut
 * short goes on where its last cursor stood. Times in cursors are HubSpot's: our own clock may be wrong by more than
 * the overlap.
 */
export async function* poll(
  context: ReadingContext,
  cursor: SyncCursor | null,
  now: number,
): AsyncGenerator<SyncStep> {
  const { client } = context;
  const stored = readCursor(cursor);
  const begun = stored?.phase === 'poll' ? stored : startOfPoll(stored?.startedAt ?? EARLIEST);
  // Known from the first answer on; clamped so that a wrong guess reads more, never less.
  const next = () => begun.next ?? now + Math.min(0, client.clockOffset());
  const known = Known.fromText(begun.known);
  for (const kind of KINDS.slice(KINDS.indexOf(begun.kind))) {
    const from = (kind === begun.kind ? begun.from : null) ?? Math.max(EARLIEST, begun.since - OVERLAP_MS);
    const end = () => now + Math.max(0, client.clockOffset()) + DATE_PRECISION_MS;
    const read = async (rows: Modified[]) => ({
      batch: await readBatch(
        context,
        kind,
        rows.map(({ id }) => id),
      ),
      from: rows.at(-1)?.resume ?? from,
      read: rows.length,
    });
    const isNew = (row: Modified) => !known.has(kind, row);
    const found = readAhead(chunked(modifiedSince(client, kind, from, end), isNew), 1);
    for await (const step of readAhead(
      mapAhead(found, () => READS_AT_ONCE, read),
      1,
    )) {
      known.note(kind, step.batch, now + client.clockOffset());
      // Should the poll be cut short here, it reads again what is known: that costs calls and nothing else.
      const place = { ...begun, next: next(), kind, from: step.from, known: '' };
      yield { batch: step.batch, cursor: place, read: step.read };
    }
  }
  yield { batch: emptyBatch(), cursor: startOfPoll(next(), known.toText(next() - OVERLAP_MS)), read: 0 };
}

/** Rows to be read, as many as one read takes, whatever page they came with; none twice, as one that moved would be. */
async function* chunked(
  pages: AsyncIterable<Modified[]>,
  isNew: (row: Modified) => boolean,
): AsyncGenerator<Modified[]> {
  let waiting: Modified[] = [];
  for await (const rows of pages) {
    const ids = new Set(waiting.map(({ id }) => id));
    waiting.push(...rows.filter((row) => isNew(row) && !ids.has(row.id)));
    for (; waiting.length >= BATCH_SIZE; waiting = waiting.slice(BATCH_SIZE))
      yield waiting.slice(0, BATCH_SIZE);
  }
  if (waiting.length > 0) yield waiting;
}
