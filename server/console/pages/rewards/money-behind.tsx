import { BudgetBar } from '#server/console/pages/budgets/bar.tsx';
import { ACCOUNT_WORDS, holderWords, kindWords } from '#server/console/pages/ledger/words.ts';
import { Money } from '#server/console/parts/money.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import type { RewardDetail } from '#server/workspace/rewards/detail.ts';

/** The budget a reward draws from, and every movement of its money. */
export function MoneyBehind({ of }: { of: RewardDetail }) {
  const { reward, budget, shortage, transactions } = of;
  if (reward.kind === 'thanks') return null;
  return (
    <section class="card" aria-labelledby="money-title">
      <div class="card-head">
        <h2 id="money-title">{reward.kind === 'points' ? 'Points' : 'Money'}</h2>
        {reward.kind === 'points' ? null : <a href="/console/budgets">Budgets</a>}
      </div>
      {shortage === null ? null : (
        <p class="notice notice-warm">
          <bdi>{`${shortage.message} ${shortage.remedy}`}</bdi>
        </p>
      )}
      {reward.kind === 'points' ? (
        <p class="quiet">Points are earned at approval and cost no budget.</p>
      ) : budget === null ? (
        <p class="quiet">No budget binds it: none is set for {reward.currency} here.</p>
      ) : (
        <>
          <p>
            Budget <bdi>{holderWords(budget.holder)}</bdi>
          </p>
          <BudgetBar of={budget} />
        </>
      )}
      {transactions.length === 0 ? null : (
        <ol class="movements">
          {transactions.map(({ id, at, kind, entries }) => (
            <li id={id}>
              <span>
                {kindWords(kind)}{' '}
                <span class="under">
                  <Moment at={at} />
                </span>
              </span>
              <ul class="entries">
                {entries
                  .toSorted((a, b) => a.amount - b.amount)
                  .map(({ account, currency, amount }) => (
                    <li>
                      <span>{ACCOUNT_WORDS[account]}</span>
                      <Money amount={amount} currency={currency} signed />
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
