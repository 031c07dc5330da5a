import { LEDGER_ACCOUNTS, type LedgerAccount } from '#core/ledger/ledger.ts';
import { currencyWords, Money } from '#server/console/parts/money.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { Balance } from '#server/workspace/ledger/ledger.ts';
import { ACCOUNT_WORDS, holderWords } from './words.ts';

/** What every account holds, by currency, with the proof that nothing is missing. */
export function TrialBalance(props: {
  balances: Balance[];
  differences: (Balance & { fold: number })[];
  until: string | null;
}) {
  const { balances, differences, until } = props;
  const currencies = Object.groupBy(balances, ({ currency }) => currency);
  return (
    <>
      {differences.length === 0 ? null : <Differences differences={differences} />}
      {Object.entries(currencies).map(([currency, held = []]) => (
        <section class="card sheet" aria-label={`Balances in ${currency}`}>
          <h2>
            <bdi>{currencyWords(currency)}</bdi>
            {until === null ? null : <span class="quiet"> at the end of {until}</span>}
          </h2>
          <Accounts currency={currency} held={held} />
          <p class="quiet">
            All accounts together: <Money amount={sum(held)} currency={currency} />. {provenBy(differences)}
          </p>
        </section>
      ))}
    </>
  );
}

function provenBy(differences: readonly unknown[]): string {
  return differences.length === 0 ? 'Every balance is the sum of its entries.' : '';
}

function Differences({ differences }: { differences: (Balance & { fold: number })[] }) {
  return (
    <div class="notice notice-bad" role="alert">
      <p>
        <strong>Kept balances differ from the sum of their entries.</strong> The entries are right. Tell
        whoever runs the server before paying anything.
      </p>
      <ul>
        {differences.map(({ account, holder, currency, amount, fold }) => (
          <li>
            {ACCOUNT_WORDS[account]} {holderWords(holder)}: kept <Money amount={amount} currency={currency} />
            , entries <Money amount={fold} currency={currency} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Accounts({ currency, held }: { currency: string; held: Balance[] }) {
  const shown = LEDGER_ACCOUNTS.filter((account) => held.some((each) => each.account === account));
  return (
    <dl class="balances" aria-label={`Balances in ${currency}`}>
      {shown.map((account) => (
        <div class={`balance-${account}`}>
          <dt>{ACCOUNT_WORDS[account]}</dt>
          <dd>
            <Held
              amount={owed(account, sum(held.filter((each) => each.account === account)))}
              currency={currency}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** An amount under a heading that names its currency; of points that is all there is to say. */
function Held({ amount, currency }: { amount: number; currency: string }) {
  if (currency.startsWith('points:')) return <>{formatNumber(amount)}</>;
  return <Money amount={amount} currency={currency} />;
}

/** What was set aside and what was given out are kept as the other side of everything: shown as what they mean. */
function owed(account: LedgerAccount, amount: number): number {
  return (account === 'funding' || account === 'issued') && amount !== 0 ? -amount : amount;
}

function sum(held: readonly Balance[]): number {
  return held.reduce((total, { amount }) => total + amount, 0);
}
