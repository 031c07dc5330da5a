import { LEDGER_ACCOUNTS, type LedgerTransaction } from '#core/ledger/ledger.ts';
import type { Problem } from '#core/problem.ts';
import { Field } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import type { Balance } from '#server/workspace/ledger/ledger.ts';
import type { PointsCause } from '#server/workspace/points/causes.ts';
import { Transactions } from './transactions.tsx';
import { TrialBalance } from './trial-balance.tsx';
import { ACCOUNT_WORDS, kindWords } from './words.ts';

/** What is looked for, as typed. */
export interface LedgerSearch {
  q: string | null;
  kind: string | null;
  currency: string | null;
  account: string | null;
  holder: string | null;
  from: string | null;
  until: string | null;
}

export interface LedgerData {
  transactions: LedgerTransaction[];
  /** What those of points moved them for, by the id of the transaction. */
  causes: Readonly<Record<string, PointsCause>>;
  balances: Balance[];
  differences: (Balance & { fold: number })[];
  kinds: string[];
  search: LedgerSearch;
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

const PATH = '/console/ledger';

/** The books: every movement of money and points, written once. */
export function LedgerPage({ data }: { data: LedgerData }) {
  const { transactions, search, cursor, next, problem } = data;
  const query = { ...search };
  const isSearching = Object.values(search).some((value) => value !== null);
  const isEmpty = transactions.length === 0 && !isSearching && cursor === null;
  return (
    <>
      <Heading
        title="Ledger"
        lead="Every movement of money and points, written once and never changed. Each one sums to zero."
      >
        <a class="button" href={linkTo(`${PATH}/export/csv`, query)}>
          CSV
        </a>
        <a class="button" href={linkTo(`${PATH}/export/json`, query)}>
          JSON
        </a>
      </Heading>
      {isEmpty ? (
        <Empty title="The books are empty">
          <p>The first line is written when a budget is set or a reward is proposed.</p>
          <p>
            <a class="button" href="/console/budgets">
              Set a budget
            </a>
          </p>
        </Empty>
      ) : (
        <>
          <TrialBalance balances={data.balances} differences={data.differences} until={search.until} />
          <Search data={data} />
          {problem === null ? null : <ProblemNotice problem={problem} />}
          <Transactions transactions={transactions} causes={data.causes} />
          <Pager path={PATH} query={{ ...query, cursor }} next={next} />
        </>
      )}
    </>
  );
}

function Search({ data: { search, kinds, balances } }: { data: LedgerData }) {
  const currencies = [...new Set(balances.map(({ currency }) => currency))];
  return (
    <form class="ledger-search card" role="search" action={PATH} aria-label="Search the books">
      <Choice
        name="currency"
        label="Currency"
        value={search.currency}
        options={currencies.map((each) => [each, each])}
      />
      <Choice
        name="account"
        label="Account"
        value={search.account}
        options={LEDGER_ACCOUNTS.map((each) => [each, ACCOUNT_WORDS[each]])}
      />
      <Choice
        name="kind"
        label="Movement"
        value={search.kind}
        options={kinds.map((each) => [each, kindWords(each)])}
      />
      <Field
        form="ledger"
        refused={null}
        name="holder"
        label="Budget or person"
        value={search.holder ?? ''}
        placeholder="general/2026-11"
      />
      <Field
        form="ledger"
        refused={null}
        name="q"
        label="Reference"
        value={search.q ?? ''}
        placeholder="R0001"
      />
      <Field form="ledger" refused={null} name="from" label="From" value={search.from ?? ''} type="date" />
      <Field form="ledger" refused={null} name="until" label="To" value={search.until ?? ''} type="date" />
      <div class="ledger-search-buttons">
        <button class="button button-main" type="submit">
          Search
        </button>
        <a class="button button-quiet" href={PATH}>
          Clear
        </a>
      </div>
    </form>
  );
}

function Choice(props: { name: string; label: string; value: string | null; options: string[][] }) {
  const { name, label, value, options } = props;
  return (
    <div class="field">
      <label for={`ledger-${name}`}>{label}</label>
      <select id={`ledger-${name}`} name={name}>
        <option value="">All</option>
        {options.map(([key, words]) => (
          <option value={key} selected={key === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
