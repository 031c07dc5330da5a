import type { CrmOwner, RecordKind } from '#core/crm/crm.ts';
import type { HubspotClient } from '../client.ts';
import { mapOwner, PROPERTIES } from '../mapping.ts';
import { toBatch, withAssociations } from '../record-batch.ts';
import type { WireRecord } from '../schema.ts';
import type { BackfillPosition } from './cursor.ts';
import type { Item } from './item.ts';
import type { ReadingContext } from '../reading-context.ts';

/** All owners in one step, for they are few: those who work there, and those who left and may still own records. */
export async function* ownersLane({ client }: ReadingContext): AsyncGenerator<Item> {
  const owners: CrmOwner[] = [];
  for (const archived of [false, true]) {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<HubspotClient['owners']>> = await client.owners(archived, after);
      owners.push(...page.results.map(mapOwner));
      after = page.paging?.next?.after ?? null;
    } while (after !== null);
  }
  yield { batch: { owners }, read: 0, advance: (position) => ({ ...position, ownersDone: true }) };
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
