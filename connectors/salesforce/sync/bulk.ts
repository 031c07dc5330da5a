import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { ProblemCode } from '#core/problem.ts';
import Papa from 'papaparse';
import { idOf, type WireRow } from '../fields.ts';
import type { ReadingContext } from '../reading-context.ts';
import { toBatch } from '../record-batch.ts';
import { joinRelations } from '../relations.ts';
import type { Backfilled, Place } from './cursor.ts';
import type { Item } from './item.ts';
import { slices } from './slices.ts';

/** Rows of results asked for at once: about half a megabyte of CSV. */
const MOST_ROWS = 2_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;
/** What Salesforce answers to a job or a locator it no longer knows. */
const FORGOTTEN: readonly ProblemCode[] = ['not_found', 'vendor_refused'];

/**
 * What a bulk job found, from a place on. Ends with the object done, or with a place that has lost its job: the job
 * failed, was aborted, or its results expired, and reading goes on from the last id.
 */
export async function* bulkPages(
  context: ReadingContext,
  object: Backfilled,
  from: Place,
): AsyncGenerator<Item> {
  const job = from.job ?? '';
  let place = from;
  try {
    for (
      let pause = FIRST_PAUSE;
      !(await isComplete(context, job));
      pause = Math.min(LONGEST_PAUSE, pause * 2)
    ) {
      yield { batch: {}, read: 0, object, place };
      await context.wait(pause);
    }
    while (!place.done) {
      const page = await context.client.bulkQuery.results(job, place.locator, MOST_ROWS);
      for await (const item of pageItems(context, object, place, page)) {
        place = item.place;
        yield item;
      }
    }
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.retryAfter !== null) throw error;
    if (!FORGOTTEN.includes(error.problem.code)) throw error;
    const lost = { ...place, job: null, locator: null, skip: 0, lost: place.lost + 1 };
    yield { batch: {}, read: 0, object, place: lost };
  }
}

async function isComplete({ client }: ReadingContext, job: string): Promise<boolean> {
  const { state, problem } = await client.bulkQuery.status(job);
  if (state !== 'Failed' && state !== 'Aborted') return state === 'JobComplete';
  const message = `The bulk job ${job} ended as ${state}: ${problem ?? 'without a reason'}`;
  const remedy = 'Nothing to do: the rest is read in another way.';
  throw new ConnectorError({ code: 'vendor_refused', message, remedy }, null);
}

async function* pageItems(
  context: ReadingContext,
  object: Backfilled,
  from: Place,
  { csv, locator }: { csv: string; locator: string | null },
): AsyncGenerator<Item> {
  const { client, mapping } = context;
  const unread = parseRows(csv).slice(from.skip);
  const rows = await joinRelations(client, mapping.schema, object, unread);
  const behind = { ...from, locator, skip: 0, done: locator === null };
  if (rows.length === 0) yield { batch: {}, read: 0, object, place: behind };
  for (const { rows: some, end } of slices(rows)) {
    const batch = await toBatch(context, object, some);
    const after = idOf(some.at(-1) ?? {});
    const within = { ...from, after, skip: from.skip + end };
    const place = end === rows.length ? { ...behind, after } : within;
    yield { batch, read: object === 'User' ? 0 : some.length, object, place };
  }
}

function parseRows(csv: string): WireRow[] {
  return Papa.parse<WireRow>(csv, { header: true, skipEmptyLines: true }).data;
}
