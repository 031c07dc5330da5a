import type { SyncCursor, SyncStep } from '#connectors/connector.ts';
import { emptyBatch } from '#core/crm/crm.ts';
import { merge, readAhead } from '#connectors/shared/read-ahead.ts';
import type { ReadingContext } from '../reading-context.ts';
import { BACKFILLED, readCursor, startOfBackfill, startOfPoll, toCursor, type Backfilled } from './cursor.ts';
import type { BackfillPosition } from './cursor.ts';
import type { Item } from './item.ts';
import { lane } from './lists.ts';

/** Read side by side; within each, one after another: a contact's owner is known before the contact. */
const LANES: readonly (readonly Backfilled[])[] = [
  ['User', 'Contact', 'Lead'],
  ['Account', 'Opportunity'],
];
/** Steps each lane has ready before they are asked for; what keeps memory flat. */
const AHEAD = 1;

/** The objects a backfill reads of those this user may see. */
export function backfilled({ mapping: { schema } }: Pick<ReadingContext, 'mapping'>): Backfilled[] {
  return BACKFILLED.filter((object) => schema.has(object));
}

/** Everything in the org from `cursor` on, as steps whose cursors cover what was yielded and no more. */
export async function* backfill(
  context: ReadingContext,
  cursor: SyncCursor | null,
): AsyncGenerator<SyncStep> {
  const resumed = readCursor(cursor);
  if (resumed?.phase === 'poll') return;
  const startedAt = context.now();
  let position = resumed ?? startOfBackfill(startedAt);
  let fresh = resumed === null;
  const lanes = LANES.map((objects) => readAhead(inTurn(context, objects, position), AHEAD));
  for await (const { batch, read, object, place } of merge(lanes)) {
    position = { ...position, places: { ...position.places, [object]: place } };
    // Salesforce's clock is known from the first answer on.
    if (fresh) position = { ...position, startedAt: startedAt + Math.min(0, context.client.clockOffset()) };
    fresh = false;
    yield { batch: { ...emptyBatch(), ...batch }, cursor: toCursor(position), read };
  }
  yield { batch: emptyBatch(), cursor: toCursor(startOfPoll(position.startedAt)), read: 0 };
}

async function* inTurn(
  context: ReadingContext,
  objects: readonly Backfilled[],
  { places }: BackfillPosition,
): AsyncGenerator<Item> {
  const seen = backfilled(context);
  for (const object of objects) if (seen.includes(object)) yield* lane(context, object, places[object]);
}
