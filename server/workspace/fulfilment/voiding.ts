import { isVoid } from '#core/fulfilment/state.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { PROVIDER_WORDS } from '#server/fulfilment/provider.ts';
import { payoutKey } from '#core/reward/payout.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import { conflictOf } from '#server/workspace/rewards/conflicts.ts';
import { bookReturn, isPaidOut } from '#server/workspace/rewards/returns.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import { showReward } from '#server/workspace/rewards/messages.ts';
import type { Store } from '#server/workspace/store.ts';
import { readProof } from './handover.ts';
import { findFulfilment, fulfilmentOf, keepProblem, type Fulfilment } from './rows.ts';

export interface Voiding {
  by: string;
  /** What shows that the order is void, where the provider cannot be asked. */
  proof: string | null;
}

/** An order nobody answered may still be on its way there for so long. */
const SETTLES_WITHIN = 15 * 60_000;

/**
 * Makes a reward's order void at its provider: from then on nothing is sent under it, and a new order may be made.
 * What was paid for it has come back and is `returned`; an order never paid is `cancelled`.
 * Fails with `not_found`, `fulfilment_state`, `invalid_input` (proof is needed), or as the provider refuses.
 */
export async function makeVoid(
  store: Store,
  doors: Doors,
  rewardId: string,
  { by, proof }: Voiding,
): Promise<Result<Fulfilment>> {
  const refused = objection(store, rewardId, { by, proof });
  if (refused !== null) return { ok: false, problem: refused };
  const before = stop(store, rewardId);
  if (!before.ok || isVoid(before.value.state)) return before;
  const door = await doors.provider(before.value.provider, before.value.edition);
  const answer = door.ok ? await door.value.cancel(before.value) : door;
  return store.sql.transaction(() => {
    const confirmed = confirm(store, before.value, answer, { by, proof });
    if (!confirmed.ok) {
      keepProblem(store, rewardId, confirmed.problem);
      return confirmed;
    }
    const now = findFulfilment(store, rewardId);
    if (!now.ok || now.value.key !== before.value.key || isVoid(now.value.state)) return now;
    const isReturn = bookReturn(store, rewardId, now.value.number);
    store.sql.run(
      `UPDATE fulfilment SET state = ?, proof = coalesce(?, proof), proof_by = ?, void_by = ?, check_at = NULL, problem = NULL,
         updated_at = ? WHERE reward_id = ?`,
      isReturn ? 'returned' : 'cancelled',
      confirmed.value,
      by,
      isReturn ? by : null,
      store.now(),
      rewardId,
    );
    note(
      store,
      by,
      confirmed.value === null ? 'fulfilment.void_confirmed' : 'fulfilment.made_void',
      `reward:${rewardId}`,
      confirmed.value ?? '',
    );
    showReward(store, rewardId);
    return findFulfilment(store, rewardId);
  });
}

/** Keeps the outbox from ordering while the order is being made void. */
function stop(store: Store, rewardId: string): Result<Fulfilment> {
  return store.sql.transaction(() => {
    const found = findFulfilment(store, rewardId);
    if (!found.ok) return found;
    store.sql.run(
      `UPDATE delivery SET state = 'parked', version = version + 1, settled_at = ? WHERE id = ? AND state = 'due'`,
      store.now(),
      payoutKey(rewardId),
    );
    return found;
  });
}

/** What shows that the order is void, null where the provider said so. */
function confirm(
  store: Store,
  order: Fulfilment,
  answer: Awaited<ReturnType<Cancelling>>,
  { by, proof }: Voiding,
): Result<string | null> {
  if (answer.ok && answer.value === 'void') return ok(null);
  if (answer.ok) {
    if (proof !== null) return onTheWordOf(store, order.rewardId, { by, proof });
    const message = `“${PROVIDER_WORDS[order.provider]}” cannot be asked whether the order is void.`;
    return refuse('invalid_input', message, 'Say what shows that it is.', 'proof');
  }
  // Where it was ordered cannot be asked any more: a person has to know.
  if (answer.problem.code === 'not_connected' && proof !== null) {
    return onTheWordOf(store, order.rewardId, { by, proof });
  }
  if (answer.problem.code !== 'not_found' || order.state !== 'ordering') {
    return { ok: false, problem: answer.problem };
  }
  // It is not known there, and by now the last try has either arrived or never will.
  if (!isCalling(store, order)) return ok(null);
  return onItsWay;
}

const onItsWay = refuse(
  'fulfilment_state',
  'The last try may still be on its way to the provider.',
  'Try again in 15 minutes.',
);

/** Whether a call is under way, or was not answered and may still arrive; nobody's words count before it has. */
function isCalling({ now }: Store, { state, attempts, calledAt, updatedAt }: Fulfilment): boolean {
  const since = calledAt ?? (state === 'ordering' && attempts > 0 ? updatedAt : null);
  return since !== null && now() < since + SETTLES_WITHIN;
}

/** Proof that counts, for the order as it stands now. */
function onTheWordOf(store: Store, rewardId: string, voiding: Voiding & { proof: string }): Result<string> {
  const problem = objection(store, rewardId, voiding);
  return problem === null ? readProof(voiding.proof) : { ok: false, problem };
}

/** Why somebody's words do not make an order void, or null; of one that was taken, another has to say it than who gains. */
function objection(store: Store, rewardId: string, { by, proof }: Voiding): Problem | null {
  const order = fulfilmentOf(store, rewardId);
  if (proof === null || order === null || isVoid(order.state)) return null;
  if (isCalling(store, order)) return onItsWay.problem;
  const reward = findReward(store, rewardId);
  if (!reward.ok || !isPaidOut(store, reward.value)) return null;
  return conflictOf(store, reward.value, by);
}

type Cancelling = Extract<Awaited<ReturnType<Doors['provider']>>, { ok: true }>['value']['cancel'];
