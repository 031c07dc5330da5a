import type { Store } from '#server/workspace/store.ts';

/** What points in the books moved for. */
export interface PointsCause {
  /** What they were earned for, or what was said of it; empty where nobody said anything. */
  act: string;
  personId: string;
  programme: string;
  /** The reward that earned them, or null. */
  reward: string | null;
}

type Row = Omit<PointsCause, 'reward'> & { id: string; key: string | null };

const REWARD = /^(?:earn|claw_back):reward:(R\d+):/;

/** What transactions of the ledger such as `points:7` moved points for; others are left out. */
export function pointsCauses({ sql }: Store, transactions: readonly string[]): Record<string, PointsCause> {
  const rows = sql.all<Row>(
    `SELECT asked.value AS id, coalesce(lot.act, move.reason) AS act, CAST(move.person_id AS TEXT) AS personId,
       move.programme, coalesce((SELECT earn.key FROM points_movement AS earn
         WHERE earn.person_id = lot.person_id AND earn.programme = lot.programme AND earn.lot_id = lot.id
           AND earn.kind = 'earn'), move.key) AS key
     FROM json_each(?) AS asked JOIN points_movement AS move ON move.id = CAST(substr(asked.value, 8) AS INTEGER)
     LEFT JOIN points_lot AS lot ON lot.id = move.lot_id`,
    JSON.stringify(transactions.filter((id) => /^points:\d+$/.test(id))),
  );
  return Object.fromEntries(
    rows.map(({ id, key, ...cause }) => [id, { ...cause, reward: REWARD.exec(key ?? '')?.[1] ?? null }]),
  );
}
