import { displayActor } from '#core/actor/actor.ts';
import type { Reward } from '#core/reward/reward.ts';
import { ok, type Result } from '#core/problem.ts';
import { shortfallWords } from '#core/score/evidence.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { AdvocateView, AlertState } from '#slack-app/features/advocate-alert/view.ts';
import type { RewardState as RewardStanding, RewardView } from '#slack-app/features/reward-approval/view.ts';
import { first } from '#server/storage/sql.ts';
import { alertStateOf } from './alerts.ts';
import { isStrangerToSlack } from '#server/workspace/rewards/proposers.ts';
import { uncommitted } from '#server/workspace/rewards/ledger.ts';
import { explainPerson } from '#server/workspace/people/outlook.ts';
import { COMPANY_NAME, type PersonDetail } from '#server/workspace/people/row.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import type { Store } from '#server/workspace/store.ts';

const VENDOR_NAMES: Record<string, string> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** A person as Slack shows them, with the reasons for the score. */
export function toAdvocateView(store: Store, person: PersonDetail): AdvocateView {
  const link = person.links[0];
  const { lines } = explainPerson(store, Number(person.id));
  return {
    personId: person.id,
    name: person.name,
    title: person.title,
    company: person.company,
    tier:
      person.tier === 'none'
        ? 'Not an advocate'
        : `${person.tier.charAt(0).toUpperCase()}${person.tier.slice(1)}`,
    propensity: person.propensity,
    confidence: Math.round(person.confidence * 100),
    shortfall: person.shortfall === null ? null : shortfallWords(person.shortfall),
    reasons: lines
      .filter((line) => line.points !== 0)
      .slice(0, 5)
      .map(({ label, points }) => ({ label, points })),
    record: link === undefined ? null : { crm: VENDOR_NAMES[link.vendor] ?? link.vendor, url: link.url },
  };
}

/** Where the alert about a person stands. */
export function alertState(store: Store, personId: string): AlertState {
  const last = alertStateOf(store, personId);
  if (last === null) return { kind: 'new' };
  const by = displayActor(last.actor);
  if (last.action === 'person.thanked') return { kind: 'thanked', by, at: last.at };
  const until = Number(last.detail);
  return until > store.now() ? { kind: 'snoozed', by, until } : { kind: 'new' };
}

/** A reward as Slack shows it, as it stands now. */
export function rewardView(store: Store, rewardId: string): Result<RewardView> {
  const found = findReward(store, rewardId);
  if (!found.ok) return found;
  const reward = found.value;
  const person = first<{ name: string; company: string | null }>(
    store.sql,
    `SELECT name, ${COMPANY_NAME} AS company FROM person WHERE id = ?`,
    Number(reward.personId),
  );
  return ok({
    rewardId: reward.id,
    name: person?.name ?? 'Unknown person',
    company: person?.company ?? null,
    act: reward.act,
    proof: reward.proof,
    amount: reward.amount,
    currency: reward.currency,
    proposedBy: displayActor(reward.proposedBy),
    reportedBy: reward.reportedBy === null ? null : displayActor(reward.reportedBy),
    proposedAt: reward.createdAt,
    budgetAfter: budgetAfter(store, reward),
    approveAt: isStrangerToSlack(store, reward) ? `${store.publicUrl}/console/rewards/${reward.id}` : null,
    state: stateView(store, reward),
  });
}

/** What the budget holds once a waiting reward is paid; for one that was decided, what it holds. */
function budgetAfter(store: Store, { state, amount, currency }: Reward): number | null {
  const left = uncommitted(store, currency);
  return left === null || state !== 'proposed' ? left : left - amount;
}

function stateView({ sql }: Store, reward: Reward): RewardStanding {
  const by = displayActor(reward.decidedBy ?? '');
  const at = reward.decidedAt ?? reward.expiresAt;
  switch (reward.state) {
    case 'proposed':
      return { kind: 'proposed' };
    case 'approved':
      return { kind: 'approved', by, at };
    case 'declined':
      return { kind: 'declined', by, at, reason: reward.reason ?? '' };
    case 'expired':
      return { kind: 'expired', at };
    case 'paid': {
      const paid = first<{ at: number }>(
        sql,
        'SELECT at FROM ledger_transaction WHERE id = ?',
        payoutKey(reward.id),
      );
      return { kind: 'paid', by, at, paidAt: paid?.at ?? at };
    }
  }
}
