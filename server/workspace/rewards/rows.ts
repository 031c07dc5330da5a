import { ok, refuse, type Result } from '#core/problem.ts';
import type { Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

export const REWARD_COLUMNS = `id, key, person_id AS personId, programme, kind, item, amount, currency, act, proof,
  proposed_by AS proposedBy, reported_by AS reportedBy, revised_by AS revisedBy, revisers, source, state, chain,
  approvals, revision, holder, funding, decided_by AS decidedBy, decided_at AS decidedAt, reason,
  created_at AS createdAt, expires_at AS expiresAt`;

export type RewardRow = Omit<Reward, 'personId' | 'revisers' | 'chain' | 'approvals'> & {
  personId: number;
  revisers: string;
  chain: string;
  approvals: string;
};

/** A row of REWARD_COLUMNS as core knows it. */
export function rowToReward(row: RewardRow): Reward {
  return {
    ...row,
    personId: String(row.personId),
    revisers: JSON.parse(row.revisers) as Reward['revisers'],
    chain: JSON.parse(row.chain) as Reward['chain'],
    approvals: JSON.parse(row.approvals) as Reward['approvals'],
  };
}

const BY_ID = `SELECT ${REWARD_COLUMNS} FROM reward WHERE id = ?`;

/** A reward by id, or `not_found`. */
export function findReward({ sql }: Store, id: string): Result<Reward> {
  const row = first<RewardRow>(sql, BY_ID, id);
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

export function insertReward({ sql }: Store, r: Reward, because: string): void {
  sql.run(
    `INSERT INTO reward (id, key, person_id, programme, kind, item, amount, currency, act, proof, proposed_by,
       reported_by, source, state, chain, because, holder, funding, created_at, expires_at, asked_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    r.id,
    r.key,
    Number(r.personId),
    r.programme,
    r.kind,
    r.item,
    r.amount,
    r.currency,
    r.act,
    r.proof,
    r.proposedBy,
    r.reportedBy,
    r.source,
    r.state,
    JSON.stringify(r.chain),
    because,
    r.holder,
    r.funding,
    r.createdAt,
    r.expiresAt,
    r.createdAt,
  );
}

/** Keeps what a decision changes about a reward. */
export function updateDecision({ sql }: Store, r: Reward): void {
  sql.run(
    'UPDATE reward SET state = ?, approvals = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ?',
    r.state,
    JSON.stringify(r.approvals),
    r.decidedBy,
    r.decidedAt,
    r.reason,
    r.id,
  );
}

/** Keeps the terms a reward is proposed anew under, and that nobody has decided it since. */
export function updateTerms(store: Store, r: Reward, because: string): void {
  store.sql.run(
    `UPDATE reward SET kind = ?, amount = ?, currency = ?, act = ?, proof = ?, revised_by = ?, revisers = ?, revision = ?,
       chain = ?, because = ?, holder = ?, funding = ?, expires_at = ?, asked_at = ?, reminded_at = NULL, escalated_at = NULL
     WHERE id = ?`,
    r.kind,
    r.amount,
    r.currency,
    r.act,
    r.proof,
    r.revisedBy,
    JSON.stringify(r.revisers),
    r.revision,
    JSON.stringify(r.chain),
    because,
    r.holder,
    r.funding,
    r.expiresAt,
    store.now(),
    r.id,
  );
}
