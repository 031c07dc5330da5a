import { isAmong } from '#server/workspace/rewards/conflicts.ts';
import type { Store } from '#server/workspace/store.ts';

/** What a person's word alone may do about money that left: say that an order is void, or that nothing left twice. */
const SAID = { void: 'fulfilment.made_void', once: 'fulfilment.doubt_settled' } as const;
export type Testimony = keyof typeof SAID;

/** Whether somebody ever said one of these of a reward, with proof of theirs, under whatever name. */
export function hasSaid(store: Store, rewardId: string, by: string, what: readonly Testimony[]): boolean {
  const rows = store.sql.all<{ by: string }>(
    'SELECT DISTINCT actor AS by FROM audit WHERE about = ? AND action IN (SELECT value FROM json_each(?))',
    `reward:${rewardId}`,
    JSON.stringify(what.map((each) => SAID[each])),
  );
  return isAmong(
    store,
    by,
    rows.map((row) => row.by),
  );
}
