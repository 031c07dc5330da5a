import { emptyBatch, type CrmBatch, type RecordKind } from '#core/crm/crm.ts';
import { idOf, isTrue, text, type WireRow } from './fields.ts';
import { mapAccount, mapOpportunity, mapUser } from './mapping.ts';
import { peopleBatch } from './people.ts';
import type { ReadingContext } from './reading-context.ts';
import { rowsById } from './rows-by-id.ts';
import type { ObjectName } from './schema.ts';

/** Ids read at once. */
export const BATCH_SIZE = 200;
const NOBODY: ReadonlySet<string> = new Set();

/** A batch holding these rows as a query of an object gave them. Rows in the recycle bin become removals. */
export async function toBatch(
  context: ReadingContext,
  object: ObjectName,
  rows: WireRow[],
  alive: ReadonlySet<string> = NOBODY,
): Promise<CrmBatch> {
  if (object === 'Account') return companiesBatch(context, rows);
  if (object === 'Opportunity') return dealsBatch(context, rows);
  if (object === 'User') return { ...emptyBatch(), owners: rows.map(mapUser) };
  return peopleBatch(context, rows, alive);
}

/** Records by id. Ids Salesforce does not know, or has only in the recycle bin, come back as removals. */
export async function readBatch(context: ReadingContext, kind: RecordKind, ids: string[]): Promise<CrmBatch> {
  const rows = await rowsById(context, kind, ids);
  const object = { contact: 'Contact', company: 'Account', deal: 'Opportunity' } as const;
  const batch = await toBatch(context, object[kind], rows);
  const known = new Set(rows.map(idOf));
  // A person account answers, but is no company.
  const strangers = kind === 'company' ? rows.filter((row) => isPersonAccount(row)).map(idOf) : [];
  for (const id of [...ids.filter((one) => !known.has(one)), ...strangers]) {
    batch.removals.push({ kind, id, erased: false });
  }
  return batch;
}

function companiesBatch({ mapping }: ReadingContext, rows: WireRow[]): CrmBatch {
  const batch = emptyBatch();
  for (const row of rows) {
    if (isTrue(row, 'IsDeleted')) batch.removals.push({ kind: 'company', id: idOf(row), erased: false });
    else if (!isTrue(row, 'IsPersonAccount')) batch.companies.push(mapAccount(mapping, row));
  }
  return batch;
}

function isPersonAccount(row: WireRow): boolean {
  return isTrue(row, 'IsPersonAccount') && !isTrue(row, 'IsDeleted');
}

async function dealsBatch(context: ReadingContext, rows: WireRow[]): Promise<CrmBatch> {
  const batch = emptyBatch();
  const priceless = rows.every((row) => text(row, 'Amount') === '' || text(row, 'CurrencyIsoCode') !== '');
  const currency = priceless ? null : await context.orgCurrency();
  for (const row of rows) {
    if (isTrue(row, 'IsDeleted')) batch.removals.push({ kind: 'deal', id: idOf(row), erased: false });
    else batch.deals.push(mapOpportunity(context.mapping, row, currency));
  }
  return batch;
}
