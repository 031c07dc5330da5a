import type { LedgerAccount } from '#core/ledger/ledger.ts';
import { Field, problemId, refusedBy, type Refused } from '#server/console/parts/field.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';

export interface Balance {
  account: string;
  currency: string;
  amount: number;
}

export const ACCOUNT_WORDS: Record<LedgerAccount, string> = {
  funding: 'Set aside in all',
  budget: 'Free',
  reserved: 'Held for proposals',
  payable: 'Approved, to be paid',
  paid: 'Paid',
};

/** The money behind the rewards, and the form that adds to it. */
export function Budget(props: { balances: Balance[]; grantKey: string; refused: Refused | null }) {
  const { balances, grantKey } = props;
  const refused = refusedBy(props.refused, 'grant');
  const common = { form: 'grant', refused };
  const currencies = [...new Set(balances.map(({ currency }) => currency))];
  const granted = balances.filter(({ account }) => account === 'funding').map(({ currency }) => currency);
  return (
    <section class="card budget" id="budget" aria-labelledby="budget-title">
      <h2 id="budget-title">Budget</h2>
      {granted.length === 0 ? (
        <p class="quiet">
          No budget is set, so rewards are not limited. Once there is one, no reward is proposed beyond it.
        </p>
      ) : null}
      {currencies.map((currency) => (
        <BalanceSheet currency={currency} balances={balances} isGranted={granted.includes(currency)} />
      ))}
      <form class="stack-tight" method="post" action="/console/rewards/budget#budget">
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <input type="hidden" name="key" value={refused?.values['key'] ?? grantKey} />
        <div class="field-row">
          <Field
            {...common}
            name="amount"
            label="Add to the budget"
            inputmode="decimal"
            placeholder="1,000"
            required
          />
          <Field
            {...common}
            name="currency"
            label="Currency"
            value={currencies[0] ?? 'USD'}
            maxlength={3}
            size={4}
            required
          />
        </div>
        <button class="button" type="submit">
          Add
        </button>
      </form>
    </section>
  );
}

/** What stands where in one currency. */
export function BalanceSheet(props: { currency: string; balances: Balance[]; isGranted: boolean }) {
  const { currency, balances, isGranted } = props;
  const shown = (Object.keys(ACCOUNT_WORDS) as LedgerAccount[]).filter(
    (account) => isGranted || (account !== 'funding' && account !== 'budget'),
  );
  return (
    <dl class="balances" aria-label={`Balances in ${currency}`}>
      {shown.map((account) => {
        const held =
          balances.find((each) => each.account === account && each.currency === currency)?.amount ?? 0;
        return (
          <div class={`balance-${account}`}>
            <dt>{ACCOUNT_WORDS[account]}</dt>
            <dd>
              <Money amount={account === 'funding' ? -held : held} currency={currency} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
