import { orderKey } from '#core/fulfilment/key.ts';
import { isUnderWay, isVoid, type FulfilmentState } from '#core/fulfilment/state.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';
import { keepSaid, type Told } from './told.ts';

/** How a reward reaches its person. Times are epoch milliseconds. */
export interface Fulfilment {
  rewardId: string;
  provider: ProviderName;
  /** Under which edition of the provider's settings it is ordered; null while nobody said where it goes. */
  edition: number | null;
  /** 1, and one more for each new order after the one before was made void. */
  number: number;
  key: string;
  reference: string | null;
  item: string | null;
  state: FulfilmentState;
  /** How often the order was sent. */
  attempts: number;
  /** When the last call left that was not answered as taken; null where none did. */
  calledAt: number | null;
  /** Who made it void after money had left for it. */
  voidBy: string | null;
  /** Why money may have left twice, in words, or null. */
  doubt: string | null;
  /** What the provider last said. */
  words: string | null;
  /** What last went wrong, or null. */
  problem: Problem | null;
  proof: string | null;
  proofBy: string | null;
  toldAt: number;
  deliveredAt: number | null;
  expiresAt: number | null;
  checkAt: number | null;
  checks: number;
  /** When a reminder of the person is to be proposed, when it was, and who saw to it. */
  remindAt: number | null;
  remindedAt: number | null;
  remindedBy: string | null;
  createdAt: number;
  updatedAt: number;
}

export const FULFILMENT_COLUMNS = `reward_id AS rewardId, provider, edition, number, key, reference, item, state, attempts, called_at AS calledAt, void_by AS voidBy, doubt, words,
  problem, proof, proof_by AS proofBy, told_at AS toldAt, delivered_at AS deliveredAt, expires_at AS expiresAt,
  check_at AS checkAt, checks, remind_at AS remindAt, reminded_at AS remindedAt, reminded_by AS remindedBy,
  created_at AS createdAt, updated_at AS updatedAt`;

export type FulfilmentRow = Omit<Fulfilment, 'problem'> & { problem: string | null };

export function rowToFulfilment(row: FulfilmentRow): Fulfilment {
  return { ...row, problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem) };
}

/** How a reward is fulfilled, or null while nothing was ordered. */
export function fulfilmentOf({ sql }: Store, rewardId: string): Fulfilment | null {
  const row = first<FulfilmentRow>(
    sql,
    `SELECT ${FULFILMENT_COLUMNS} FROM fulfilment WHERE reward_id = ?`,
    rewardId,
  );
  return row === undefined ? null : rowToFulfilment(row);
}

/** As `fulfilmentOf`, or `not_found`. */
export function findFulfilment(store: Store, rewardId: string): Result<Fulfilment> {
  const found = fulfilmentOf(store, rewardId);
  return found === null
    ? refuse(
        'not_found',
        `Nothing was ordered for reward ${rewardId.slice(0, 40)}.`,
        'It is ordered once it is approved.',
      )
    : ok(found);
}

/**
 * Writes down that a reward is about to be ordered, before the call leaves. Who fulfils it, and at which address, is
 * settled by the first try and stays so: a retry elsewhere would pay twice.
 */
export function intend(
  { sql, now }: Store,
  rewardId: string,
  { provider, edition }: { provider: ProviderName; edition: number | null },
): void {
  const at = now();
  sql.run(
    `INSERT INTO fulfilment (reward_id, provider, edition, number, key, state, attempts, called_at, told_at, checks,
       created_at, updated_at)
     VALUES (?1, ?2, ?5, 1, ?3, 'ordering', 1, ?4, ?4, 0, ?4, ?4)
     ON CONFLICT (reward_id) DO UPDATE SET attempts = attempts + 1, called_at = ?4, updated_at = excluded.updated_at,
       edition = coalesce(edition, excluded.edition)`,
    rewardId,
    provider,
    orderKey(rewardId, 1),
    at,
    edition,
  );
}

/** Keeps what a provider said, where it changes something. */
export function keepTold(store: Store, before: Fulfilment, told: Told): Fulfilment {
  const { sql, now } = store;
  const at = now();
  const stands = keepSaid(store, before.key, told);
  const state = isVoid(before.state) ? before.state : stands;
  const isLate = state === before.state && told.state !== state;
  const after: Fulfilment = {
    ...before,
    state,
    reference: told.reference ?? before.reference,
    item: told.item ?? before.item,
    words: isLate ? before.words : (told.words ?? before.words),
    problem: null,
    toldAt: isLate ? before.toldAt : (told.at ?? at),
    deliveredAt: before.deliveredAt ?? (state === 'delivered' ? (told.at ?? at) : null),
    expiresAt: told.expiresAt ?? before.expiresAt,
    calledAt: null,
    checkAt: isUnderWay(state) ? before.checkAt : null,
    remindAt: state === 'delivered' ? before.remindAt : null,
    updatedAt: at,
  };
  sql.run(
    `UPDATE fulfilment SET state = ?, reference = ?, item = ?, words = ?, problem = NULL, called_at = NULL, told_at = ?,
       delivered_at = ?, expires_at = ?, check_at = ?, remind_at = ?, updated_at = ? WHERE reward_id = ?`,
    after.state,
    after.reference,
    after.item,
    after.words,
    after.toldAt,
    after.deliveredAt,
    after.expiresAt,
    after.checkAt,
    after.remindAt,
    at,
    after.rewardId,
  );
  return after;
}

/** Notes that no call about an order is out: there was nothing left to order. */
export function noCallOut({ sql }: Store, rewardId: string): void {
  sql.run('UPDATE fulfilment SET called_at = NULL WHERE reward_id = ?', rewardId);
}

/** Keeps what went wrong with the last call. */
export function keepProblem({ sql, now }: Store, rewardId: string, problem: Problem): void {
  sql.run(
    'UPDATE fulfilment SET problem = ?, updated_at = ? WHERE reward_id = ?',
    JSON.stringify(problem),
    now(),
    rewardId,
  );
}
