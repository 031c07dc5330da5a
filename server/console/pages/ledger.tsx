import type { LedgerTransaction } from '#core/ledger/ledger.ts';
import type { Problem } from '#core/problem.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { ACCOUNT_WORDS, BalanceSheet, type Balance } from './budget.tsx';

export interface LedgerData {
  transactions: LedgerTransaction[];
  balances: Balance[];
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

const KINDS: Record<LedgerTransaction['kind'], string> = {
  budget: 'Budget granted',
  reserve: 'Held for a proposal',
  release: 'Given back',
  approve: 'Approved',
  payout: 'Paid out',
};

/** The books: every movement of money, written once. */
export function LedgerPage({ data }: { data: LedgerData }) {
  const { transactions, balances, cursor, next, problem } = data;
  const currencies = [...new Set(balances.map(({ currency }) => currency))];
  const granted = balances.filter(({ account }) => account === 'funding').map(({ currency }) => currency);
  return (
    <>
      <Heading
        title="Ledger"
        lead="Every movement of money, written once and never changed. Each one sums to zero."
      />
      {currencies.map((currency) => (
        <section class="card sheet" aria-label={`Balances in ${currency}`}>
          <h2>{currency}</h2>
          <BalanceSheet currency={currency} balances={balances} isGranted={granted.includes(currency)} />
        </section>
      ))}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {transactions.length === 0 ? (
        <Empty title="The books are empty">
          <p>The first line is written when a budget is granted or a reward is proposed.</p>
          <p>
            <a class="button" href="/console/rewards#budget">
              Set a budget
            </a>
          </p>
        </Empty>
      ) : (
        <Table
          caption="Transactions, newest first"
          columns={[
            { label: 'Time' },
            { label: 'Movement' },
            { label: 'For' },
            { label: 'Entries', kind: 'number' },
          ]}
        >
          {transactions.map((transaction) => (
            <Row id={transaction.id}>
              <Cell label="Time">
                <Moment at={transaction.at} />
              </Cell>
              <Cell label="Movement" kind="lead">
                {KINDS[transaction.kind]}
              </Cell>
              <Cell label="For">
                <Reference of={transaction} />
              </Cell>
              <Cell label="Entries" kind="number">
                <Entries of={transaction} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <Pager path="/console/ledger" query={{ cursor }} next={next} />
    </>
  );
}

function Reference({ of: { kind, reference } }: { of: LedgerTransaction }) {
  if (kind === 'budget') return <span class="quiet">Budget</span>;
  return <a href={`/console/rewards/${reference}`}>{reference}</a>;
}

function Entries({ of: { entries } }: { of: LedgerTransaction }) {
  return (
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
  );
}
