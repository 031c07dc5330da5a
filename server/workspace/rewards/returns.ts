import { orderKey } from '#core/fulfilment/key.ts';
import { MOST_ORDERS } from '#core/fulfilment/state.ts';
import { giveBack, payAgain } from '#core/ledger/reward.ts';
import type { Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { post } from '#server/workspace/ledger/post.ts';
import { findReward } from './rows.ts';
import type { Store } from '#server/workspace/store.ts';

const NUMBERS = Array.from({ length: MOST_ORDERS }, (_, index) => index + 1);

/** Which way the money of a reward's orders moved last; null where none ever left. */
function lastMove({ sql }: Store, id: string): 'payout' | 'return' | null {
  const ids = NUMBERS.flatMap((number) => [orderKey(id, number), returnKey(id, number)]);
  const row = first<{ kind: 'payout' | 'return' }>(
    sql,
    'SELECT kind FROM ledger_transaction WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT 1',
    JSON.stringify(ids),
  );
  return row?.kind ?? null;
}

function returnKey(id: string, number: number): string {
  return number === 1 ? `reward:${id}:return` : `reward:${id}:return:${number}`;
}

/** Whether money is out for a reward. */
export function isPaidOut(store: Store, { id, state }: Pick<Reward, 'id' | 'state'>): boolean {
  return state === 'paid' && lastMove(store, id) !== 'return';
}

/** Whether a paid reward is owed again: its order became void. */
export function isOwedAgain(store: Store, { id, state }: Pick<Reward, 'id' | 'state'>): boolean {
  return state === 'paid' && lastMove(store, id) === 'return';
}

/** Books that a reward's `number`th order is void: what was paid for it is owed again. False where nothing was. */
export function bookReturn(store: Store, id: string, number: number): boolean {
  const reward = findReward(store, id);
  if (!reward.ok || !isPaidOut(store, reward.value)) return false;
  return post(store, giveBack(reward.value, number, store.now()));
}

/** Books that the `number`th order of a reward was taken, where the reward was owed again. */
export function bookAgain(store: Store, id: string, number: number): void {
  const reward = findReward(store, id);
  if (reward.ok && isOwedAgain(store, reward.value)) {
    post(store, payAgain(reward.value, number, store.now()));
  }
}
