import type { SyncCursor, SyncStep } from '#connectors/connector.ts';
import { emptyBatch } from '#core/crm/crm.ts';
import { merge, readAhead } from '#connectors/shared/read-ahead.ts';
import { endsOf, listedContacts, searchedContacts, settleContacts } from './contacts.ts';
import type { ReadingContext } from '../reading-context.ts';
import { readCursor, startOfBackfill, startOfPoll, type BackfillPosition } from './cursor.ts';
import type { Item } from './item.ts';
import { companiesLane, dealsLane, ownersLane } from './lists.ts';

/** Connections a Worker may have waiting at once. */
const CONNECTIONS = 6;
/** Pages each lane fetches ahead of the consumer; what keeps memory flat. */
const AHEAD = 2;
/** How far search may trail the records: the first poll looks back this far before the backfill began. */
const INDEX_LAG_MS = 10 * 60_000;

/** Everything in the portal from `cursor` on, as steps whose cursors cover what was yielded and no more. */
export async function* backfill(
  context: ReadingContext,
  cursor: SyncCursor | null,
  now: () => number,
): AsyncGenerator<SyncStep> {
  const resumed = readCursor(cursor);
  if (resumed?.phase === 'poll') return;
  const startedAt = now();
  let position = resumed ?? startOfBackfill(startedAt);
  let fresh = resumed === null;
  for (;;) {
    position = await settleContacts(context, position);
    if (isComplete(position)) break;
    for await (const { batch, read, advance } of merge(lanes(context, position))) {
      position = advance(position);
      if (fresh) position = { ...position, startedAt: startedAt + Math.min(0, context.client.clockOffset()) };
      fresh = false;
      yield { batch: { ...emptyBatch(), ...batch }, cursor: position, read };
    }
  }
  yield { batch: emptyBatch(), cursor: startOfPoll(position.startedAt - INDEX_LAG_MS), read: 0 };
}

function isComplete({ ownersDone, companiesDone, dealsDone, contactsDone }: BackfillPosition): boolean {
  return ownersDone && companiesDone && dealsDone && contactsDone;
}

/** What is left to read, as lanes that run side by side within six connections. */
function lanes(context: ReadingContext, position: BackfillPosition): AsyncIterable<Item>[] {
  // First and alone: a contact takes its owner's name as it is read.
  if (!position.ownersDone) return [readAhead(ownersLane(context), AHEAD)];
  const ends = endsOf(position);
  let listing = 0;
  const counted = async function* (lane: AsyncGenerator<Item>) {
    listing += 1;
    try {
      yield* lane;
    } finally {
      listing -= 1;
    }
  };
  const lists: AsyncGenerator<Item>[] = [];
  if (!position.companiesDone) lists.push(counted(companiesLane(context, position)));
  if (!position.dealsDone) lists.push(counted(dealsLane(context, position)));
  if (position.contactsDone) return lists.map((lane) => readAhead(lane, AHEAD));
  const contacts = [counted(listedContacts(context, position, ends))];
  if (ends.trusted) contacts.push(searchedContacts(context, ends, () => CONNECTIONS - 1 - listing));
  return [...contacts, ...lists].map((lane) => readAhead(lane, AHEAD));
}
