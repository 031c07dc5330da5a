import { RpcTarget } from 'cloudflare:workers';
import { resolveHold, type FraudHold, type HoldState, type HoldVerdict } from '#core/fraud/hold.ts';
import { checkSettings, type ClaimedSettings, type FraudSettings } from '#core/fraud/settings.ts';
import type { TrustLevel } from '#core/fraud/trust.ts';
import { may } from '#core/member/role.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import type { Reward } from '#core/reward/reward.ts';
import { note } from '#server/workspace/trail/note.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { conflictOf } from '#server/workspace/rewards/conflicts.ts';
import { showReward } from '#server/workspace/rewards/messages.ts';
import { decideReward } from '#server/workspace/rewards/decisions.ts';
import { findReward } from '#server/workspace/rewards/rows.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { endHold, findHold, heldRewards, holdsOf, listHolds, type HoldView } from './rows.ts';
import { fraudSettings, keepFraudSettings } from './settings.ts';
import { trustOfPerson } from './trust.ts';

/** Rewards that wait because something about them has to be looked at first. */
export class Fraud extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Holds of one state or all, the newest first. */
  list(state: HoldState | null, limit: number, cursor: string | null): Result<Page<HoldView>> {
    return listHolds(this.#store, state, limit, cursor);
  }

  /** Every hold a reward has or had. Fails with `not_found`. */
  holdsOf(rewardId: string): Result<FraudHold[]> {
    const reward = findReward(this.#store, rewardId);
    return reward.ok ? ok(holdsOf(this.#store, reward.value.id)) : reward;
  }

  /** How many rewards wait because of a hold. */
  waiting(): number {
    return heldRewards(this.#store);
  }

  /** How far a person's history carries. Fails with `not_found`. */
  trust(personId: string): Result<TrustLevel> {
    const key = personKey(this.#store, personId);
    return key === null
      ? refuse('not_found', `There is no person ${personId.slice(0, 40)}.`, 'List people to find the id.')
      : ok(trustOfPerson(this.#store, key));
  }

  /**
   * Clears a hold, or confirms it, which declines its reward. Fails with `not_found`, `already_decided`, `expired`,
   * `forbidden`, `self_approval` for who proposed or would get the reward, or `invalid_input`.
   */
  resolve(holdId: string, verdict: HoldVerdict): Result<FraudHold> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const hold = findHold(store, holdId);
      if (!hold.ok) return hold;
      const reward = findReward(store, hold.value.rewardId);
      if (!reward.ok) return reward;
      const resolved = resolveHold(hold.value, verdict, store.now());
      if (!resolved.ok) return resolved;
      const problem = objection(store, reward.value, verdict.by);
      if (problem !== null) return { ok: false, problem };
      if (verdict.verdict === 'confirm') {
        const { by, reason } = verdict;
        const declined = decideReward(store, reward.value.id, { decision: 'decline', by, reason });
        if (!declined.ok) return declined;
      }
      endHold(store, resolved.value);
      const { code, state, by, why } = resolved.value;
      note(store, by ?? '', `fraud.${state}`, `reward:${reward.value.id}`, `${code}: ${why}`);
      showReward(store, reward.value.id);
      return resolved;
    });
  }

  settings(): FraudSettings {
    return fraudSettings(this.#store);
  }

  /** Puts these settings in force for what is proposed from now on. Fails with `invalid_input` naming the field. */
  setSettings(claimed: ClaimedSettings, by: string): Result<FraudSettings> {
    const settings = checkSettings(claimed);
    if (!settings.ok) return settings;
    this.#store.sql.transaction(() => keepFraudSettings(this.#store, settings.value, by.trim()));
    return settings;
  }
}

/** Why somebody may not decide about the holds of a reward, or null. */
function objection(store: Store, reward: Reward, by: string): Problem | null {
  const role = roleOf(store, by);
  if (role === null || !(may(role, 'approve') || may(role, 'approve_finance'))) {
    const message = 'Managers and finance decide about holds.';
    return { code: 'forbidden', message, remedy: 'Ask an owner for the role.' };
  }
  if (conflictOf(store, reward, by) === null) return null;
  return {
    code: 'self_approval',
    message:
      'You proposed this reward, told of its act, or would get it, so you cannot decide about its hold.',
    remedy: 'Ask a colleague to look at it.',
    field: 'by',
  };
}
