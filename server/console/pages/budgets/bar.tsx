import { Money } from '#server/console/parts/money.tsx';
import { SharesBar } from '#server/console/parts/bars.tsx';
import type { BudgetState } from '#server/workspace/ledger/budgets.ts';

const PARTS = [
  { name: 'paid', words: 'Paid' },
  { name: 'payable', words: 'Approved' },
  { name: 'reserved', words: 'Reserved' },
  { name: 'left', words: 'Left' },
] as const;

/** What became of a budget: a bar, and the numbers that say the same. */
export function BudgetBar({ of }: { of: BudgetState }) {
  const shares = PARTS.map(({ name }) => ({ name, n: Math.max(0, of[name]) }));
  return (
    <div class="budget-bar">
      <SharesBar shares={shares} />
      <dl>
        {PARTS.map(({ name, words }) => (
          <div>
            <dt>
              <span class={`dot dot-${name}`} aria-hidden="true"></span>
              {words}
            </dt>
            <dd>
              <Money amount={of[name]} currency={of.currency} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The share of a budget that is held, owed or gone, in whole percent; 100 only where nothing is left, as of a budget of nothing. */
export function usedPercent({ amount, left }: Pick<BudgetState, 'amount' | 'left'>): number {
  return amount <= 0 || left <= 0
    ? 100
    : Math.min(99, Math.max(left < amount ? 1 : 0, Math.round(((amount - left) / amount) * 100)));
}
