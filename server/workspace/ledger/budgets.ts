import { RpcTarget } from 'cloudflare:workers';
import { grantBudget, monthlyHolder } from '#core/ledger/budget.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { formatAmount, isCurrency, NAME_A_CURRENCY, rangeText } from '#core/reward/currency.ts';
import { MAX_AMOUNT } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { redrawWaitingRewards } from '#server/workspace/rewards/messages.ts';
import { REWARD_COLUMNS, rowToReward, type RewardRow } from '#server/workspace/rewards/rows.ts';
import { currenciesInUse } from './currencies.ts';
import { fundLate } from './funding.ts';
import { balanceOf, post } from './post.ts';
import { isDrawnOn, lastEdition, removeBudget } from './remove-budget.ts';
import { askedSum, noteRefused } from '#server/workspace/refusals.ts';
import type { Store } from '#server/workspace/store.ts';

/** A budget and what became of it, all in minor units: amount = left + reserved + payable + paid. */
export interface BudgetState {
  /** A programme, or a programme's month: `general`, `general/2026-11`. */
  holder: string;
  currency: string;
  amount: number;
  left: number;
  reserved: number;
  payable: number;
  paid: number;
}

/** The most a budget may hold: a thousand of the largest rewards. */
const MAX_BUDGET = 1000 * MAX_AMOUNT;
const HOLDER = /^[a-z0-9][a-z0-9_-]{0,39}(\/\d{4}-(0[1-9]|1[0-2]))?$/;

/** What programmes may spend. */
export class Budgets extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Every budget with what is left of it, programmes in order, the newest month first. */
  list(): BudgetState[] {
    const rows = this.#store.sql.all<Pick<BudgetState, 'holder' | 'currency' | 'amount'>>(
      `SELECT holder, currency, amount FROM budget
       ORDER BY CASE instr(holder, '/') WHEN 0 THEN holder ELSE substr(holder, 1, instr(holder, '/') - 1) END,
         holder DESC, currency`,
    );
    return rows.map((row) => budgetState(this.#store, row));
  }

  /** The currencies in use (ISO 4217), in order. */
  currencies(): string[] {
    return currenciesInUse(this.#store);
  }

  /** Who set each budget last and when, by `holder:currency`; those the trail does not tell of are left out. */
  lastSet(): Record<string, { by: string; at: number }> {
    const rows = this.#store.sql.all<{ about: string; by: string; at: number }>(
      `SELECT about, actor AS by, at FROM audit WHERE id IN (
         SELECT max(audit.id) FROM budget JOIN audit ON audit.about = 'budget:' || budget.holder || ':' || budget.currency
         WHERE audit.action = 'budget.set' GROUP BY budget.holder, budget.currency)`,
    );
    return Object.fromEntries(rows.map(({ about, by, at }) => [about.slice('budget:'.length), { by, at }]));
  }

  /** The budgets nobody ever drew on, as `holder:currency`. */
  untouched(): string[] {
    return this.#store.sql
      .all<{ holder: string; currency: string }>('SELECT holder, currency FROM budget')
      .filter(({ holder, currency }) => !isDrawnOn(this.#store, holder, currency))
      .map(({ holder, currency }) => `${holder}:${currency}`);
  }

  /** Takes away a budget nobody ever drew on. Fails with `not_found`, or `key_conflict` where somebody did. */
  remove(holder: string, currency: string, by: string): Result<null> {
    return this.#store.sql.transaction(() => removeBudget(this.#store, holder, currency, by));
  }

  /**
   * Sets how much a budget holds in all; what was held or spent of it stays. Fails with `invalid_input` naming the
   * field, also for a month that is over, or `budget_exceeded` below what is reserved and spent.
   */
  set(holder: string, currency: string, amount: number, by: string): Result<BudgetState> {
    const sum = askedSum(amount, currency);
    const subject = HOLDER.test(holder) && sum !== null ? `budget:${holder}:${currency}` : 'budgets';
    const asked = { by, action: 'budget', subject, asked: sum };
    return this.#store.sql.transaction(() =>
      noteRefused(this.#store, asked, this.#set(holder, currency, amount, by)),
    );
  }

  #set(holder: string, currency: string, amount: number, by: string): Result<BudgetState> {
    const store = this.#store;
    const problem = objection(holder, currency, amount) ?? past(holder, store.now());
    if (problem !== null) return problem;
    const row = first<{ amount: number; edition: number }>(
      store.sql,
      'SELECT amount, edition FROM budget WHERE holder = ? AND currency = ?',
      holder,
      currency,
    );
    const change = amount - (row?.amount ?? 0);
    const left = balanceOf(store, currency, 'budget', holder) + change;
    if (row !== undefined && change < 0 && left < 0) return tooLow(currency, amount - left);
    if (row !== undefined && change === 0) return ok(budgetState(store, { holder, currency, amount }));
    const edition = (row?.edition ?? lastEdition(store, holder, currency)) + 1;
    store.sql.run(
      `INSERT INTO budget (holder, currency, amount, edition, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (holder, currency) DO UPDATE SET amount = ?3, edition = ?4, updated_at = ?5`,
      holder,
      currency,
      amount,
      edition,
      store.now(),
    );
    if (change !== 0) {
      post(store, grantBudget(`${holder}:${currency}:${edition}`, holder, currency, change, store.now()));
    }
    note(store, by, 'budget.set', `budget:${holder}:${currency}`, `${amount} ${currency}`);
    fundWaiting(store, currency);
    redrawWaitingRewards(store, currency);
    return ok(budgetState(store, { holder, currency, amount }));
  }

  /**
   * Gives a month (`2026-11`) the budgets another had, as far as it has none of its own; gives those it set. Fails with
   * `invalid_input` where either is no month, or there is nothing to copy.
   */
  copyMonth(from: string, to: string, by: string): Result<BudgetState[]> {
    if (!MONTH.test(from)) return noMonth('from');
    if (!MONTH.test(to) || to === from) return noMonth('to');
    const over = past(`general/${to}`, this.#store.now());
    if (over !== null) return over;
    return this.#store.sql.transaction(() => {
      const all = this.list();
      const has = new Set(all.map(({ holder, currency }) => `${holder} ${currency}`));
      const wanted = all
        .filter(({ holder }) => holder.endsWith(`/${from}`))
        .map((each) => ({ ...each, holder: each.holder.replace(`/${from}`, `/${to}`) }))
        .filter(({ holder, currency }) => !has.has(`${holder} ${currency}`));
      if (wanted.length === 0) {
        const message = 'There is no budget of that month that this one lacks.';
        return refuse('invalid_input', message, 'Set the budgets one by one.', 'from');
      }
      const set = wanted.map(({ holder, currency, amount }) => this.set(holder, currency, amount, by));
      return ok(set.flatMap((each) => (each.ok ? [each.value] : [])));
    });
  }
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

function noMonth(field: string): Result<never> {
  return refuse(
    'invalid_input',
    'This is no month to copy.',
    'Use a month such as 2026-11, and another.',
    field,
  );
}

function objection(holder: string, currency: string, amount: number): Result<never> | null {
  if (!HOLDER.test(holder)) {
    const remedy = 'Use general, or general/2026-11 for one month.';
    return refuse('invalid_input', 'This is no programme, and no month of one.', remedy, 'holder');
  }
  if (!isCurrency(currency)) {
    return refuse('invalid_input', 'There is no such currency.', NAME_A_CURRENCY, 'currency');
  }
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > MAX_BUDGET) {
    const remedy = `Use an amount ${rangeText(0, MAX_BUDGET, currency)}.`;
    return refuse('invalid_input', 'This cannot be a budget.', remedy, 'amount');
  }
  return null;
}

/** The refusal of a month that is over: no reward draws on it any more. */
function past(holder: string, now: number): Result<never> | null {
  const [programme = '', month] = holder.split('/');
  const current = monthlyHolder('', now).slice(1);
  if (month === undefined || month >= current) return null;
  const remedy = `Set ${programme}/${current} or a later month: no reward draws on one that is over.`;
  return refuse('invalid_input', `The month ${month} is over.`, remedy, 'holder');
}

function tooLow(currency: string, committed: number): Result<never> {
  const held = formatAmount(committed, currency);
  const message = `${held} of this budget is reserved or spent already.`;
  return refuse('budget_exceeded', message, `Set ${held} or more, or decline what waits.`, 'amount');
}

/** Holds money for what was proposed while a budget was short, oldest first. */
function fundWaiting(store: Store, currency: string): void {
  const waiting = store.sql.all<RewardRow>(
    `SELECT ${REWARD_COLUMNS} FROM reward WHERE state = 'proposed' AND funding = 'none' AND currency = ?
     ORDER BY created_at, id`,
    currency,
  );
  for (const row of waiting) fundLate(store, rowToReward(row));
}

/** A budget with what became of it. */
export function budgetState(
  store: Store,
  budget: Pick<BudgetState, 'holder' | 'currency' | 'amount'>,
): BudgetState {
  const held = new Map(
    store.sql
      .all<{ account: string; amount: number }>(
        'SELECT account, amount FROM balance WHERE currency = ? AND holder = ?',
        budget.currency,
        budget.holder,
      )
      .map(({ account, amount }) => [account, amount]),
  );
  const of = (account: string) => held.get(account) ?? 0;
  return {
    ...budget,
    left: of('budget'),
    reserved: of('reserved'),
    payable: of('payable'),
    paid: of('paid'),
  };
}

/** The budget a reward draws from, as it stands; null where none binds it. */
export function budgetBehind(
  store: Store,
  { holder, currency }: { holder: string; currency: string },
): BudgetState | null {
  const row = first<{ amount: number }>(
    store.sql,
    'SELECT amount FROM budget WHERE holder = ? AND currency = ?',
    holder,
    currency,
  );
  return row === undefined ? null : budgetState(store, { holder, currency, amount: row.amount });
}
