import type { RecordKind } from '#core/crm/crm.ts';
import { parseTime } from '#connectors/shared/time.ts';
import type { HubspotClient, Search } from '../client.ts';
import { MODIFIED } from '../mapping.ts';
import { text, timeOf } from '../properties.ts';
import type { WireRecord } from '../schema.ts';

const SEARCH_PAGE = 200;

/** A record and when it was last modified, epoch milliseconds, as search shows it. */
export interface Modified {
  id: string;
  at: number;
}

/**
 * Ids of one kind modified at or after `from`, in the order of their modification, a page at a time. Never pages by
 * offset: each page starts at the last time seen, so rows that move while paging are not missed and the vendor's
 * limit of 10,000 results a query is never met. Ends once caught up, or past `end()` while rows keep coming.
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
      yield* modifiedAt(client, kind, at, new Set([...seen, ...tied]));
      at += 1;
      seen = new Set();
    }
  }
}

/** All ids modified in one millisecond (an import gives thousands the same) but those `seen`, by id keyset. */
async function* modifiedAt(
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
        { property: MODIFIED[kind], operator: 'LTE', value: String(at) },
        { property: 'hs_object_id', operator: 'GT', value: above },
      ],
      'hs_object_id',
    );
    const unseen = rows.filter(({ id }) => !seen.has(id));
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
  return results.map((record) => ({ id: record.id, at: shownTime(kind, record) ?? at }));
}

function shownTime(kind: RecordKind, record: WireRecord): number | null {
  return parseTime(text(record, MODIFIED[kind])) ?? timeOf(record, 'updatedAt');
}
