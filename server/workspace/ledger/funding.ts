import { monthlyHolder } from '#core/ledger/budget.ts';
import { reserve } from '#core/ledger/reward.ts';
import type { Problem } from '#core/problem.ts';
import { formatAmount } from '#core/reward/currency.ts';
import type { Funding, Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { balanceOf, post } from './post.ts';
import type { Store } from '#server/workspace/store.ts';

/** Whether any budget was ever set. Until then rewards are bound by none. */
export function isLimited({ sql }: Store): boolean {
  return first(sql, 'SELECT 1 FROM budget LIMIT 1') !== undefined;
}

/** The budget a programme's reward draws from: that of its month, else the one that stands until it is used up. */
export function holderFor({ sql }: Store, programme: string, currency: string, at: number): string {
  const monthly = monthlyHolder(programme, at);
  const set = sql.all<{ holder: string }>(
    'SELECT holder FROM budget WHERE currency = ? AND holder IN (?, ?) ORDER BY length(holder) DESC',
    currency,
    monthly,
    programme,
  );
  return set[0]?.holder ?? monthly;
}

/** The reward with the budget it draws from, and whether that has enough for it now. */
export function funded(store: Store, reward: Reward): Reward {
  if (reward.kind !== 'money') return { ...reward, funding: 'open' };
  const holder = holderFor(store, reward.programme, reward.currency, store.now());
  const left = isLimited(store) ? balanceOf(store, reward.currency, 'budget', holder) : null;
  return { ...reward, holder, funding: fundingOf(left, reward.amount) };
}

function fundingOf(left: number | null, amount: number): Funding {
  if (left === null) return 'open';
  return left >= amount ? 'budget' : 'none';
}

/** Why a reward has no money behind it, or null where it has. */
export function shortageOf(store: Store, { funding, holder, currency, kind }: Reward): Problem | null {
  if (kind !== 'money' || funding !== 'none') return null;
  const [programme = holder] = holder.split('/');
  const isSet = first(store.sql, 'SELECT 1 FROM budget WHERE holder = ? AND currency = ?', holder, currency);
  if (isSet === undefined) {
    const where = programme === 'general' ? '' : ` for the programme ${programme}`;
    const message = `There is no budget in ${currency}${where}.`;
    return {
      code: 'budget_exceeded',
      message,
      remedy: `Add a budget in ${currency} first.`,
      field: 'amount',
    };
  }
  const left = Math.max(0, balanceOf(store, currency, 'budget', holder));
  const message = `Only ${formatAmount(left, currency)} of the budget is left.`;
  return { code: 'budget_exceeded', message, remedy: 'Raise the budget first.', field: 'amount' };
}

/** Holds the money of a reward that was proposed while its budget was short, where there is enough now. */
export function fundLate(store: Store, reward: Reward): Reward {
  if (reward.funding !== 'none') return reward;
  const now = funded(store, reward);
  if (now.funding === 'none') return reward;
  store.sql.run('UPDATE reward SET holder = ?, funding = ? WHERE id = ?', now.holder, now.funding, reward.id);
  post(store, reserve(now, store.now()));
  return now;
}
