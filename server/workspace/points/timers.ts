import { settle } from '#core/points/settle.ts';
import { findProgramme } from './programmes.ts';
import { keepStep, loadWallet, type Holder } from './wallets.ts';
import type { Store } from '#server/workspace/store.ts';

/** So many people at a time, so that an hour of them holds nothing else up. */
const AT_ONCE = 500;

/** SQL for when time next unlocks or ends points, ends a tier or has to warn of that; or null. */
export const NEXT_POINTS = 'SELECT min(due_at) FROM points_wallet';

/** Does what time did to points and tiers by now. */
export function runPoints(store: Store): void {
  const due = store.sql.all<{ personId: number; programme: string }>(
    `SELECT person_id AS personId, programme FROM points_wallet WHERE due_at <= ? ORDER BY due_at LIMIT ${AT_ONCE}`,
    store.now(),
  );
  for (const { personId, programme } of due) {
    store.sql.transaction(() => {
      const found = findProgramme(store, programme);
      if (found.ok) settleWallet(store, { personId, programme: found.value });
    });
  }
}

/** Brings one wallet up to now, inside the caller's transaction. */
export function settleWallet(store: Store, holder: Holder): void {
  const before = loadWallet(store, holder);
  keepStep(store, holder, before, settle(holder.programme, before, store.now()), null);
}
