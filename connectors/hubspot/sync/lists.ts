import type { RecordKind } from '#core/crm/crm.ts';
import type { HubspotClient } from '../client.ts';
import { mapOwner, PROPERTIES } from '../mapping.ts';
import { toBatch, withAssociations } from '../record-batch.ts';
import type { WireRecord } from '../schema.ts';
import type { BackfillPosition } from './cursor.ts';
import type { Item } from './item.ts';
import type { ReadingContext } from '../reading-context.ts';

/** All owners, who are few. */
export async function* ownersLane({ client }: ReadingContext): AsyncGenerator<Item> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<HubspotClient['owners']>> = await client.owners(after);
    after = page.paging?.next?.after ?? null;
    const ownersDone = after === null;
    yield {
      batch: { owners: page.results.map(mapOwner) },
      read: 0,
      advance: (position) => ({ ...position, ownersDone }),
    };
  } while (after !== null);
}

/** All companies by the list cursor. */
export async function* companiesLane(
  context: ReadingContext,
  position: BackfillPosition,
): AsyncGenerator<Item> {
  const { client, mapping } = context;
  for await (const { records, next } of pages(client, 'company', position.companiesAfter)) {
    yield {
      batch: toBatch(mapping, 'company', records),
      read: records.length,
      advance: (before) => ({ ...before, companiesAfter: next, companiesDone: next === null }),
    };
  }
}

/** All deals with their contacts and companies by the list cursor; the few with more than fit are asked again. */
export async function* dealsLane(context: ReadingContext, position: BackfillPosition): AsyncGenerator<Item> {
  const { client, mapping } = context;
  for await (const { records, next } of pages(client, 'deal', position.dealsAfter)) {
    const cut = records.filter(({ associations = {} }) =>
      Object.values(associations).some(({ paging }) => paging),
    );
    const whole = new Map((await withAssociations(client, cut)).map((deal) => [deal.id, deal]));
    yield {
      batch: toBatch(
        mapping,
        'deal',
        records.map((deal) => whole.get(deal.id) ?? deal),
      ),
      read: records.length,
      advance: (before) => ({ ...before, dealsAfter: next, dealsDone: next === null }),
    };
  }
}

export interface Page {
  records: WireRecord[];
  /** Cursor of the page after this one; null at the end. */
  next: string | null;
}

/** The full list of one kind from a cursor on. */
export async function* pages(
  client: HubspotClient,
  kind: RecordKind,
  from: string | null,
): AsyncGenerator<Page> {
  const associated = kind === 'deal' ? ['contacts', 'companies'] : undefined;
  let after = from;
  do {
    const page: Awaited<ReturnType<HubspotClient['list']>> = await client.list(
      kind,
      PROPERTIES[kind],
      after,
      associated,
    );
    after = page.paging?.next?.after ?? null;
    yield { records: page.results, next: after };
  } while (after !== null);
}
