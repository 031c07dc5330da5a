import type { SyncCursor } from '#connectors/connector.ts';
import * as z from 'zod';

const text = z.string().nullable();
const count = z.number();

/**
 * How far a backfill has come. It covers only what was yielded. Contacts are read from both ends: all ids up to
 * `low` came from the list, all from `high` up from search.
 */
const backfillPosition = z.object({
  phase: z.literal('backfill'),
  /** Start by HubSpot's clock, epoch milliseconds: everything changed since is the poll's. */
  startedAt: count,
  ownersDone: z.boolean(),
  companiesAfter: text,
  companiesDone: z.boolean(),
  dealsAfter: text,
  dealsDone: z.boolean(),
  contactsAfter: text,
  contactsDone: z.boolean(),
  /** Contacts the list gave so far. */
  listed: count,
  low: count,
  high: count.nullable(),
  /** False once list ids were seen out of order or search failed: from then on the list alone is trusted. */
  twoSided: z.boolean(),
});
export type BackfillPosition = z.infer<typeof backfillPosition>;

/** Where polling stands. `kind` and `from` tell how far the poll that ends at `next` has come. */
const pollPosition = z.object({
  phase: z.literal('poll'),
  /** Everything modified before this has been read, epoch milliseconds by HubSpot's clock. */
  since: count,
  next: count.nullable(),
  kind: z.enum(['contact', 'company', 'deal']),
  from: count.nullable(),
  /** Versions handed over that the next poll's overlap will show again; see `known.ts`. */
  known: z.string().default(''),
});
export type PollPosition = z.infer<typeof pollPosition>;

const position = z.discriminatedUnion('phase', [backfillPosition, pollPosition]);
export type Position = z.infer<typeof position>;

/** A backfill that has read nothing yet. */
export function startOfBackfill(startedAt: number): BackfillPosition {
  return {
    phase: 'backfill',
    startedAt,
    ownersDone: false,
    companiesAfter: null,
    companiesDone: false,
    dealsAfter: null,
    dealsDone: false,
    contactsAfter: null,
    contactsDone: false,
    listed: 0,
    low: 0,
    high: null,
    twoSided: true,
  };
}

/** A poll that has read everything modified before `since`. */
export function startOfPoll(since: number, known = ''): PollPosition {
  return { phase: 'poll', since, next: null, kind: 'contact', from: null, known };
}

/** Reads a stored cursor; one that is not ours (an older version, say) counts as none. */
export function readCursor(cursor: SyncCursor | null): Position | null {
  return position.nullable().catch(null).parse(cursor);
}
