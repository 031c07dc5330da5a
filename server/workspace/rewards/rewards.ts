import { RpcTarget } from 'cloudflare:workers';
import { displayActor, slackUserOf } from '#core/actor/actor.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { payoutKey } from '#core/reward/payout.ts';
import {
  decide,
  proposerOf,
  selfApproval,
  type Reward,
  type RewardDecision,
  type RewardProposal,
  type RewardState,
} from '#core/reward/reward.ts';
import { note } from '#server/workspace/audit.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { uncommitted } from './ledger.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import { rememberPress, wasPressed } from '#server/workspace/slack/presses.ts';
import { proposeReward } from './proposals.ts';
import { isProposer, isStrangerToSlack } from './proposers.ts';
import { findReward, REWARD_COLUMNS, rowToReward, type RewardRow } from './rows.ts';
import { shortageOf } from './shortage.ts';
import { changeReward } from './states.ts';
import type { Page, Store } from '#server/workspace/store.ts';

/** A decision as it arrived; the key tells a replay. */
export interface DecisionRequest extends RewardDecision {
  key?: string;
}

export interface RewardsQuery {
  state: RewardState | null;
  limit: number;
  cursor: string | null;
  q?: string | null;
  oldestFirst?: boolean;
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

  /**
   * One decision, whatever is pressed or replayed: the first one stands, the next person is told who and when.
   * Fails as core's `decide` does, and with `budget_exceeded` where approving would overdraw the budget.
   */
  decide(id: string, request: DecisionRequest): Result<Reward> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const found = findReward(store, id);
      if (!found.ok) return found;
      const press = request.key === undefined ? null : `reward:${id}:${request.key}`;
      if (press !== null && wasPressed(store, press)) return found;
      const after = decide(found.value, request, store.now());
      if (!after.ok) return after;
      const problem = request.decision === 'approve' ? objection(store, found.value, request) : null;
      if (problem !== null) return { ok: false, problem };
      if (press !== null) rememberPress(store, press);
      changeReward(store, found.value, after.value);
      note(store, request.by, `reward.${after.value.state}`, `reward:${id}`, after.value.reason ?? '');
      if (after.value.state === 'approved') {
        enqueue(store, { id: payoutKey(id), kind: 'payout', target: '', subject: id });
      }
      return after;
    });
  }
}

/** What only the workspace knows against an approval, or null. */
function objection(store: Store, reward: Reward, { by }: DecisionRequest): Problem | null {
  if (isProposer(store, reward, by)) return selfApproval(reward);
  if (slackUserOf(by) !== null && isStrangerToSlack(store, reward)) return stranger(store, reward);
  return shortageOf(store, reward, uncommitted(store, reward.currency), 'not spent yet');
}

function stranger({ publicUrl }: Store, reward: Reward): Problem {
  return {
    code: 'self_approval',
    message: `We cannot find ${displayActor(proposerOf(reward))}, on whose word this reward rests, in Slack: it might be you.`,
    remedy: `Decide it in the console: ${publicUrl}/console/rewards/${reward.id}`,
  };
}
