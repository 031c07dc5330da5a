import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { mapAhead, readAhead } from '#connectors/shared/read-ahead.ts';
import { BATCH_SIZE, readBatch, toBatch } from '../record-batch.ts';
import type { ReadingContext } from '../reading-context.ts';
import type { BackfillPosition } from './cursor.ts';
import { idsBetween, isAscending, isDescending, numericId } from './ids.ts';
import type { Item } from './item.ts';
import { pages } from './lists.ts';

/** Contacts left to the list where the two ends meet: the page in flight and the one after it. */
const LEFT_TO_LIST = 200;
/** Chunks of ids found before they can be read, so that a search never holds up the reads. */
const CHUNKS_AHEAD = 2;

/**
 * What the two ends have taken on so far, yielded or not. The list may stop where search has begun; if a batch
 * read then fails, the stored position is incomplete and another pass lists the rest.
 */
export interface Ends {
  low: number;
  high: number | null;
  /** False once ids came out of order: the list must then go to its end. */
  trusted: boolean;
}

/** The two ends of a position: where the list goes on upwards, and search downwards. */
export function endsOf({ low, high, twoSided }: BackfillPosition): Ends {
  return { low, high: twoSided ? high : null, trusted: twoSided };
}

/** Contacts from the lowest id up by the list cursor, until it meets what search has taken. */
export async function* listedContacts(
  { client, mapping }: ReadingContext,
  position: BackfillPosition,
  ends: Ends,
): AsyncGenerator<Item> {
  for await (const { records, next } of pages(client, 'contact', position.contactsAfter)) {
    const ids = records.map(({ id }) => numericId(id));
    ends.trusted &&= isAscending(ends.low, ids);
    if (ends.trusted) ends.low = ids.at(-1) ?? ends.low;
    const { low, high, trusted } = ends;
    const met = trusted && high !== null && low >= high;
    yield {
      batch: toBatch(mapping, 'contact', records),
      read: met ? ids.filter((id) => id < high).length : records.length,
      advance: (before) => ({
        ...before,
        contactsAfter: next,
        contactsDone: next === null,
        listed: before.listed + records.length,
        low,
        twoSided: before.twoSided && trusted,
      }),
    };
    if (met) return;
  }
}

/**
 * Contacts from the highest id down: search, which has a budget of its own, gives 200 ids at a time, and batch
 * reads fetch them, `width()` at once. Ends near the list, or with a note to rely on the list alone.
 */
export async function* searchedContacts(
  context: ReadingContext,
  ends: Ends,
  width: () => number,
): AsyncGenerator<Item> {
  const read = async (ids: number[]) => ({
    batch: await readBatch(context, 'contact', ids.map(String)),
    high: ids.at(-1) ?? null,
  });
  try {
    for await (const { batch, high } of mapAhead(
      readAhead(chunksDownwards(context, ends), CHUNKS_AHEAD),
      width,
      read,
    )) {
      yield { batch, read: batch.contacts.length, advance: (before) => ({ ...before, high }) };
    }
  } catch (error) {
    // What the list needs too (the token, the vendor) fails there again and is reported from there.
    if (!(error instanceof ConnectorError)) throw error;
    yield { batch: {}, read: 0, advance: (before) => ({ ...before, twoSided: false }) };
  }
}

async function* chunksDownwards({ client }: ReadingContext, ends: Ends): AsyncGenerator<number[]> {
  while (ends.trusted) {
    const { total, ids } = await idsBetween(client, ends.low, ends.high);
    ends.trusted &&= isDescending(ends.high, ids);
    if (!ends.trusted) return;
    const claimable = Math.floor((total - LEFT_TO_LIST) / BATCH_SIZE) * BATCH_SIZE;
    const open = ids.slice(0, Math.max(0, claimable));
    if (open.length < BATCH_SIZE) return;
    for (let at = 0; at < open.length; at += BATCH_SIZE) {
      const chunk = open.slice(at, at + BATCH_SIZE).filter((id) => id > ends.low);
      if (chunk.length === 0) return;
      ends.high = chunk.at(-1) ?? ends.high;
      yield chunk;
    }
  }
}

/**
 * Whether a position whose two ends have met really has every contact. It rests on list ids ascending, which
 * HubSpot does not promise: if the index knows more contacts below the meeting point than the list gave, the list
 * goes on to its end.
 */
export async function settleContacts(
  { client }: ReadingContext,
  position: BackfillPosition,
): Promise<BackfillPosition> {
  const { contactsDone, twoSided, low, high, listed } = position;
  if (contactsDone || !twoSided || high === null || low < high) return position;
  try {
    const { total } = await idsBetween(client, 0, low + 1);
    return total > listed ? { ...position, twoSided: false } : { ...position, contactsDone: true };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { ...position, twoSided: false };
  }
}
