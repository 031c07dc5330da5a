import { isAdvocate } from '#core/score/preview-tally.ts';
import type { Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** How far everybody is scored anew after a new model was published. */
export interface SweepProgress {
  version: number;
  done: number;
  total: number;
}

export interface Sweep extends SweepProgress {
  /** The last person seen to. */
  after: number;
  /** How many became advocates by it, and how many are none any more. */
  entered: number;
  left: number;
}

const NAME = 'model_sweep';

/** SQL for when a sweep goes on: now (`?1`), or null where there is none. */
export const NEXT_SWEEP = `SELECT ?1 FROM setting WHERE name = '${NAME}'`;

/** The sweep under way, or null. */
export function readSweep({ sql }: Store): Sweep | null {
  const row = first<{ value: string }>(sql, 'SELECT value FROM setting WHERE name = ?', NAME);
  return row === undefined ? null : (JSON.parse(row.value) as Sweep);
}

export function keepSweep({ sql }: Store, sweep: Sweep): void {
  sql.run(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    NAME,
    JSON.stringify(sweep),
  );
}

export function endSweep({ sql }: Store): void {
  sql.run('DELETE FROM setting WHERE name = ?', NAME);
}

/** A person whom a new model gave another tier. */
export interface Restated {
  before: Tier;
  after: Tier;
}

/** Counts whom the new model made advocates, for the one message at the end of the sweep. */
export function countRestated(store: Store, people: readonly Restated[]): void {
  const entered = people.filter(({ before, after }) => isAdvocate(after) && !isAdvocate(before)).length;
  const left = people.filter(({ before, after }) => isAdvocate(before) && !isAdvocate(after)).length;
  const sweep = entered + left === 0 ? null : readSweep(store);
  if (sweep !== null)
    keepSweep(store, { ...sweep, entered: sweep.entered + entered, left: sweep.left + left });
}
