import type { SyncCursor } from '#connectors/connector.ts';
import * as z from 'zod';

const text = z.string().nullable();
const count = z.number();

/** The objects a backfill reads, each from its lowest id up. */
export const BACKFILLED = ['User', 'Account', 'Opportunity', 'Contact', 'Lead'] as const;
export type Backfilled = (typeof BACKFILLED)[number];

/** How far one object has been read. It covers only what was yielded. */
const place = z.object({
  /** The highest id read; null before the first. */
  after: text,
  done: z.boolean(),
  /** The bulk job it is read by, where there is one. */
  job: text,
  /** Where in the job's results the next page begins, and how many of its rows have been read already. */
  locator: text,
  skip: count,
  /** Jobs that came to nothing. */
  lost: count,
});
export type Place = z.infer<typeof place>;

const backfillPosition = z.object({
  phase: z.literal('backfill'),
  /** Start by Salesforce's clock, epoch milliseconds: everything changed since is the poll's. */
  startedAt: count,
  places: z.object({ User: place, Account: place, Opportunity: place, Contact: place, Lead: place }),
});
export type BackfillPosition = z.infer<typeof backfillPosition>;

/** Where polling stands. `lane`, `at` and `id` tell how far the poll that ends at `next` has come. */
const pollPosition = z.object({
  phase: z.literal('poll'),
  /** Everything modified before this has been read, epoch milliseconds by Salesforce's clock. */
  since: count,
  next: count.nullable(),
  lane: text,
  at: count.nullable(),
  id: text,
});
export type PollPosition = z.infer<typeof pollPosition>;

const position = z.discriminatedUnion('phase', [backfillPosition, pollPosition]);
export type Position = z.infer<typeof position>;

/** A backfill that has read nothing yet. */
export function startOfBackfill(startedAt: number): BackfillPosition {
  const start: Place = { after: null, done: false, job: null, locator: null, skip: 0, lost: 0 };
  const places = { User: start, Account: start, Opportunity: start, Contact: start, Lead: start };
  return { phase: 'backfill', startedAt, places };
}

/** A poll that has read everything modified before `since`. */
export function startOfPoll(since: number): PollPosition {
  return { phase: 'poll', since, next: null, lane: null, at: null, id: null };
}

/** A position as a cursor, which is flat: `Contact.after` and the like. */
export function toCursor(at: Position): SyncCursor {
  if (at.phase === 'poll') return at;
  const { places, ...rest } = at;
  const flat = BACKFILLED.flatMap((object) =>
    Object.entries(places[object]).map(([name, value]) => [`${object}.${name}`, value] as const),
  );
  return { ...rest, ...Object.fromEntries(flat) };
}

/** Reads a stored cursor; one that is not ours (an older version, say) counts as none. */
export function readCursor(cursor: SyncCursor | null): Position | null {
  if (cursor === null) return null;
  const places = BACKFILLED.map((object) => {
    const own = Object.keys(place.shape).map((name) => [name, cursor[`${object}.${name}`]] as const);
    return [object, Object.fromEntries(own)] as const;
  });
  return position
    .nullable()
    .catch(null)
    .parse({ ...cursor, places: Object.fromEntries(places) });
}
