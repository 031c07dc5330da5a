import { isVoid } from '#core/fulfilment/state.ts';
import type { RewardState } from '#core/reward/reward.ts';
import type { Fulfilment } from './rows.ts';

/** What a person has to do about an order, in words; null where nothing waits for one. */
export function nextStepOf(order: Fulfilment, reward: RewardState): string | null {
  const { state, provider, problem, doubt } = order;
  if (doubt !== null) {
    return `Money may have left twice: ${doubt}. Ask there, have what is too much sent back, then say here with proof that it did not.`;
  }
  if (reward !== 'approved' && reward !== 'paid') return null;
  if (isVoid(state)) {
    return reward === 'paid'
      ? 'Order it anew, or take the reward back: then the books have the money again.'
      : 'Order it anew, or give the reward up: then its budget has the money again.';
  }
  if (state === 'failed' || state === 'unclaimed') {
    return 'Make the order void. Then order it anew, or take the reward back.';
  }
  if (state === 'ordering' && problem !== null) {
    return 'Once that is mended, try again. Or make the order void, and order it anew or cancel the reward.';
  }
  if (state === 'ordered' && provider === 'manual') return 'Hand it over, then tick it here with proof.';
  return isReminderDue(order) ? 'Remind the person that it waits for them, then tick that here.' : null;
}

/** Whether a reminder was proposed that nobody has seen to. */
export function isReminderDue({ state, remindedAt, remindedBy }: Fulfilment): boolean {
  return state === 'delivered' && remindedAt !== null && remindedBy === null;
}
