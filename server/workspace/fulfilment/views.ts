import type { RewardState } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';
import { isReminderDue, nextStepOf } from './next-step.ts';
import { FULFILMENT_COLUMNS, rowToFulfilment, type Fulfilment, type FulfilmentRow } from './rows.ts';

/** A reward's way, with what a person has to do about it. */
export interface FulfilmentView extends Fulfilment {
  /** What a person has to do, in words, or null. */
  nextStep: string | null;
  /** Why a reminder of its person is proposed, or null; whether it was claimed, few providers tell. */
  reminder: 'old' | 'expiring' | null;
}

export function viewOf({ sql }: Store, one: Fulfilment): FulfilmentView {
  const query = 'SELECT state FROM reward WHERE id = ?';
  const state = first<{ state: RewardState }>(sql, query, one.rewardId)?.state ?? 'declined';
  const why = one.expiresAt === null ? 'old' : 'expiring';
  return { ...one, nextStep: nextStepOf(one, state), reminder: isReminderDue(one) ? why : null };
}

/** One that waits for a person, with whom its reward is for and what it is worth. */
export interface WaitingOrder extends FulfilmentView {
  personId: string;
  amount: number;
  currency: string;
}

/** What waits for a person: to be handed over, looked at, or reminded of; what changed last first. */
export function waitingForPeople(store: Store, limit: number): WaitingOrder[] {
  return store.sql
    .all<FulfilmentRow & { personId: number; amount: number; currency: string }>(
      `SELECT ${FULFILMENT_COLUMNS},
         (SELECT person_id FROM reward WHERE id = reward_id) AS personId,
         (SELECT amount FROM reward WHERE id = reward_id) AS amount,
         (SELECT currency FROM reward WHERE id = reward_id) AS currency
       FROM fulfilment
       WHERE doubt IS NOT NULL OR ((state IN ('failed', 'returned', 'cancelled', 'unclaimed')
         OR (state = 'ordered' AND provider = 'manual') OR (state = 'ordering' AND problem IS NOT NULL)
         OR (state = 'delivered' AND reminded_at IS NOT NULL AND reminded_by IS NULL))
         AND EXISTS (SELECT 1 FROM reward WHERE id = reward_id AND reward.state IN ('approved', 'paid')))
       ORDER BY updated_at DESC LIMIT ?`,
      limit,
    )
    .map(({ personId, amount, currency, ...row }) => ({
      ...viewOf(store, rowToFulfilment(row)),
      personId: String(personId),
      amount,
      currency,
    }));
}
