import type { Problem } from '#core/problem.ts';
import { formatAmount } from '#core/reward/currency.ts';
import type { Reward } from '#core/reward/reward.ts';
import { budgetBehind, type BudgetState } from '#server/workspace/ledger/budgets.ts';
import { funded } from '#server/workspace/ledger/funding.ts';
import { balanceOf } from '#server/workspace/ledger/post.ts';
import { checkDecision } from './decisions.ts';
import { standingOf } from './queue.ts';
import { findReward } from './rows.ts';
import type { Store } from '#server/workspace/store.ts';

/** One reward looked at before it is approved with others. */
export interface WeighedReward {
  /** As the approval would leave it: `approved`, or `proposed` where another yes is still to come. */
  reward: Reward;
  /** Why the approval would be refused, or null. */
  problem: Problem | null;
  /** Whether nothing was given to its person before. */
  isFirst: boolean;
}

/** Rewards looked at together before they are approved. */
export interface Weighed {
  /** Those that still wait. */
  rewards: WeighedReward[];
  /** Budgets those that go through draw from, with what each has left afterwards. */
  budgets: Pick<BudgetState, 'holder' | 'currency' | 'amount' | 'left'>[];
  /** Budgets that have less left than these rewards would still draw; integer minor units. */
  short: Draw[];
}

/** What rewards would draw of a budget that holds nothing for them yet. */
interface Draw {
  holder: string;
  currency: string;
  left: number;
  asked: number;
}

type Chosen = readonly { id: string; revision?: number | undefined }[];

/** What one approval of many by `by` would do to each of them and to the budgets; unknown ids weigh nothing. */
export function weigh(store: Store, chosen: Chosen, by: string): Weighed {
  const draws = new Map<string, Draw>();
  const drawn = new Map<string, number>();
  const rewards = chosen.flatMap(({ id, revision }) => {
    const found = findReward(store, id);
    if (!found.ok || found.value.state !== 'proposed') return [];
    const before = found.value;
    const { isFirst } = standingOf(store, before);
    const decided = checkDecision(store, before, { decision: 'approve', by, reason: null, revision });
    // What a budget holds for a reward already is not in what is left of it.
    const late = before.kind === 'money' && before.funding === 'none' ? funded(store, before) : null;
    // What is refused whatever the budget has draws nothing of it.
    const isAsked = decided.ok || decided.problem.code === 'budget_exceeded';
    if (late !== null && isAsked) asks(store, draws, late);
    if (!decided.ok) return [{ reward: before, problem: decided.problem, isFirst }];
    if (late === null) return [{ reward: decided.value, problem: null, isFirst }];
    const key = keyOf(late);
    const taken = drawn.get(key) ?? 0;
    const left = (draws.get(key)?.left ?? 0) - taken;
    const problem = left < late.amount ? tooLittle(left, late.currency) : null;
    if (problem === null) drawn.set(key, taken + late.amount);
    return [{ reward: { ...decided.value, holder: late.holder }, problem, isFirst }];
  });
  const short = [...draws.values()].filter((each) => each.left < each.asked);
  return { rewards, budgets: budgetsAfter(store, rewards, drawn), short };
}

function tooLittle(left: number, currency: string): Problem {
  const message = `Only ${formatAmount(left, currency)} of the budget is left after those before it.`;
  return { code: 'budget_exceeded', message, remedy: 'Raise the budget first.', field: 'amount' };
}

function asks(store: Store, draws: Map<string, Draw>, { holder, currency, amount }: Reward): void {
  const key = keyOf({ holder, currency });
  const left = Math.max(0, balanceOf(store, currency, 'budget', holder));
  draws.set(key, { holder, currency, left, asked: (draws.get(key)?.asked ?? 0) + amount });
}

function budgetsAfter(
  store: Store,
  rewards: readonly WeighedReward[],
  drawn: ReadonlyMap<string, number>,
): Weighed['budgets'] {
  const behind = rewards.filter(({ reward, problem }) => problem === null && reward.kind === 'money');
  const each = new Map(behind.map(({ reward }) => [keyOf(reward), reward]));
  return [...each].flatMap(([key, reward]) => {
    const budget = budgetBehind(store, reward);
    if (budget === null) return [];
    const { holder, currency, amount, left } = budget;
    return [{ holder, currency, amount, left: left - (drawn.get(key) ?? 0) }];
  });
}

function keyOf({ holder, currency }: Pick<Reward, 'holder' | 'currency'>): string {
  return `${holder} ${currency}`;
}
