import { identityOf, slackActor } from '#core/actor/actor.ts';
import { may, type Role } from '#core/member/role.ts';
import { DEFAULT_POLICY } from '#core/policy/policy.ts';
import type { Reward } from '#core/reward/reward.ts';
import { note } from '#server/workspace/trail/note.ts';
import { Members } from '#server/workspace/members/members.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { Delegations } from '#server/workspace/policy/delegations.ts';
import { currentPolicy } from '#server/workspace/policy/published.ts';
import { addressOfActor } from '#server/workspace/slack/addresses.ts';
import { isAsked } from '#server/workspace/slack/waiting.ts';
import type { Store } from '#server/workspace/store.ts';
import { showReward } from './messages.ts';
import { REWARD_COLUMNS, rowToReward, type RewardRow } from './rows.ts';
import { tellThread } from './telling.ts';

const HOUR = 3_600_000;

/** Reminds who could decide a reward, once for each revision of it. */
export function runReminders(store: Store): void {
  store.sql.transaction(() => remind(store, overdue(store, 'reminded_at', remindAfter(store))));
}

/** Puts what still waits before the owners, once for each revision of it. */
export function runEscalations(store: Store): void {
  store.sql.transaction(() => escalate(store, overdue(store, 'escalated_at', escalateAfter(store))));
}

type Mark = 'reminded_at' | 'escalated_at';

/** SQL for when the reward that waits longest without a mark is to have it, or null. */
function nextMark(mark: Mark, hours: 'remindAfterHours' | 'escalateAfterHours'): string {
  return `SELECT asked_at + ${HOUR} * coalesce(
      (SELECT value ->> '${hours}' FROM policy ORDER BY version DESC LIMIT 1), ${DEFAULT_POLICY[hours]})
    FROM reward WHERE state = 'proposed' AND ${mark} IS NULL ORDER BY asked_at LIMIT 1`;
}

/** SQL for when somebody is next to be reminded, or null. */
export const NEXT_REMINDER = nextMark('reminded_at', 'remindAfterHours');

/** SQL for when a reward is next put before the owners, or null. */
export const NEXT_ESCALATION = nextMark('escalated_at', 'escalateAfterHours');

/** How long a reward waits before somebody is reminded, in milliseconds. */
export function remindAfter(store: Store): number {
  return currentPolicy(store).policy.remindAfterHours * HOUR;
}

function escalateAfter(store: Store): number {
  return currentPolicy(store).policy.escalateAfterHours * HOUR;
}

function overdue(store: Store, mark: Mark, after: number): Reward[] {
  return store.sql
    .all<RewardRow>(
      `SELECT ${REWARD_COLUMNS} FROM reward
       WHERE state = 'proposed' AND ${mark} IS NULL AND asked_at <= ? ORDER BY asked_at, id`,
      store.now() - after,
    )
    .map(rowToReward);
}

/** One message for each person, however many rewards wait for them; it is drawn from what waits when it leaves. */
function remind(store: Store, rewards: readonly Reward[]): void {
  if (rewards.length === 0) return;
  const asked = new Set<string>();
  const deciders = decidersOf(store);
  for (const reward of rewards) {
    store.sql.run('UPDATE reward SET reminded_at = ? WHERE id = ?', store.now(), reward.id);
    note(store, 'groundswell', 'reward.reminded', `reward:${reward.id}`);
    tellThread(store, reward, 'reminder');
    for (const actor of deciders) if (isAsked(store, reward, actor)) asked.add(actor);
  }
  for (const actor of asked) {
    const address = addressOfActor(store, actor);
    if (address === null) continue;
    const id = `reminder:${address.user}`;
    enqueue(store, { id, kind: 'notice', target: address.connection, subject: `reminder:${actor}` });
  }
}

/** Everybody in Slack who may decide about rewards, those who stand in for others instead of them. */
function decidersOf(store: Store): string[] {
  const delegations = new Delegations(store).list();
  const away = new Set(delegations.map(({ principal }) => identityOf(principal)));
  const members = membersWho(store, mayDecide).filter((actor) => !away.has(identityOf(actor)));
  const known = new Set(members.map(identityOf));
  const delegates = delegations
    .map(({ delegate }) => delegate)
    .filter((actor) => !known.has(identityOf(actor)));
  return [...members, ...new Map(delegates.map((actor) => [identityOf(actor), actor])).values()];
}

function mayDecide(role: Role): boolean {
  return may(role, 'approve') || may(role, 'approve_finance');
}

/** Active members in Slack who meet a condition, as actors. */
function membersWho(store: Store, meets: (role: Role) => boolean): string[] {
  return new Members(store)
    .list()
    .flatMap(({ state, role, slackUser, name }) =>
      state === 'active' && slackUser !== null && meets(role) ? [slackActor(slackUser, name)] : [],
    );
}

/** The whole message goes to every owner whose own reward it is not, and says everywhere that it did. */
function escalate(store: Store, rewards: readonly Reward[]): void {
  if (rewards.length === 0) return;
  const owners = membersWho(store, (role) => role === 'owner');
  for (const reward of rewards) {
    store.sql.run('UPDATE reward SET escalated_at = ? WHERE id = ?', store.now(), reward.id);
    note(store, 'groundswell', 'reward.escalated', `reward:${reward.id}`);
    tellThread(store, reward, 'escalated');
    for (const actor of owners.filter((owner) => isAsked(store, reward, owner))) {
      const address = addressOfActor(store, actor);
      if (address === null) continue;
      const subject = `reward:${reward.id}:copy:${reward.revision}:${address.user}`;
      enqueue(store, { id: subject, kind: 'notice', target: address.connection, subject });
    }
    showReward(store, reward.id);
  }
}
