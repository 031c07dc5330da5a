import { ok, type Result } from '#core/problem.ts';
import type { Approval } from '#core/reward/approval.ts';
import type { RewardKind } from '#core/reward/reward.ts';
import type { TaxClass } from '#core/tax/tax-class.ts';
import { disclosureOf } from '#server/workspace/catalogue/reward-items.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { knownAs } from '#server/workspace/members/known-as.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { countsInYear, PAID_AT, STANDING, TAX_CLASS, TAXED_REWARDS, yearBounds } from './in-year.ts';

/** Something of value that was given or is owed, as counsel asks about it. Times are epoch milliseconds. */
export interface Incentive {
  rewardId: string;
  decidedAt: number;
  /** Null for what is not paid yet. */
  paidAt: number | null;
  personId: string;
  person: string;
  email: string | null;
  company: string | null;
  programme: string;
  act: string;
  kind: RewardKind;
  amount: number;
  currency: string;
  item: string | null;
  taxClass: TaxClass;
  /** What they say beside the act; null where no stranger sees it. */
  disclosure: string | null;
  proof: string | null;
  state: 'approved' | 'paid' | 'reversed';
  /** Everybody who said yes, as their colleagues know them; empty where policy approved it by itself. */
  approvedBy: string[];
}

type Row = Omit<Incentive, 'personId' | 'disclosure' | 'approvedBy'> & {
  personId: number;
  createdAt: number;
  approvals: string;
  decidedBy: string | null;
};

/**
 * Everything given in a calendar year (UTC) and owed in the present one, what was taken back too, oldest decision
 * first. Fails with `invalid_input` for a cursor that is none of ours.
 */
export function incentivesIn(
  store: Store,
  { year, limit, cursor }: { year: number; limit: number; cursor: string | null },
): Result<Page<Incentive>> {
  const after = readCursor<[number, string]>(cursor, ['time', 'text']);
  if (!after.ok) return after;
  const [at, id] = after.value ?? [-1, ''];
  const rows = store.sql.all<Row>(
    `SELECT reward.id AS rewardId, coalesce(reward.decided_at, reward.created_at) AS decidedAt,
       CASE ${STANDING} WHEN 'approved' THEN NULL ELSE ${PAID_AT} END AS paidAt,
       person.id AS personId, person.name AS person, person.email, ${COMPANY_NAME} AS company, reward.programme, reward.act,
       reward.kind, reward.amount, reward.currency, reward_item.value ->> 'name' AS item, ${TAX_CLASS} AS taxClass,
       reward.proof, ${STANDING} AS state, reward.approvals, reward.decided_by AS decidedBy,
       reward.created_at AS createdAt
     FROM ${TAXED_REWARDS} JOIN person ON person.id = reward.person_id
     WHERE ${countsInYear(['paid', 'reversed'])}
       AND (coalesce(reward.decided_at, reward.created_at), reward.id) > (?4, ?5)
     ORDER BY decidedAt, reward.id LIMIT ?6`,
    ...yearBounds(year, store.now()),
    at,
    id,
    limit + 1,
  );
  const items = rows.slice(0, limit).map(({ createdAt, personId, approvals, decidedBy, ...row }) => ({
    ...row,
    personId: String(personId),
    approvedBy: approversOf(store, approvals, decidedBy),
    disclosure: disclosureOf(store, { id: row.rewardId, act: row.act, kind: row.kind, createdAt }),
  }));
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return ok({ items, next: isMore ? writeCursor([last.decidedAt, last.rewardId]) : null });
}

/** What was approved before every yes was kept names who decided it. */
function approversOf(store: Store, approvals: string, decidedBy: string | null): string[] {
  const given = (JSON.parse(approvals) as Approval[]).map(({ by }) => by);
  const actors = given.length > 0 || decidedBy === null ? given : [decidedBy];
  return actors.map((actor) => knownAs(store, actor));
}
