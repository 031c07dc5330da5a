import { RpcTarget } from 'cloudflare:workers';
import { ok, type Result } from '#core/problem.ts';
import type { Revision } from '#core/reward/decision.ts';
import { REWARD_STATES, type AskedReward, type Reward, type RewardState } from '#core/reward/reward.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import { decideReward, type DecisionRequest } from './decisions.ts';
import { rewardDetail, type RewardDetail } from './detail.ts';
import { proposeReward, reviseReward } from './proposals.ts';
import { readQueue, waitingCount, type Queue, type QueueQuery } from './queue.ts';
import { findReward, REWARD_COLUMNS, rowToReward, type RewardRow } from './rows.ts';
import { takeBackReward, type TakingBack } from './take-back.ts';
import { weigh, type Weighed } from './weighing.ts';
import { askedSum, noteRefused } from '#server/workspace/refusals.ts';
import type { Page, Store } from '#server/workspace/store.ts';

export interface RewardsQuery {
  state: RewardState | null;
  limit: number;
  cursor: string | null;
  q?: string | null;
  oldestFirst?: boolean;
}

/** The most that are decided in one call. */
const MOST_AT_ONCE = 200;

/** Rewards from proposal to payout. Every surface decides through here, so none can forget a rule. */
export class Rewards extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Proposes a reward; the same key again gives the first one back. `from` is who gave the proposer's name, if not they. */
  create(proposal: AskedReward, from: string | null = null): Result<Reward> {
    const { proposedBy, amount, currency } = proposal;
    const by = from ?? proposedBy;
    const asked = { by, action: 'reward.proposal', subject: 'rewards', asked: askedSum(amount, currency) };
    return this.#store.sql.transaction(() =>
      noteRefused(this.#store, asked, proposeReward(this.#store, proposal, from)),
    );
  }

  get(id: string): Result<Reward> {
    return findReward(this.#store, id);
  }

  /** Newest first unless asked otherwise, of one state or all, narrowed by words of the act, proposer or id. */
  list({ state, limit, cursor, q = null, oldestFirst = false }: RewardsQuery): Result<Page<Reward>> {
    const after = readCursor<[number, string]>(cursor, ['time', 'text']);
    if (!after.ok) return after;
    const [direction, beyond] = oldestFirst ? ['ASC', '>'] : ['DESC', '<'];
    const [at, id] = after.value ?? [oldestFirst ? -1 : Number.MAX_SAFE_INTEGER, ''];
    const rows = this.#store.sql.all<RewardRow>(
      `SELECT ${REWARD_COLUMNS} FROM reward WHERE (?1 IS NULL OR state = ?1)
         AND (?2 IS NULL OR act LIKE ?2 ESCAPE '\\' OR proposed_by LIKE ?2 ESCAPE '\\' OR id LIKE ?2 ESCAPE '\\')
         AND (created_at, id) ${beyond} (?3, ?4)
       ORDER BY created_at ${direction}, id ${direction} LIMIT ?5`,
      state,
      q === null ? null : likePattern(q),
      at,
      id,
      limit + 1,
    );
    const items = rows.slice(0, limit).map(rowToReward);
    const last = items.at(-1);
    return ok({ items, next: rows.length > limit && last ? writeCursor([last.createdAt, last.id]) : null });
  }

  /** A page of what waits for somebody or for others, and what waits no more. See `readQueue`. */
  queue(query: QueueQuery): Result<Queue> {
    return readQueue(this.#store, query);
  }

  /** A reward with all that a decision about it rests on, as an actor may decide it. Fails with `not_found`. */
  detail(id: string, actor: string): Result<RewardDetail> {
    return rewardDetail(this.#store, id, actor);
  }

  /** How many rewards wait for a yes this actor may give. */
  waitingFor(actor: string): number {
    return waitingCount(this.#store, actor);
  }

  /** How many rewards stand in each state. */
  counts(): Record<RewardState, number> {
    const counts = Object.fromEntries(REWARD_STATES.map((state) => [state, 0])) as Record<
      RewardState,
      number
    >;
    const rows = this.#store.sql.all<{ state: RewardState; n: number }>(
      'SELECT state, count(*) AS n FROM reward GROUP BY state',
    );
    for (const { state, n } of rows) counts[state] = n;
    return counts;
  }

  /**
   * One decision, whatever is pressed or replayed: the first one stands, the next person is told who and when. An
   * approval that is not the last leaves it waiting for the next. Fails as core's `decide` does, with `forbidden` where
   * it is held, and with `budget_exceeded` where its budget is short.
   */
  decide(id: string, request: DecisionRequest): Result<Reward> {
    const { by, decision } = request;
    const asked = { by, action: 'reward.decision', subject: aboutReward(id), asked: askedChoice(decision) };
    return this.#store.sql.transaction(() =>
      noteRefused(this.#store, asked, decideReward(this.#store, id, request)),
    );
  }

  /** One decision for many, each by itself: what is refused stays as it was. Gives an answer for each, in order. */
  decideAll(
    chosen: readonly { id: string; revision?: number | undefined }[],
    request: Omit<DecisionRequest, 'key' | 'revision'>,
  ): { id: string; result: Result<Reward> }[] {
    return chosen.slice(0, MOST_AT_ONCE).map(({ id, revision }) => {
      return { id, result: this.decide(id, { ...request, revision }) };
    });
  }

  /** What it would come to if `by` approved many together; nothing is written. */
  weigh(chosen: readonly { id: string; revision?: number | undefined }[], by: string): Weighed {
    return weigh(this.#store, chosen.slice(0, MOST_AT_ONCE), by);
  }

  /** Proposes a reward anew as it was asked for. */
  revise(id: string, revision: Revision): Result<Reward> {
    const { amount, currency, by } = revision;
    const asked = {
      by,
      action: 'reward.revision',
      subject: aboutReward(id),
      asked: askedSum(amount, currency),
    };
    return this.#store.sql.transaction(() =>
      noteRefused(this.#store, asked, reviseReward(this.#store, id, revision)),
    );
  }

  /** Gives an approved reward up, or takes a paid one back. See `takeBackReward`. */
  takeBack(id: string, request: TakingBack): Result<Reward> {
    const asked = { by: request.by, action: 'reward.take_back', subject: aboutReward(id) };
    return this.#store.sql.transaction(() =>
      noteRefused(this.#store, asked, takeBackReward(this.#store, id, request)),
    );
  }
}

/** The reward of an id as somebody gave it. */
function aboutReward(id: string): string {
  return `reward:${id.toWellFormed().slice(0, 40)}`;
}

/** A decision that was asked for; null where it is none that there is. */
function askedChoice(decision: string): string | null {
  return /^[a-z_]{1,30}$/.test(decision) ? decision.replaceAll('_', ' ') : null;
}
