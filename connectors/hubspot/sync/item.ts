import type { CrmBatch } from '#core/crm/crm.ts';
import type { BackfillPosition } from './cursor.ts';

/** One piece of a backfill from one of its lanes. */
export interface Item {
  batch: Partial<CrmBatch>;
  read: number;
  /** What the position becomes once this piece has been handed on. */
  advance: (position: BackfillPosition) => BackfillPosition;
}
