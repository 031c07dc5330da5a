import type { Step } from '#core/reward/approval.ts';
import type { TrustLevel } from '#core/fraud/trust.ts';
import { minorDigits, isCurrency } from '#core/reward/currency.ts';
import type { Reward, Source } from '#core/reward/reward.ts';
import { ok, type Result } from '#core/problem.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { first } from '#server/storage/sql.ts';
import { trustOfPerson } from '#server/workspace/fraud/trust.ts';
import { budgetBehind, type BudgetState } from '#server/workspace/ledger/budgets.ts';
import { funded, shortageOf } from '#server/workspace/ledger/funding.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { endingsOf, type Ending } from './endings.ts';
import { REWARD_COLUMNS, rowToReward, type RewardRow } from './rows.ts';
import { FREE, STAND, standpointsOf } from './standpoints.ts';

/**
 * Every reward is in one queue: it waits for a yes this actor may give, for one others must give, because it is held,
 * for its proposer, or for nobody any more.
 */
export const QUEUES = ['mine', 'others', 'held', 'change', 'history'] as const;
export type QueueName = (typeof QUEUES)[number];

export const QUEUE_SORTS = ['oldest', 'newest', 'largest', 'soonest'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

export interface QueueQuery {
  /** Whose queue it is. */
  actor: string;
  queue: QueueName;
  limit: number;
  cursor: string | null;
  sort?: QueueSort;
  /** Words of the act, the person, the proposer or the id. */
  q?: string | null;
  programme?: string | null;
  currency?: string | null;
  source?: Source | null;
  /** More than so much, in whole dollars, euros or points. */
  over?: number | null;
}

/** A reward with all a decision about it rests on. */
export interface QueueRow {
  reward: Reward;
  person: string;
  company: string | null;
  /** Whether they were rewarded before and how far that carries; null where it waits no more. */
  standing: { isFirst: boolean; trust: TrustLevel } | null;
  /** When it was last proposed. */
  askedAt: number;
  /** Holds that are open. */
  holds: number;
  /** Whose yes comes next, or null. */
  step: Step | null;
  /** Why its budget is short, or null. */
  shortage: string | null;
  /** What came of it last; null while it waits. */
  ending: Ending | null;
  /** Whether this actor may give the next yes, holds and budgets aside. */
  mayApprove: boolean;
}

export interface Queue extends Page<QueueRow> {
  counts: Record<QueueName, number>;
  /** Those the rewards of this page draw from. */
  budgets: BudgetState[];
  /** Whether this actor may decide anything, in their own right or for somebody. */
  mayDecide: boolean;
  /** What there is to narrow by. */
  programmes: string[];
  currencies: string[];
  sources: Source[];
}

const QUEUE = `CASE WHEN reward.state = 'change_requested' THEN 'change' WHEN reward.state <> 'proposed' THEN 'history'
  WHEN holds > 0 THEN 'held' WHEN mayApprove THEN 'mine' ELSE 'others' END`;

/** All rewards as ?1, the actor's standpoints, sees them at ?2. */
const SEEN = `WITH ${STAND}, seen AS (
  SELECT reward.*,
    (SELECT count(*) FROM fraud_hold WHERE reward_id = reward.id AND fraud_hold.state = 'open'
       AND reward.state IN ('proposed', 'change_requested') AND (lapses_at IS NULL OR lapses_at > ?2)) AS holds,
    chain ->> json_array_length(approvals) AS step,
    reward.state = 'proposed' AND expires_at > ?2
      AND EXISTS (SELECT 1 FROM stand WHERE place = 0 AND ${FREE})
      AND EXISTS (SELECT 1 FROM stand WHERE ${FREE}
        AND chain ->> json_array_length(approvals) IN (SELECT value FROM json_each(stand.steps))) AS mayApprove
  FROM reward)`;

/** What each order goes by; amounts of all currencies on one scale, ?3. */
const PLACE: Record<QueueSort, string> = {
  oldest: 'reward.asked_at',
  newest: '-reward.asked_at',
  soonest: 'reward.expires_at',
  largest: '-reward.amount * coalesce((SELECT value FROM json_each(?3) WHERE key = reward.currency), 1000)',
};

/** One page of a queue, and how many rewards are in each. Fails with `invalid_input` for a cursor that is not ours. */
export function readQueue(store: Store, query: QueueQuery): Result<Queue> {
  const after = readCursor<[number, string]>(query.cursor, ['time', 'text']);
  if (!after.ok) return after;
  const towards = standpointsOf(store, query.actor);
  const standpoints = JSON.stringify(towards);
  const { currencies, ...choices } = choicesOf(store);
  const [at, id] = after.value ?? [-Number.MAX_SAFE_INTEGER, ''];
  const place = PLACE[query.sort ?? 'oldest'];
  const rows = store.sql.all<SeenRow>(
    `${SEEN} SELECT ${REWARD_COLUMNS}, asked_at AS askedAt, holds, step, mayApprove, ${place} AS place,
       coalesce((SELECT name FROM person WHERE person.id = reward.person_id), 'Unknown person') AS person,
       (SELECT ${COMPANY_NAME} FROM person WHERE person.id = reward.person_id) AS company
     FROM seen AS reward WHERE ${QUEUE} = ?4 AND (?5 IS NULL OR programme = ?5) AND (?6 IS NULL OR currency = ?6)
       AND (?7 IS NULL OR source = ?7)
       AND (?8 IS NULL OR amount > (SELECT value FROM json_each(?8) WHERE key = reward.currency))
       AND (?9 IS NULL OR act LIKE ?9 ESCAPE '\\' OR proposed_by LIKE ?9 ESCAPE '\\' OR id LIKE ?9 ESCAPE '\\'
         OR EXISTS (SELECT 1 FROM person WHERE person.id = reward.person_id AND person.name LIKE ?9 ESCAPE '\\'))
       AND (${place}, id) > (?10, ?11)
     ORDER BY place, id LIMIT ?12`,
    standpoints,
    store.now(),
    JSON.stringify(Object.fromEntries(currencies.map((each) => [each, 1000 / unitOf(each)]))),
    query.queue,
    query.programme ?? null,
    query.currency ?? null,
    query.source ?? null,
    query.over == null ? null : JSON.stringify(limits(currencies, query.over)),
    query.q == null ? null : likePattern(query.q),
    at,
    id,
    query.limit + 1,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const items = page.map((row) => queueRow(store, row));
  return ok({
    items,
    budgets: budgetsBehind(store, items),
    next: rows.length > query.limit && last ? writeCursor([last.place, last.id]) : null,
    counts: countsOf(store, standpoints),
    mayDecide: towards.all.some(({ steps }) => steps.length > 0),
    currencies,
    ...choices,
  });
}

type SeenRow = RewardRow & {
  askedAt: number;
  holds: number;
  step: Step | null;
  mayApprove: number;
  place: number;
  person: string;
  company: string | null;
};

function queueRow(store: Store, row: SeenRow): QueueRow {
  const { askedAt, holds, step, mayApprove, place: _, person, company, ...kept } = row;
  const reward = rowToReward(kept);
  // Money may have come back since it was proposed.
  const isShort = reward.state === 'proposed' && reward.funding === 'none';
  const shortage = isShort ? (shortageOf(store, funded(store, reward))?.message ?? null) : null;
  const ending = endingsOf(store, reward).at(-1) ?? null;
  const standing = isWaiting(reward) ? standingOf(store, reward) : null;
  return {
    reward,
    person,
    company,
    standing,
    askedAt,
    holds,
    step,
    shortage,
    ending,
    mayApprove: mayApprove === 1,
  };
}

function isWaiting({ state }: Reward): boolean {
  return state === 'proposed' || state === 'change_requested';
}

/** Whether nothing was given to a reward’s person before, and how far their history carries. */
export function standingOf(store: Store, { personId }: Reward): NonNullable<QueueRow['standing']> {
  const query = `SELECT 1 FROM reward WHERE person_id = ? AND state IN ('approved', 'paid') LIMIT 1`;
  const isFirst = first(store.sql, query, Number(personId)) === undefined;
  return { isFirst, trust: trustOfPerson(store, Number(personId)) };
}

/** The budgets that rewards which wait draw from, each once. */
function budgetsBehind(store: Store, rows: readonly QueueRow[]): BudgetState[] {
  const drawn = rows
    .map(({ reward }) => reward)
    .filter((reward) => reward.kind === 'money' && isWaiting(reward))
    .map((reward) => (reward.funding === 'none' ? funded(store, reward) : reward));
  const each = new Map(drawn.map((reward) => [`${reward.holder} ${reward.currency}`, reward]));
  return [...each.values()].map((reward) => budgetBehind(store, reward)).filter((state) => state !== null);
}

/** How many rewards wait for a yes this actor may give. */
export function waitingCount(store: Store, actor: string): number {
  const row = first<{ n: number }>(
    store.sql,
    `${SEEN} SELECT count(*) AS n FROM seen AS reward WHERE reward.state = 'proposed' AND ${QUEUE} = 'mine'`,
    JSON.stringify(standpointsOf(store, actor)),
    store.now(),
  );
  return row?.n ?? 0;
}

function countsOf({ sql, now }: Store, standpoints: string): Record<QueueName, number> {
  const counts: Record<QueueName, number> = { mine: 0, others: 0, held: 0, change: 0, history: 0 };
  const rows = sql.all<{ queue: QueueName; n: number }>(
    `${SEEN} SELECT ${QUEUE} AS queue, count(*) AS n FROM seen AS reward GROUP BY 1`,
    standpoints,
    now(),
  );
  for (const { queue, n } of rows) counts[queue] = n;
  return counts;
}

function choicesOf({ sql }: Store): Pick<Queue, 'programmes' | 'currencies' | 'sources'> {
  const rows = sql.all<{ programme: string; currency: string; source: Source }>(
    'SELECT DISTINCT programme, currency, source FROM reward',
  );
  const sorted = <T extends string>(values: T[]) => [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1));
  return {
    programmes: sorted(rows.map(({ programme }) => programme)),
    currencies: sorted(rows.map(({ currency }) => currency)),
    sources: sorted(rows.map(({ source }) => source)),
  };
}

/** Minor units in one of a currency. */
function unitOf(currency: string): number {
  return isCurrency(currency) ? 10 ** minorDigits(currency) : 1;
}

function limits(currencies: readonly string[], over: number): Record<string, number> {
  return Object.fromEntries(currencies.map((each) => [each, Math.round(over * unitOf(each))]));
}
