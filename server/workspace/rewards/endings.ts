import { displayActor } from '#core/actor/actor.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { Reward, RewardState } from '#core/reward/reward.ts';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import { first } from '#server/storage/sql.ts';
import { fulfilmentOf } from '#server/workspace/fulfilment/rows.ts';
import type { Store } from '#server/workspace/store.ts';

/** Something that came of a reward after it was proposed, with who did it and when (epoch milliseconds). */
export interface Ending {
  state: RewardState;
  by: string | null;
  at: number;
  reason: string | null;
  /** Who paid it; null for everything else, and for what no provider pays. */
  provider: ProviderName | null;
}

/** What came of a reward, in order: a yes, its payment and its being taken back are steps that stay. Empty while it waits. */
export function endingsOf(store: Store, reward: Reward): Ending[] {
  const { state, decidedBy, decidedAt, expiresAt, reason } = reward;
  if (state === 'proposed') return [];
  if (state === 'expired') return [ending({ state, by: null, at: expiresAt })];
  const isUndone = state === 'cancelled' || state === 'reversed';
  const isYes = isUndone || state === 'approved' || state === 'paid';
  const decision = ending({
    state: isYes ? 'approved' : state,
    by: decidedBy,
    at: decidedAt ?? reward.createdAt,
    // Taking it back writes its reason over that of the yes.
    reason: isUndone ? null : reason,
  });
  return [
    decision,
    ...(state === 'paid' || state === 'reversed' ? [paymentOf(store, reward)] : []),
    ...(isUndone ? [undoingOf(store, reward, state)] : []),
  ];
}

function paymentOf(store: Store, { id, decidedAt, createdAt }: Reward): Ending {
  const order = fulfilmentOf(store, id);
  const at = bookedAt(store, payoutKey(id)) ?? noted(store, id, 'paid')?.at ?? decidedAt ?? createdAt;
  const by = order?.provider === 'manual' ? order.proofBy : null;
  return ending({ state: 'paid', by, at, provider: order?.provider ?? null });
}

function undoingOf(store: Store, reward: Reward, state: 'cancelled' | 'reversed'): Ending {
  const { id, reason, decidedAt, createdAt } = reward;
  const entry = noted(store, id, state);
  const booked = bookedAt(store, `reward:${id}:${state === 'cancelled' ? 'cancel' : 'reverse'}`);
  const at = entry?.at ?? booked ?? decidedAt ?? createdAt;
  return ending({ state, by: entry?.actor ?? null, at, reason });
}

/** When the ledger booked a movement, or null. */
function bookedAt({ sql }: Store, id: string): number | null {
  return first<{ at: number }>(sql, 'SELECT at FROM ledger_transaction WHERE id = ?', id)?.at ?? null;
}

function noted({ sql }: Store, id: string, state: RewardState): { actor: string; at: number } | undefined {
  const query = 'SELECT actor, at FROM audit WHERE about = ? AND action = ? ORDER BY id DESC LIMIT 1';
  return first<{ actor: string; at: number }>(sql, query, `reward:${id}`, `reward.${state}`);
}

function ending(of: Pick<Ending, 'state' | 'by' | 'at'> & Partial<Ending>): Ending {
  return { reason: null, provider: null, ...of };
}

const PAYERS: Record<ProviderName, string> = {
  tremendous: 'Tremendous',
  webhook: 'your own system',
  manual: 'hand',
};

/** Who did it, to stand after `by`: `Ana Ortiz`, `Tremendous`, `hand (Fin)`; null where nobody is known. */
export function endedBy(
  { by, provider }: Ending,
  wordsOf: (actor: string) => string = displayActor,
): string | null {
  if (provider === null) return by === null ? null : wordsOf(by);
  return by === null ? PAYERS[provider] : `${PAYERS[provider]} (${wordsOf(by)})`;
}
