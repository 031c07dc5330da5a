import { orderKey } from '#core/fulfilment/key.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { Reward, RewardState } from '#core/reward/reward.ts';
import { transfer, type LedgerTransaction, type Place } from './ledger.ts';

/** Holds a proposed reward's amount out of its budget. */
export function reserve(reward: Reward, at: number): LedgerTransaction {
  const id = keyed(`reward:${reward.id}:reserve`, reward.revision);
  return movement(reward, at, 'reserve', id, originOf(reward), held(reward, 'reserved'));
}

/** Turns the amount held for a reward into a debt. */
export function approve(reward: Reward, at: number): LedgerTransaction {
  const id = `reward:${reward.id}:approve`;
  return movement(reward, at, 'approve', id, held(reward, 'reserved'), held(reward, 'payable'));
}

/** Gives the amount held for a reward back to where it came from. */
export function release(reward: Reward, at: number): LedgerTransaction {
  const id = keyed(`reward:${reward.id}:release`, reward.revision);
  return movement(reward, at, 'release', id, held(reward, 'reserved'), originOf(reward));
}

/** Records that the debt for a reward was paid. */
export function payout(reward: Reward, at: number): LedgerTransaction {
  return movement(reward, at, 'payout', payoutKey(reward.id), held(reward, 'payable'), held(reward, 'paid'));
}

/** Records that the money of a reward's `number`th order came back, or never left: the reward is owed again. */
export function giveBack(reward: Reward, number: number, at: number): LedgerTransaction {
  const id = keyed(`reward:${reward.id}:return`, number);
  return movement(reward, at, 'return', id, held(reward, 'paid'), held(reward, 'payable'));
}

/** Records that a debt owed again was paid by the reward's `number`th order. */
export function payAgain(reward: Reward, number: number, at: number): LedgerTransaction {
  const id = orderKey(reward.id, number);
  return movement(reward, at, 'payout', id, held(reward, 'payable'), held(reward, 'paid'));
}

/** Gives up a debt that was never paid. */
export function cancel(reward: Reward, at: number): LedgerTransaction {
  const id = `reward:${reward.id}:cancel`;
  return movement(reward, at, 'cancel', id, held(reward, 'payable'), originOf(reward));
}

/** Takes back what was paid and is owed again, since its order became void. */
export function reverse(reward: Reward, at: number): LedgerTransaction {
  const id = `reward:${reward.id}:reverse`;
  return movement(reward, at, 'reverse', id, held(reward, 'payable'), originOf(reward));
}

type Movement = (reward: Reward, at: number) => LedgerTransaction;

const MOVEMENTS: Partial<Record<`${RewardState | 'new'} to ${RewardState}`, Movement>> = {
  'new to proposed': reserve,
  'change_requested to proposed': reserve,
  'proposed to approved': approve,
  'proposed to change_requested': release,
  'proposed to declined': release,
  'proposed to noted': release,
  'proposed to expired': release,
  'approved to paid': payout,
  'approved to cancelled': cancel,
  'paid to reversed': reverse,
};

/**
 * The movement a reward's change of state causes; null where it causes none: nothing changed, no money is in it, or
 * none was ever held for it.
 */
export function entriesFor(before: Reward | null, after: Reward, at: number): LedgerTransaction | null {
  if (after.kind !== 'money' || after.funding === 'none') return null;
  return MOVEMENTS[`${before?.state ?? 'new'} to ${after.state}`]?.(after, at) ?? null;
}

function originOf({ funding, holder }: Reward): Place {
  return funding === 'budget' ? { account: 'budget', holder } : { account: 'funding', holder: '' };
}

function held({ holder }: Reward, account: 'reserved' | 'payable' | 'paid'): Place {
  return { account, holder };
}

function movement(reward: Reward, at: number, kind: string, id: string, from: Place, to: Place) {
  const entries = transfer(from, to, reward.currency, reward.amount);
  return { id, at, kind, reference: reward.id, entries };
}

/** What moves the same money once more has its number behind the id. */
function keyed(id: string, number: number): string {
  return number === 1 ? id : `${id}:${number}`;
}
