import type { TrustLevel } from '#core/fraud/trust.ts';
import { ok, type Result } from '#core/problem.ts';
import { formatAmount } from '#core/reward/currency.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { Reward } from '#core/reward/reward.ts';
import type {
  RewardState as RewardStanding,
  RewardSubject,
  RewardView,
} from '#slack-app/features/reward-approval/view.ts';
import { first } from '#server/storage/sql.ts';
import { openHolds } from '#server/workspace/fraud/holds.ts';
import { trustOfPerson } from '#server/workspace/fraud/trust.ts';
import { budgetBehind } from '#server/workspace/ledger/budgets.ts';
import { knownAs } from '#server/workspace/members/known-as.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import { isStrangerToSlack } from '#server/workspace/rewards/proposers.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import type { Store } from '#server/workspace/store.ts';
import { yearToDate } from '#server/workspace/tax/year-to-date.ts';

const TRUST_WORDS: Record<TrustLevel, string> = {
  new: 'New: no clean history yet',
  known: 'Known: rewarded before',
  trusted: 'Trusted: rewarded often',
};

/** A reward as Slack shows it, as it stands now. */
export function rewardView(store: Store, rewardId: string): Result<RewardView> {
  const found = findReward(store, rewardId);
  if (!found.ok) return found;
  const reward = found.value;
  const { because, askedAt, escalatedAt } = askingOf(store, reward.id);
  return ok({
    rewardId: reward.id,
    revision: reward.revision,
    ...personOf(store, reward),
    act: reward.act,
    proof: reward.proof,
    amount: reward.amount,
    currency: reward.currency,
    programme: reward.programme,
    item: itemOf(store, reward),
    proposedBy: knownAs(store, reward.proposedBy),
    reportedBy: reward.reportedBy === null ? null : knownAs(store, reward.reportedBy),
    revisedBy: reward.revisedBy === null ? null : knownAs(store, reward.revisedBy),
    proposedAt: askedAt,
    needs: {
      managers: reward.chain.filter((step) => step === 'approve').length,
      finance: reward.chain.includes('approve_finance'),
      because,
    },
    approvals: reward.approvals.map(({ by, onBehalfOf, at }) => ({
      by: knownAs(store, by),
      onBehalfOf: onBehalfOf === null ? null : knownAs(store, onBehalfOf),
      at,
    })),
    holds: openHolds(store, reward.id).map(({ reason, expectedBy }) => ({ reason, expectedBy })),
    trust: TRUST_WORDS[trustOfPerson(store, Number(reward.personId))],
    yearToDate: yearOf(store, reward),
    budget: budgetOf(store, reward),
    escalatedAt,
    elsewhere: isStrangerToSlack(store, reward),
    url: consolePage(store, reward.id),
    state: standingView(store, reward),
  });
}

/** Which reward somebody is about to say something about. */
export function rewardSubject(store: Store, rewardId: string): Result<RewardSubject> {
  const found = findReward(store, rewardId);
  if (!found.ok) return found;
  const { act, amount, currency } = found.value;
  return ok({ ...personOf(store, found.value), act, amount, currency });
}

/** The page of a reward in the console. */
export function consolePage({ publicUrl }: Store, rewardId: string): string {
  return `${publicUrl}/console/rewards/${rewardId}`;
}

/** Whom a reward is for. */
export function personOf({ sql }: Store, { personId }: Reward): { name: string; company: string | null } {
  const query = `SELECT name, ${COMPANY_NAME} AS company FROM person WHERE id = ?`;
  const row = first<{ name: string; company: string | null }>(sql, query, Number(personId));
  return row ?? { name: 'Unknown person', company: null };
}

interface Asking {
  /** Which rule of the policy wants the approvals. */
  because: string;
  askedAt: number;
  escalatedAt: number | null;
}

/** How and since when somebody is asked to decide a reward. */
export function askingOf({ sql }: Store, rewardId: string): Asking {
  const row = first<Asking>(
    sql,
    'SELECT because, asked_at AS askedAt, escalated_at AS escalatedAt FROM reward WHERE id = ?',
    rewardId,
  );
  return row ?? { because: '', askedAt: 0, escalatedAt: null };
}

function itemOf({ sql }: Store, { id, item }: Reward): string | null {
  const query = `SELECT value ->> 'name' AS name FROM reward_item WHERE reward_id = ?`;
  return first<{ name: string | null }>(sql, query, id)?.name ?? item;
}

function yearOf(store: Store, reward: Reward): RewardView['yearToDate'] {
  const { year, total, reported, threshold } = yearToDate(
    store,
    reward.personId,
    reward.currency,
    store.now(),
  );
  const isNew = reward.state === 'proposed' && reward.kind === 'money';
  const warning =
    threshold === null || !isNew || reported + reward.amount < threshold
      ? null
      : `With this they reach ${formatAmount(threshold, reward.currency)} in ${year}, from which form 1099 is due.`;
  return { amount: total, year, warning };
}

/** What is free in its budget now, and once a waiting reward is approved: what waits is held out of it already. */
function budgetOf(store: Store, reward: Reward): RewardView['budget'] {
  const budget = reward.kind === 'money' ? budgetBehind(store, reward) : null;
  if (budget === null) return null;
  const { left } = budget;
  // Unless there was not enough for it.
  const isHeld = reward.state !== 'proposed' || reward.funding === 'budget';
  return { left, after: isHeld ? left : left - reward.amount, asOf: store.now() };
}

/** Where a reward stands, and who brought it there when. */
export function standingView(store: Store, reward: Reward): RewardStanding {
  const by = knownAs(store, reward.decidedBy ?? '');
  const at = reward.decidedAt ?? reward.expiresAt;
  switch (reward.state) {
    case 'proposed':
      return { kind: 'proposed' };
    case 'approved':
      return { kind: 'approved', by, at };
    case 'change_requested':
    case 'declined':
    case 'noted':
      return { kind: reward.state, by, at, reason: reward.reason ?? '' };
    case 'cancelled':
    case 'reversed':
      return { kind: reward.state, ...undoing(store, reward, { by, at }), reason: reward.reason ?? '' };
    case 'expired':
      return { kind: 'expired', at: reward.expiresAt };
    case 'paid': {
      const query = 'SELECT at FROM ledger_transaction WHERE id = ?';
      const paid = first<{ at: number }>(store.sql, query, payoutKey(reward.id));
      return { kind: 'paid', by, at, paidAt: paid?.at ?? at };
    }
  }
}

/** Who gave up or took back a reward, and when: its row keeps who approved it. */
function undoing(
  store: Store,
  { id, state }: Reward,
  decided: { by: string; at: number },
): { by: string; at: number } {
  const row = first<{ by: string; at: number }>(
    store.sql,
    'SELECT actor AS by, at FROM audit WHERE subject = ? AND action = ? ORDER BY id DESC LIMIT 1',
    `reward:${id}`,
    `reward.${state}`,
  );
  return row === undefined ? decided : { by: knownAs(store, row.by), at: row.at };
}
