import type { CrmBatch } from '#core/crm/crm.ts';
import type { Backfilled, Place } from './cursor.ts';

/** One piece of a backfill, and where its object stands once it has been handed on. */
export interface Item {
  batch: Partial<CrmBatch>;
  read: number;
  object: Backfilled;
  place: Place;
}
