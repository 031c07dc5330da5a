import { ok, refuse, type Result } from '#core/problem.ts';
import { propose, type Reward, type RewardProposal } from '#core/reward/reward.ts';
import { rewardFor } from '#core/reward/rule.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/audit.ts';
import { budgetLeft } from './ledger.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { rewardRules } from './reward-rules.ts';
import { insertReward, newRewardId, rewardUnder } from './rows.ts';
import { shortageOf } from './shortage.ts';
import { changeReward } from './states.ts';
import type { PersonSignal } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Proposes a reward inside the caller's transaction: the row, the money held for it, and the message to managers.
 * Fails with `invalid_input`, `not_found`, `key_conflict`, or `budget_exceeded`.
 */
export function proposeReward(store: Store, proposal: RewardProposal): Result<Reward> {
  const known = rewardUnder(store, proposal.key);
  const reward = propose(proposal, known?.id ?? newRewardId(store), store.now());
  if (!reward.ok) return reward;
  const person = personKey(store, proposal.personId);
  if (known !== null) return sameProposal(known, reward.value, person);
  if (person === null) {
    return refuse('not_found', 'There is no such person.', 'List people to find the id.', 'personId');
  }
  const problem = shortageOf(store, reward.value, budgetLeft(store, reward.value.currency), 'left');
  return problem === null
    ? ok(open(store, { ...reward.value, personId: String(person) }))
    : { ok: false, problem };
}

/**
 * Proposes the reward each new act earns under the rules; a person still decides. A budget that is used up does not
 * stop the proposal: the act happened, and approval waits until the budget is raised.
 */
export function proposeForActs(store: Store, signals: readonly PersonSignal[]): void {
  if (signals.length === 0) return;
  const rules = rewardRules(store);
  for (const signal of signals) {
    const earned = rewardFor(rules, signal, store.now());
    if (earned === null) continue;
    const proposal = {
      key: `rule:${signal.key}`,
      personId: String(signal.personId),
      ...earned,
      proof: proofOf(store, signal),
      proposedBy: `rule:${signal.type}`,
      reportedBy: signal.reportedBy ?? null,
    };
    if (rewardUnder(store, proposal.key) !== null) continue;
    const reward = propose(proposal, newRewardId(store), store.now());
    if (reward.ok) open(store, reward.value);
    else
      note(store, proposal.proposedBy, 'reward.refused', `person:${signal.personId}`, reward.problem.message);
  }
}

/** Where the act can be looked up: what a CRM told stands on the record, what was reported says so itself. */
function proofOf({ sql }: Store, { key, personId, source }: PersonSignal): string | null {
  if (!key.startsWith('crm:')) return source;
  const row = first<{ url: string }>(
    sql,
    'SELECT url FROM record WHERE person_id = ? AND removed_at IS NULL ORDER BY modified_at DESC LIMIT 1',
    personId,
  );
  return row?.url ?? source;
}

function open(store: Store, reward: Reward): Reward {
  insertReward(store, reward);
  changeReward(store, null, reward);
  note(store, reward.proposedBy, 'reward.proposed', `reward:${reward.id}`, reward.act);
  store.wake(reward.expiresAt);
  return reward;
}

/** The first proposal under the key, where the second asks for the same; a person merged away since is no difference. */
function sameProposal(before: Reward, again: Reward, person: number | null): Result<Reward> {
  const same =
    (person === null || before.personId === String(person)) &&
    before.amount === again.amount &&
    before.currency === again.currency &&
    before.act === again.act;
  return same
    ? ok(before)
    : refuse(
        'key_conflict',
        'This key was used for a different reward.',
        'Use a new key for a new reward.',
        'key',
      );
}
