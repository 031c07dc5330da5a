import type { RecordKind } from '#core/crm/crm.ts';
import { parseTime } from '#connectors/shared/time.ts';
import type { HubspotClient, Search } from '../client.ts';
import { MODIFIED } from '../mapping.ts';
import { text, timeOf } from '../properties.ts';
import type { WireRecord } from '../schema.ts';

const SEARCH_PAGE = 200;
/** An import fills page after page with one time each: what was modified this soon after a full one is read by id. */
const CROWD_MS = 60_000;

/** A record and when it was last modified, epoch milliseconds, as search shows it. */
export interface Modified {
  id: string;
  at: number;
  /** Whoever has read this one and all before it goes on from here, the like of `from`. */
  resume: number;
}

/**
 * Ids of one kind modified at or after `from`, in the order of their modification but for crowds, a page at a time.
 * Never pages by offset: each page starts at the last time seen, so rows that move while paging are not missed and
 * the vendor's limit of 10,000 results a query is never met. Ends once caught up, or past `end()` while rows keep
 * coming.
 */
export async function* modifiedSince(
  client: HubspotClient,
  kind: RecordKind,
  from: number,
  end: () => number,
): AsyncGenerator<Modified[]> {
  let at = from;
  let seen = new Set<string>();
  for (;;) {
    const rows = await searchRows(client, kind, at, [
      { property: MODIFIED[kind], operator: 'GTE', value: String(at) },
    ]);
    const unseen = rows.filter(({ id }) => !seen.has(id));
    if (unseen.length > 0) yield unseen;
    const last = rows.at(-1);
    if (!last || rows.length < SEARCH_PAGE || last.at > end()) return;
    const tied = rows.filter((row) => row.at === last.at).map(({ id }) => id);
    at = last.at;
    if (tied.length < SEARCH_PAGE) seen = new Set(tied);
    else {
      yield* crowdFrom(client, kind, at, new Set([...seen, ...tied]));
      at += CROWD_MS;
      if (at > end()) return;
      seen = new Set();
    }
  }
}

/** All ids modified within a minute from `at` on but those `seen`, by id keyset, whatever times they share. */
async function* crowdFrom(
  client: HubspotClient,
  kind: RecordKind,
  at: number,
  seen: ReadonlySet<string>,
): AsyncGenerator<Modified[]> {
  let above = '0';
  for (;;) {
    const rows = await searchRows(
      client,
      kind,
      at,
      [
        { property: MODIFIED[kind], operator: 'GTE', value: String(at) },
        { property: MODIFIED[kind], operator: 'LT', value: String(at + CROWD_MS) },
        { property: 'hs_object_id', operator: 'GT', value: above },
      ],
      'hs_object_id',
    );
    // By id: those that come later may have been modified earlier.
    const unseen = rows.filter(({ id }) => !seen.has(id)).map((row) => ({ ...row, resume: at }));
    if (unseen.length > 0) yield unseen;
    if (rows.length < SEARCH_PAGE) return;
    above = rows.at(-1)?.id ?? above;
  }
}

async function searchRows(
  client: HubspotClient,
  kind: RecordKind,
  at: number,
  filters: Search['filters'],
  sort = MODIFIED[kind],
): Promise<Modified[]> {
  const { results } = await client.search(kind, {
    filters,
    sort,
    properties: [MODIFIED[kind]],
    limit: SEARCH_PAGE,
  });
  return results.map((record) => {
    const shown = shownTime(kind, record) ?? at;
    return { id: record.id, at: shown, resume: shown };
  });
}

function shownTime(kind: RecordKind, record: WireRecord): number | null {
  return parseTime(text(record, MODIFIED[kind])) ?? timeOf(record, 'updatedAt');
}
