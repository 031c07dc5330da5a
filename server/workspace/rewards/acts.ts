import { propose, type AskedReward } from '#core/reward/reward.ts';
import { dueAt, ruleFor, type RewardRule } from '#core/reward/rule.ts';
import { countedFacts } from '#core/signal/counted.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { priced } from '#server/workspace/catalogue/reward-items.ts';
import { factsOf } from '#server/workspace/identity/echoes.ts';
import { funded } from '#server/workspace/ledger/funding.ts';
import type { PersonSignal } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';
import { actFacts, proofOf } from './act-facts.ts';
import { openReward } from './proposals.ts';
import { rewardRules } from './reward-rules.ts';
import { newRewardId, rewardUnder } from './rows.ts';
import { capReached, keepRuleUse } from './rule-caps.ts';

/**
 * Proposes the reward each new act earns under the rules, or remembers to once its rule's hold ends; a person still
 * decides. A budget that is used up does not stop the proposal: the act happened, and approval waits until the budget
 * is raised.
 */
export function proposeForActs(store: Store, signals: readonly PersonSignal[]): void {
  if (signals.length === 0) return;
  const rules = rewardRules(store);
  for (const signal of signals) {
    const rule = ruleFor(rules, signal, () => actFacts(store, signal), store.now());
    if (rule === null || rewardUnder(store, keyOf(signal)) !== null) continue;
    const due = dueAt(rule, signal);
    if (due <= store.now()) proposeUnder(store, rule, signal);
    else hold(store, rule, signal, due);
  }
}

function keyOf({ key }: Pick<PersonSignal, 'key'>): string {
  return `rule:${key}`;
}

/** A cap is counted in the transaction that proposes, so that of two acts at its last unit one is proposed. */
function proposeUnder(store: Store, rule: RewardRule, signal: PersonSignal): void {
  const subject = `person:${signal.personId}`;
  const proposedBy = `rule:${signal.type}`;
  const reward = rewardOf(store, rule, signal, proposedBy);
  if (!reward.ok) {
    note(store, proposedBy, 'reward.refused', subject, `${rule.name}: ${reward.problem.message}`);
    return;
  }
  const reached = capReached(store, rule, reward.value);
  if (reached !== null) {
    note(store, proposedBy, 'reward.capped', subject, reached);
    return;
  }
  openReward(store, funded(store, reward.value));
  keepRuleUse(store, rule, reward.value);
}

function rewardOf(store: Store, rule: RewardRule, signal: PersonSignal, proposedBy: string) {
  const proposal: AskedReward = {
    key: keyOf(signal),
    personId: String(signal.personId),
    programme: rule.programme,
    item: rule.item,
    amount: rule.amount ?? undefined,
    currency: rule.currency ?? undefined,
    act: SIGNALS[signal.type].label,
    proof: proofOf(store, signal),
    proposedBy,
    reportedBy: signal.reportedBy ?? null,
    source: 'rule',
  };
  const terms = priced(store, proposal);
  return terms.ok ? propose(terms.value, newRewardId(store), store.now()) : terms;
}

function hold(store: Store, rule: RewardRule, { key, personId, type }: PersonSignal, due: number): void {
  const fresh = store.sql.all(
    'INSERT INTO rule_hold (key, rule, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING key',
    key,
    rule.id,
    due,
  );
  if (fresh.length === 0) return;
  const until = new Date(due).toISOString().slice(0, 10);
  note(store, `rule:${type}`, 'reward.waits', `person:${personId}`, `${rule.name}: proposed on ${until}`);
  store.wake(due);
}

/** Proposes what rules held back until now, for acts that still stand. */
export function proposeHeld(store: Store): void {
  const due = store.sql.all<{ key: string; rule: string }>(
    'SELECT key, rule FROM rule_hold WHERE due_at <= ? ORDER BY due_at, key LIMIT 200',
    store.now(),
  );
  if (due.length === 0) return;
  const rules = rewardRules(store);
  for (const { key, rule: id } of due) {
    store.sql.transaction(() => {
      store.sql.run('DELETE FROM rule_hold WHERE key = ?', key);
      const signal = standingAct(store, key);
      const rule = rules.find((each) => each.id === id && each.active);
      if (signal === null || rule === undefined) {
        const why = signal === null ? 'the act does not stand any more' : 'the rule is not in force any more';
        const about = signal === null ? `rule:${id}` : `person:${signal.personId}`;
        note(store, 'groundswell', 'reward.not_proposed', about, `${id}: ${why}`);
      } else if (rewardUnder(store, keyOf(signal)) === null) proposeUnder(store, rule, signal);
    });
  }
}

/** An act that was not taken back, and is no repeat of one that counts; else null. */
function standingAct(store: Store, key: string): PersonSignal | null {
  const row = first<{ personId: number }>(
    store.sql,
    'SELECT person_id AS personId FROM signal WHERE key = ?',
    key,
  );
  if (row === undefined) return null;
  const fact = countedFacts(factsOf(store, row.personId)).find((each) => each.key === key);
  if (fact === undefined) return null;
  const { connection, ...signal } = fact;
  return { ...signal, personId: row.personId, ...(connection === null ? {} : { connection }) };
}

/** When a rule's hold next ends, or null. */
export const NEXT_RULE_HOLD = 'SELECT min(due_at) FROM rule_hold';
