import type { LedgerTransaction } from '#core/ledger/ledger.ts';
import { Money } from '#server/console/parts/money.tsx';
import { Empty } from '#server/console/parts/notice.tsx';
import { PersonLink, RewardLink } from '#server/console/parts/people.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { sheetHref } from '#server/console/pages/points/words.ts';
import type { PointsCause } from '#server/workspace/points/causes.ts';
import { ACCOUNT_WORDS, holderWords, kindWords } from './words.ts';

/** Movements, newest first, each with what it took from where and gave to where. */
export function Transactions(props: {
  transactions: LedgerTransaction[];
  causes: Readonly<Record<string, PointsCause>>;
}) {
  const { transactions, causes } = props;
  if (transactions.length === 0) {
    return (
      <Empty title="Nothing found">
        <p>No movement meets all of this. Clear the search to see every one.</p>
      </Empty>
    );
  }
  const columns = [
    { label: 'Time' },
    { label: 'Movement' },
    { label: 'For' },
    {
      label: (
        <span class="entry-heads">
          <span>Entries</span>
          <span>Debit</span>
          <span>Credit</span>
        </span>
      ),
    },
  ];
  return (
    <Table caption="Transactions, newest first" kind="books" columns={columns}>
      {transactions.map((transaction) => (
        <Row id={transaction.id}>
          <Cell label="Time">
            <Moment at={transaction.at} />
          </Cell>
          <Cell label="Movement" kind="lead">
            {kindWords(transaction.kind)}
          </Cell>
          <Cell label="For">
            <Reference of={transaction} cause={causes[transaction.id] ?? null} />
          </Cell>
          <Cell label="Entries">
            <Entries of={transaction} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Reference({ of: { kind, reference }, cause }: { of: LedgerTransaction; cause: PointsCause | null }) {
  if (cause !== null) return <Moved of={cause} />;
  if (/^R\d+$/.test(reference)) return <RewardLink id={reference} />;
  if (kind === 'budget') return <a href="/console/budgets">{holderWords(reference)}</a>;
  const person = /^person:(.+)$/.exec(reference)?.[1];
  if (person !== undefined) return <PersonLink id={person} />;
  return <bdi class="quiet">{reference}</bdi>;
}

/** What points moved for, with the way to the reward that earned them, or to all of the person's points. */
function Moved({ of: { act, reward, programme, personId } }: { of: PointsCause }) {
  const href =
    reward === null ? sheetHref(programme, personId) : `/console/rewards/${encodeURIComponent(reward)}`;
  return (
    <span>
      <a href={href}>
        <bdi>{act === '' ? 'Points' : act}</bdi>
      </a>{' '}
      for <PersonLink id={personId} />
    </span>
  );
}

/** As in the CSV: what goes into an account is its debit, what leaves it its credit. */
function Entries({ of: { entries } }: { of: LedgerTransaction }) {
  return (
    <table class="entry-lines">
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Debit</th>
          <th scope="col">Credit</th>
        </tr>
      </thead>
      <tbody>
        {entries
          .toSorted((a, b) => b.amount - a.amount)
          .map(({ account, holder, currency, amount }) => (
            <tr>
              <th scope="row">
                {ACCOUNT_WORDS[account]}
                {holder === '' ? null : (
                  <>
                    {' · '}
                    <Holder of={holder} />
                  </>
                )}
              </th>
              <td data-label="Debit">{amount > 0 ? <Money amount={amount} currency={currency} /> : null}</td>
              <td data-label="Credit">
                {amount < 0 ? <Money amount={-amount} currency={currency} /> : null}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Holder({ of }: { of: string }) {
  const person = /^person:(.+)$/.exec(of)?.[1];
  return person === undefined ? <bdi>{holderWords(of)}</bdi> : <PersonLink id={person} />;
}
