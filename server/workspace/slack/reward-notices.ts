import { nextStep } from '#core/reward/approval.ts';
import type { Reward } from '#core/reward/reward.ts';
import type { ExplanationLine } from '#core/score/explain.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import { section, type SlackMessage, message } from '#slack-app/blocks/layout.ts';
import { labelledLink, mrkdwn } from '#slack-app/blocks/mrkdwn.ts';
import { worth } from '#slack-app/blocks/money.ts';
import type { DetailsView } from '#slack-app/features/reward-approval/details.ts';
import type { OutcomeView } from '#slack-app/features/reward-outcome/view.ts';
import type { NudgeView } from '#slack-app/features/reward-reminder/view.ts';
import { first } from '#server/storage/sql.ts';
import { knownAs } from '#server/workspace/members/known-as.ts';
import { explainPerson } from '#server/workspace/people/outlook.ts';
import type { Store } from '#server/workspace/store.ts';
import { askingOf, consolePage, personOf, standingView } from './reward-view.ts';

const EARLIER_SHOWN = 5;
const REASONS_SHOWN = 5;

/** What stands behind a proposal: what the person got before, and what their standing rests on. */
export function detailsView(store: Store, reward: Reward): DetailsView {
  const personId = Number(reward.personId);
  const earlier = store.sql.all<{ id: string; amount: number; currency: string; state: string; at: number }>(
    `SELECT id, amount, currency, state, coalesce(decided_at, created_at) AS at FROM reward
     WHERE person_id = ? AND id <> ? ORDER BY coalesce(decided_at, created_at) DESC, id LIMIT ${EARLIER_SHOWN}`,
    personId,
    reward.id,
  );
  const count = 'SELECT count(*) AS n FROM reward WHERE person_id = ? AND id <> ?';
  return {
    rewardId: reward.id,
    earlier: earlier.map(({ id, amount, currency, state, at }) => ({
      amount,
      currency,
      outcome: state.replaceAll('_', ' '),
      at,
      url: consolePage(store, id),
    })),
    earlierTotal: first<{ n: number }>(store.sql, count, personId, reward.id)?.n ?? 0,
    reasons: explainPerson(store, personId)
      .lines.filter(({ signal, points }) => points !== 0 && isDeed(signal))
      .slice(0, REASONS_SHOWN)
      .map(({ label, points }) => ({ label, points })),
    expiresAt: reward.expiresAt,
    url: consolePage(store, reward.id),
  };
}

/** What may be read beside a decision to pay: no feeling and no rating (16 CFR 465.4), nor what only rounds a score off. */
function isDeed(signal: ExplanationLine['signal']): boolean {
  if (signal === 'limit' || signal === 'floor') return false;
  const { act, sentiment, range } = SIGNALS[signal];
  return !sentiment && (!act || range === null);
}

/** What became of a proposal; null while it waits. */
export function outcomeView(store: Store, reward: Reward): OutcomeView | null {
  const state = standingView(store, reward);
  if (state.kind === 'proposed') return null;
  const { id, act, amount, currency } = reward;
  const url = consolePage(store, id);
  return { rewardId: id, ...personOf(store, reward), act, amount, currency, state, url };
}

/** What the thread of a waiting reward is told. */
export function nudgeView(store: Store, reward: Reward, escalated: boolean): NudgeView {
  return {
    rewardId: reward.id,
    askedAt: askingOf(store, reward.id).askedAt,
    expiresAt: reward.expiresAt,
    waitsFor: nextStep(reward) === 'approve_finance' ? 'finance' : 'a manager',
    escalated,
  };
}

/** Tells the thread that a reward was changed as it was asked; an update of its message notifies nobody. */
export function revisedReply(store: Store, reward: Reward): SlackMessage {
  const by = knownAs(store, reward.revisedBy ?? reward.proposedBy);
  const what = mrkdwn`${labelledLink(consolePage(store, reward.id), reward.id)} was changed by ${by} and proposed again`;
  const text = mrkdwn`${what}: ${worth(reward.amount, reward.currency)}. It needs every approval anew.`;
  return message(text, [section(text)]);
}
