import { RpcTarget } from 'cloudflare:workers';
import { entriesFor } from '#core/ledger/ledger.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import {
  decide,
  expire,
  propose,
  settle,
  type Reward,
  type RewardDecision,
  type RewardProposal,
  type RewardState,
} from '#core/reward/reward.ts';
import { formatAmount } from '#core/reward/currency.ts';
import { payoutKey } from '#core/reward/payout.ts';
import { first } from '#server/storage/sql.ts';
import { note } from './audit.ts';
import { approvalChannel } from './channels.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { budgetLeft, post } from './ledger.ts';
import { enqueue } from './outbox.ts';
import type { Page, Store } from './store.ts';

const COLUMNS = `id, key, person_id AS personId, amount, currency, act, proof, proposed_by AS proposedBy, state,
  decided_by AS decidedBy, decided_at AS decidedAt, reason, created_at AS createdAt, expires_at AS expiresAt`;

/** A decision as it arrived: the key tells a replay, the Slack user a proposer in disguise. */
export interface DecisionRequest extends RewardDecision {
  key?: string;
  slackUser?: string;
}

/** Rewards from proposal to payout. Every surface decides through here, so none can forget a rule. */
export class Rewards extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Proposes a reward; the same key again gives the first one back. */
  create(proposal: RewardProposal): Result<Reward> {
    return this.#store.sql.transaction(() => proposeReward(this.#store, proposal));
  }

  get(id: string): Result<Reward> {
    return findReward(this.#store, id);
  }

  /** Newest first, of one state or all. */
  list({
    state,
    limit,
    cursor,
  }: {
    state: RewardState | null;
    limit: number;
    cursor: string | null;
  }): Result<Page<Reward>> {
    const after = readCursor<[number, string]>(cursor);
    if (!after.ok) return after;
    const [at, id] = after.value ?? [Number.MAX_SAFE_INTEGER, ''];
    const rows = this.#store.sql.all<RewardRow>(
      `SELECT ${COLUMNS} FROM reward WHERE (?1 IS NULL OR state = ?1) AND (created_at, id) < (?2, ?3)
       ORDER BY created_at DESC, id DESC LIMIT ?4`,
      state,
      at,
      id,
      limit + 1,
    );
    const items = rows.slice(0, limit).map(rowToReward);
    const last = items.at(-1);
    return ok({ items, next: rows.length > limit && last ? writeCursor([last.createdAt, last.id]) : null });
  }

  /** How many rewards stand in each state. */
  counts(): Record<RewardState, number> {
    const counts: Record<RewardState, number> = {
      proposed: 0,
      approved: 0,
      declined: 0,
      expired: 0,
      paid: 0,
    };
    const rows = this.#store.sql.all<{ state: RewardState; n: number }>(
      'SELECT state, count(*) AS n FROM reward GROUP BY state',
    );
    for (const { state, n } of rows) counts[state] = n;
    return counts;
  }

  /** One decision, whatever is pressed or replayed: the first one stands, the next person is told who and when. */
  decide(id: string, request: DecisionRequest): Result<Reward> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const reward = findReward(store, id);
      if (!reward.ok) return reward;
      if (request.key !== undefined && !isFirstPress(store, request.key)) return reward;
      const before = reward.value;
      if (isOwnProposal(store, before, request)) {
        return refuse('self_approval', 'You proposed this reward.', 'Ask a colleague to decide it.');
      }
      const after = decide(before, request, store.now());
      if (!after.ok) return after;
      change(store, before, after.value);
      note(store, request.by, `reward.${after.value.state}`, `reward:${id}`, after.value.reason ?? '');
      if (after.value.state === 'approved') {
        enqueue(store, { id: payoutKey(id), kind: 'payout', target: '', subject: id });
      }
      return after;
    });
  }
}

/** Proposes a reward inside the caller's transaction: the row, the money held for it, and the message to managers. */
export function proposeReward(store: Store, proposal: RewardProposal): Result<Reward> {
  const { sql, now } = store;
  const known = first<RewardRow>(sql, `SELECT ${COLUMNS} FROM reward WHERE key = ?`, proposal.key);
  const id = known?.id ?? newRewardId(store);
  const reward = propose(proposal, id, now());
  if (!reward.ok) return reward;
  if (known !== undefined) return sameProposal(rowToReward(known), reward.value);
  const person = first(
    sql,
    'SELECT 1 FROM person WHERE id = ? AND removed_at IS NULL',
    Number(proposal.personId),
  );
  if (person === undefined) {
    return refuse('not_found', 'There is no such person.', 'List people to find the id.', 'personId');
  }
  const left = budgetLeft(store, reward.value.currency);
  if (left !== null && left < reward.value.amount) {
    const shown = formatAmount(left, reward.value.currency);
    return refuse(
      'budget_exceeded',
      `Only ${shown} of the budget is left.`,
      'Raise the budget first.',
      'amount',
    );
  }
  insert(store, reward.value);
  change(store, null, reward.value);
  note(store, reward.value.proposedBy, 'reward.proposed', `reward:${id}`, reward.value.act);
  store.wake(reward.value.expiresAt);
  return reward;
}

/** Books an approved reward as paid, once. */
export function settleReward(store: Store, id: string): void {
  store.sql.transaction(() => {
    const reward = findReward(store, id);
    if (!reward.ok) return;
    const paid = settle(reward.value, store.now());
    if (!paid.ok) return;
    change(store, reward.value, paid.value);
    note(store, 'groundswell', 'reward.paid', `reward:${id}`);
  });
}

/** Closes every proposal whose time ran out; silence never approves money. */
export function expireRewards(store: Store): void {
  const overdue = store.sql.all<RewardRow>(
    `SELECT ${COLUMNS} FROM reward WHERE state = 'proposed' AND expires_at <= ?`,
    store.now(),
  );
  for (const row of overdue) {
    store.sql.transaction(() => {
      const expired = expire(rowToReward(row), store.now());
      if (!expired.ok) return;
      change(store, rowToReward(row), expired.value);
      note(store, 'groundswell', 'reward.expired', `reward:${row.id}`);
    });
  }
}

/** When the next open proposal runs out, or null. */
export function nextExpiry({ sql }: Store): number | null {
  const row = first<{ at: number | null }>(
    sql,
    `SELECT min(expires_at) AS at FROM reward WHERE state = 'proposed'`,
  );
  return row?.at ?? null;
}

/** A reward by id, or `not_found`. */
export function findReward({ sql }: Store, id: string): Result<Reward> {
  const row = first<RewardRow>(sql, `SELECT ${COLUMNS} FROM reward WHERE id = ?`, id);
  return row === undefined
    ? refuse('not_found', `There is no reward ${id}.`, 'List rewards to find the id.')
    : ok(rowToReward(row));
}

type RewardRow = Omit<Reward, 'personId'> & { personId: number };

function rowToReward(row: RewardRow): Reward {
  return { ...row, personId: String(row.personId) };
}

function newRewardId({ sql }: Store): string {
  const { next } = first<{ next: number }>(sql, 'SELECT count(*) + 1 AS next FROM reward')!;
  return `R${String(next).padStart(4, '0')}`;
}

function sameProposal(before: Reward, again: Reward): Result<Reward> {
  const same =
    before.personId === again.personId &&
    before.amount === again.amount &&
    before.currency === again.currency &&
    before.act === again.act;
  return same
    ? ok(before)
    : refuse(
        'key_conflict',
        'This key was used for a different reward.',
        'Use a new key for a new reward.',
        'key',
      );
}

function insert({ sql }: Store, r: Reward): void {
  sql.run(
    `INSERT INTO reward (id, key, person_id, amount, currency, act, proof, proposed_by, state, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    r.id,
    r.key,
    Number(r.personId),
    r.amount,
    r.currency,
    r.act,
    r.proof,
    r.proposedBy,
    r.state,
    r.createdAt,
    r.expiresAt,
  );
}

/** A reward's change of state with the money it moves and the message that shows it. */
function change(store: Store, before: Reward | null, after: Reward): void {
  store.sql.run(
    'UPDATE reward SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ?',
    after.state,
    after.decidedBy,
    after.decidedAt,
    after.reason,
    after.id,
  );
  const transaction = entriesFor(before, after, store.now());
  if (transaction !== null) post(store, transaction);
  const channel = approvalChannel(store);
  if (channel !== null) {
    enqueue(store, {
      id: `reward:${after.id}:message`,
      kind: 'reward',
      target: channel.connection,
      subject: after.id,
    });
  }
}

function isFirstPress({ sql, now }: Store, key: string): boolean {
  return (
    sql.all('INSERT INTO press (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING key', key, now())
      .length > 0
  );
}

function isOwnProposal({ sql }: Store, reward: Reward, { slackUser }: DecisionRequest): boolean {
  if (slackUser === undefined) return false;
  const row = first<{ slack: string | null }>(
    sql,
    'SELECT proposer_slack AS slack FROM reward WHERE id = ?',
    reward.id,
  );
  return row?.slack === slackUser;
}
