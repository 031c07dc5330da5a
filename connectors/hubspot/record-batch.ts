import { emptyBatch, type CrmBatch, type RecordKind } from '#core/crm/crm.ts';
import type { HubspotClient } from './client.ts';
import { mapCompany, mapContact, mapDeal, PROPERTIES, type MappingContext } from './mapping.ts';
import type { ReadingContext } from './reading-context.ts';
import type { WireRecord } from './schema.ts';

/** HubSpot takes at most this many records in one batch call. */
export const BATCH_SIZE = 100;

/** A batch holding these records. */
export function toBatch(context: MappingContext, kind: RecordKind, records: WireRecord[]): CrmBatch {
  const batch = emptyBatch();
  for (const record of records) {
    if (kind === 'company') batch.companies.push(mapCompany(context, record));
    else if (kind === 'deal') batch.deals.push(mapDeal(context, record));
    else {
      const { contact, merge, problems } = mapContact(context, record);
      batch.contacts.push(contact);
      if (merge) batch.merges.push(merge);
      batch.problems.push(...problems);
    }
  }
  return batch;
}

/**
 * Reads up to 100 records by id, deals with their associations. Ids HubSpot does not know come back as removals,
 * unless a record says it absorbed them.
 */
export async function readBatch(
  { client, mapping }: ReadingContext,
  kind: RecordKind,
  ids: string[],
): Promise<CrmBatch> {
  const { results } = await client.batchRead(kind, PROPERTIES[kind], ids);
  const batch = toBatch(mapping, kind, kind === 'deal' ? await withAssociations(client, results) : results);
  const accounted = new Set([...results.map(({ id }) => id), ...batch.merges.flatMap(({ from }) => from)]);
  for (const id of ids) if (!accounted.has(id)) batch.removals.push({ kind, id, erased: false });
  return batch;
}

/** Deals with all of what they are associated with, which a batch read cannot tell. */
export async function withAssociations(client: HubspotClient, deals: WireRecord[]): Promise<WireRecord[]> {
  if (deals.length === 0) return deals;
  const ids = deals.map(({ id }) => id);
  const [contacts, companies] = await Promise.all([
    associatedIds(client, 'contact', ids),
    associatedIds(client, 'company', ids),
  ]);
  return deals.map((deal) => ({
    ...deal,
    associations: {
      contacts: { results: contacts.get(deal.id) ?? [] },
      companies: { results: companies.get(deal.id) ?? [] },
    },
  }));
}

/** HubSpot's own type ids of a primary company, as seen from a deal. */
const PRIMARY_COMPANY = 5;

async function associatedIds(client: HubspotClient, to: RecordKind, dealIds: string[]) {
  const { results } = await client.associations('deal', to, dealIds);
  return new Map(
    results.map((row) => [
      row.from,
      row.to.map(({ toObjectId, associationTypes }) => ({
        id: toObjectId,
        type: associationTypes.some(({ typeId }) => typeId === PRIMARY_COMPANY) ? 'primary' : '',
      })),
    ]),
  );
}
