import { ok, refuse, type Result } from '#core/problem.ts';
import type { Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

export const REWARD_COLUMNS = `id, key, person_id AS personId, amount, currency, act, proof,
  proposed_by AS proposedBy, reported_by AS reportedBy, state, decided_by AS decidedBy, decided_at AS decidedAt, reason,
  created_at AS createdAt, expires_at AS expiresAt`;

export type RewardRow = Omit<Reward, 'personId'> & { personId: number };

/** A row of REWARD_COLUMNS as core knows it. */
export function rowToReward(row: RewardRow): Reward {
  return { ...row, personId: String(row.personId) };
}

/** A reward by id, or `not_found`. */
export function findReward({ sql }: Store, id: string): Result<Reward> {
  const row = first<RewardRow>(sql, `SELECT ${REWARD_COLUMNS} FROM reward WHERE id = ?`, id);
  return row === undefined
    ? refuse('not_found', `There is no reward ${id.slice(0, 40)}.`, 'List rewards to find the id.')
    : ok(rowToReward(row));
}

/** The reward proposed under this key, if any was. */
export function rewardUnder({ sql }: Store, key: string): Reward | null {
  const row = first<RewardRow>(sql, `SELECT ${REWARD_COLUMNS} FROM reward WHERE key = ?`, key);
  return row === undefined ? null : rowToReward(row);
}

/** The next free id. Rewards are never deleted, so counting them gives each id once. */
export function newRewardId({ sql }: Store): string {
  const next = (first<{ n: number }>(sql, 'SELECT count(*) AS n FROM reward')?.n ?? 0) + 1;
  return `R${String(next).padStart(4, '0')}`;
}

export function insertReward({ sql }: Store, r: Reward): void {
  sql.run(
    `INSERT INTO reward (id, key, person_id, amount, currency, act, proof, proposed_by, reported_by, state, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    r.id,
    r.key,
    Number(r.personId),
    r.amount,
    r.currency,
    r.act,
    r.proof,
    r.proposedBy,
    r.reportedBy,
    r.state,
    r.createdAt,
    r.expiresAt,
  );
}
