import { mergedPoints } from '#core/ledger/points.ts';
import { collect, forfeit } from '#core/points/claw-back.ts';
import { rise, stand } from '#core/points/settle.ts';
import { rankOf, type Standing } from '#core/points/tier.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import { holdings, type Wallet } from '#core/points/wallet.ts';
import { post } from '#server/workspace/ledger/post.ts';
import { findProgramme } from './programmes.ts';
import { settleWallet } from './timers.ts';
import { keepStep, loadWallet, type Holder } from './wallets.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * All points of one person become another's, who is the same human: balances and debts add up, a debt is taken from
 * what is there now, and of two tiers the higher stands.
 */
export function movePoints(store: Store, { from, into }: { from: number; into: number }): void {
  for (const programme of programmesOf(store, from)) moveWallet(store, programme, from, into);
}

function moveWallet(store: Store, programme: PointsProgramme, from: number, into: number): void {
  const { sql, now } = store;
  const [giver, taker]: [Holder, Holder] = [
    { personId: from, programme },
    { personId: into, programme },
  ];
  settleWallet(store, giver);
  settleWallet(store, taker);
  const [given, held] = [loadWallet(store, giver), loadWallet(store, taker)];
  const transaction = mergedPoints(holdings(given), { from, into, programme: programme.id, at: now() });
  if (transaction !== null) post(store, transaction);
  for (const table of ['points_lot', 'points_movement']) {
    sql.run(
      `UPDATE ${table} SET person_id = ? WHERE person_id = ? AND programme = ?`,
      into,
      from,
      programme.id,
    );
  }
  sql.run('DELETE FROM points_wallet WHERE person_id = ? AND programme = ?', from, programme.id);
  const lots = loadWallet(store, taker).lots;
  const both: Wallet = {
    lots,
    shortfall: held.shortfall + given.shortfall,
    standing: held.standing,
    sheltered: held.sheltered || given.sheltered,
  };
  const higher = higherOf(programme, held.standing, given.standing);
  const owed = collect(rise(programme, stand(programme, both, higher, now()), now()), now());
  const key = `merge:${from}:${into}:${programme.id}`;
  const reason = 'They turned out to be one person, who owes these.';
  const cause = { key, reason, by: 'groundswell', asked: null, owed: 0 };
  keepStep(store, taker, { ...both, standing: held.standing }, owed, cause);
}

function higherOf({ tiers }: PointsProgramme, a: Standing | null, b: Standing | null): Standing | null {
  if (a === null || b === null) return a ?? b;
  const difference = rankOf(tiers, a) - rankOf(tiers, b);
  if (difference !== 0) return difference > 0 ? a : b;
  return (a.until ?? 0) >= (b.until ?? 0) ? a : b;
}

/**
 * Ends all points of somebody who is erased. Rows and books stay under a number that stands for nobody; what was written
 * about them goes, with the keys that were chosen. Gives how many movements were blanked.
 */
export function forgetInPoints(store: Store, personId: number): Record<string, number> {
  const { sql, now } = store;
  for (const programme of programmesOf(store, personId)) {
    const holder = { personId, programme };
    settleWallet(store, holder);
    const before = loadWallet(store, holder);
    const key = `forfeit:${personId}:${programme.id}`;
    const cause = { key, reason: '', by: 'groundswell', asked: null, owed: 0 };
    keepStep(store, holder, before, forfeit(before, now()), cause);
    sql.run('DELETE FROM points_wallet WHERE person_id = ? AND programme = ?', personId, programme.id);
  }
  sql.run(`UPDATE points_lot SET act = 'Advocacy' WHERE person_id = ?`, personId);
  const blanked = sql.all(
    `UPDATE points_movement SET reason = '', key = CASE WHEN kind IN ('earn', 'spend', 'claw_back')
       THEN 'erased:' || id ELSE key END
     WHERE person_id = ? RETURNING id`,
    personId,
  );
  return { points_movement: blanked.length };
}

function programmesOf(store: Store, personId: number): PointsProgramme[] {
  const rows = store.sql.all<{ programme: string }>(
    'SELECT programme FROM points_wallet WHERE person_id = ? ORDER BY programme',
    personId,
  );
  return rows.flatMap(({ programme }) => {
    const found = findProgramme(store, programme);
    return found.ok ? [found.value] : [];
  });
}
