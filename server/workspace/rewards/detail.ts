import type { FraudHold } from '#core/fraud/hold.ts';
import type { TrustLevel } from '#core/fraud/trust.ts';
import type { LedgerTransaction } from '#core/ledger/ledger.ts';
import { may, ROLES } from '#core/member/role.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { approvalBy, nextStep, type Step } from '#core/reward/approval.ts';
import { DECISIONS, type Decision } from '#core/reward/decision.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { Reward } from '#core/reward/reward.ts';
import { slackActor } from '#core/actor/actor.ts';
import { first } from '#server/storage/sql.ts';
import type { AuditEntry } from '#server/workspace/trail/note.ts';
import { knownAs } from '#server/workspace/members/known-as.ts';
import { holdsOf } from '#server/workspace/fraud/rows.ts';
import { trustOfPerson } from '#server/workspace/fraud/trust.ts';
import { fulfilmentOf } from '#server/workspace/fulfilment/rows.ts';
import { viewOf, type FulfilmentView } from '#server/workspace/fulfilment/views.ts';
import { budgetBehind, type BudgetState } from '#server/workspace/ledger/budgets.ts';
import { funded, shortageOf } from '#server/workspace/ledger/funding.ts';
import { transactionsFor } from '#server/workspace/ledger/transactions-for.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import { Delegations, type Delegation } from '#server/workspace/policy/delegations.ts';
import { yearsToDate, yearToDate, type YearToDate } from '#server/workspace/tax/year-to-date.ts';
import { Trail } from '#server/workspace/trail/trail.ts';
import { conflictOf, standsBehind } from './conflicts.ts';
import { checkDecision, standingOf } from './decisions.ts';
import { endingsOf, type Ending } from './endings.ts';
import { findReward } from './rows.ts';
import { takeBackProblem } from './take-back.ts';
import type { Store } from '#server/workspace/store.ts';

/** Everything about one reward, as somebody may see and decide it. */
export interface RewardDetail {
  reward: Reward;
  /** The rule that asked for its chain, in words. */
  because: string;
  askedAt: number;
  person: {
    name: string;
    company: string | null;
    trust: TrustLevel;
    /** In the reward's currency; null where it is no money. */
    yearToDate: YearToDate | null;
    inOtherCurrencies: YearToDate[];
  };
  holds: FraudHold[];
  step: Step | null;
  /** Who may give the next yes: some of them by name, and how many in all. */
  waitsFor: { names: string[]; total: number };
  /** Why this actor may not decide so; null where they may. */
  barred: Record<Decision, Problem | null>;
  /** Whether this actor proposed it, told of its act, or changed it. */
  isOwn: boolean;
  /** Whom this actor's yes would stand for, or null. */
  onBehalfOf: string | null;
  /** Why this actor cannot take it back, or null. */
  takeBack: Problem | null;
  budget: BudgetState | null;
  shortage: Problem | null;
  transactions: LedgerTransaction[];
  /** What came of it, in order. */
  endings: Ending[];
  fulfilment: FulfilmentView | null;
  /** When its order is sent again by itself, or null. */
  nextTry: number | null;
  delegations: Delegation[];
  trail: AuditEntry[];
}

const TRAIL = 50;

/** A reward with all that a decision about it rests on. Fails with `not_found`. */
export function rewardDetail(store: Store, id: string, actor: string): Result<RewardDetail> {
  const found = findReward(store, id);
  if (!found.ok) return found;
  const reward = found.value;
  const kept = first<{ because: string; askedAt: number }>(
    store.sql,
    'SELECT because, asked_at AS askedAt FROM reward WHERE id = ?',
    id,
  );
  const step = reward.state === 'proposed' ? nextStep(reward) : null;
  const isShort = reward.state === 'proposed' && reward.funding === 'none';
  const ready = isShort ? funded(store, reward) : reward;
  const fulfilment = fulfilmentOf(store, id);
  const entries = new Trail(store).list(TRAIL, null, { about: `reward:${id}` });
  return ok({
    reward,
    because: kept?.because ?? '',
    askedAt: kept?.askedAt ?? reward.createdAt,
    person: personOf(store, reward),
    holds: holdsOf(store, id),
    step,
    waitsFor: waitedFor(store, reward, step),
    ...standing(store, reward, actor),
    isOwn: standsBehind(store, reward, actor),
    takeBack: takeBackProblem(store, reward, actor),
    budget: reward.kind === 'money' ? budgetBehind(store, ready) : null,
    shortage: isShort ? shortageOf(store, ready) : null,
    transactions: transactionsFor(store, id),
    endings: endingsOf(store, reward),
    fulfilment: fulfilment === null ? null : viewOf(store, fulfilment),
    nextTry: nextTryOf(store, id),
    delegations: step === null ? [] : new Delegations(store).list(),
    trail: entries.ok ? entries.value.items : [],
  });
}

function nextTryOf({ sql }: Store, id: string): number | null {
  const query = `SELECT due_at AS at FROM delivery WHERE id = ? AND state = 'due'`;
  return first<{ at: number }>(sql, query, payoutKey(id))?.at ?? null;
}

function standing(store: Store, reward: Reward, by: string): Pick<RewardDetail, 'barred' | 'onBehalfOf'> {
  const checked = DECISIONS.map((decision) => {
    // Whoever is asked here has given no reason yet.
    return [decision, checkDecision(store, reward, { decision, by, reason: 'asked' })] as const;
  });
  const yes = checked.find(([decision]) => decision === 'approve')?.[1];
  const given = yes?.ok === true ? yes.value.approvals.at(-1) : undefined;
  const barred = checked.map(([decision, result]) => [decision, result.ok ? null : result.problem]);
  return {
    barred: Object.fromEntries(barred) as RewardDetail['barred'],
    onBehalfOf: given?.onBehalfOf ?? null,
  };
}

function personOf(store: Store, { personId, kind, currency, decidedAt }: Reward): RewardDetail['person'] {
  const row = first<{ name: string; company: string | null }>(
    store.sql,
    `SELECT name, ${COMPANY_NAME} AS company FROM person WHERE id = ?`,
    Number(personId),
  );
  const at = decidedAt ?? store.now();
  return {
    ...(row ?? { name: 'Unknown person', company: null }),
    trust: trustOfPerson(store, Number(personId)),
    yearToDate: kind === 'money' ? yearToDate(store, personId, currency, at) : null,
    inOtherCurrencies: yearsToDate(store, personId, at).filter((each) => each.currency !== currency),
  };
}

const NAMED = 4;
const LOOKED_AT = 40;

/** Members who may give the next yes and whose own reward it is not; first who gives it for somebody who is away. */
function waitedFor(store: Store, reward: Reward, step: Step | null): RewardDetail['waitsFor'] {
  if (step === null) return { names: [], total: 0 };
  const members = store.sql.all<{ name: string; email: string | null; slack: string | null }>(
    `SELECT name, email, slack_user AS slack FROM member
     WHERE state = 'active' AND role IN (SELECT value FROM json_each(?)) ORDER BY name LIMIT ?`,
    JSON.stringify(ROLES.filter((role) => may(role, step))),
    LOOKED_AT,
  );
  const names = members
    .filter(({ name, email, slack }) => {
      const actor = slack === null ? (email ?? name) : slackActor(slack, name);
      return (
        conflictOf(store, reward, actor) === null && !reward.approvals.some((given) => given.by === actor)
      );
    })
    .map(({ name }) => name);
  const all = [...standInsFor(store, reward), ...names];
  return { names: all.slice(0, NAMED), total: all.length };
}

/** Who may give the next yes only in another's place: `Zoe for Ana`, each once. */
function standInsFor(store: Store, reward: Reward): string[] {
  const delegates = new Set(new Delegations(store).list().map(({ delegate }) => delegate));
  return [...delegates].flatMap((delegate) => {
    const given = approvalBy(reward, delegate, standingOf(store, reward, delegate), store.now());
    const principal = given.ok ? given.value.onBehalfOf : null;
    if (principal === null || conflictOf(store, reward, delegate) !== null) return [];
    return [`${knownAs(store, delegate)} for ${knownAs(store, principal)}`];
  });
}
