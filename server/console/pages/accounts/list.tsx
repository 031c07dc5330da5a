import type { Problem } from '#core/problem.ts';
import { ACCOUNTS_PATH, accountHref } from '#server/console/parts/account-words.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Bar } from '#server/console/parts/bars.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Icon } from '#server/console/parts/icon.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { AccountSummary } from '#server/workspace/accounts/account.ts';

/** What is asked for: part of a name or domain, an order, a place in the list. */
export interface AccountsQuery {
  q: string | null;
  sort: string;
  cursor: string | null;
}

export interface AccountsData {
  query: AccountsQuery;
  /** How many there are, whatever was asked for. */
  all: number;
  accounts: AccountSummary[];
  next: string | null;
  problem: Problem | null;
}

/** Every company, those whose people would help first. */
export function AccountsPage({ data }: { data: AccountsData }) {
  const { query, all, problem } = data;
  if (all === 0) return <NoneYet />;
  return (
    <>
      <Heading
        title="Accounts"
        lead={`${counted(all, 'company', 'companies')} from your CRM, those whose people would help first.`}
      />
      <div class="toolbar">
        <Search query={query} />
      </div>
      {problem === null ? <AccountsTable {...data} /> : <ProblemNotice problem={problem} />}
      <Pager path={ACCOUNTS_PATH} query={{ ...query }} next={data.next} />
    </>
  );
}

function Search({ query }: { query: AccountsQuery }) {
  return (
    <form class="search" role="search" action={ACCOUNTS_PATH}>
      <input type="hidden" name="sort" value={query.sort} />
      <label class="visually-hidden" for="search-q">
        Search by name or domain
      </label>
      <input id="search-q" type="search" name="q" value={query.q ?? ''} placeholder="Name or domain" />
      <button class="button" type="submit" aria-label="Search">
        <Icon name="search" />
      </button>
    </form>
  );
}

function AccountsTable({ accounts, query }: AccountsData) {
  if (accounts.length === 0) {
    return (
      <Empty title="No account fits">
        <p>
          Try fewer letters, or <a href={ACCOUNTS_PATH}>look at all of them</a>.
        </p>
      </Empty>
    );
  }
  return (
    <Table
      caption="Accounts"
      columns={[
        { label: 'Account', sort: sorting(query, 'name') },
        { label: 'Propensity', sort: sorting(query, 'propensity') },
        { label: 'Key people known', kind: 'number' },
        { label: 'People', kind: 'number', sort: sorting(query, 'people') },
        { label: 'Hangs on' },
        { label: 'Risk', sort: sorting(query, 'risk') },
      ]}
    >
      {accounts.map((account) => (
        <AccountRow account={account} />
      ))}
    </Table>
  );
}

/** A heading sorts by its column, then turns the order round. Numbers begin with the most. */
function sorting(query: AccountsQuery, key: string) {
  const now = query.sort === key ? 'ascending' : query.sort === `-${key}` ? 'descending' : 'none';
  const down = now === 'none' ? key !== 'name' : now === 'ascending';
  const sort = down ? `-${key}` : key;
  return { href: linkTo(ACCOUNTS_PATH, { ...query, sort, cursor: null }), now } as const;
}

function AccountRow({ account }: { account: AccountSummary }) {
  const { id, name, domain, propensity, confidence, size, concentration } = account;
  return (
    <Row>
      <Cell label="Account" kind="lead">
        <a href={accountHref(id)}>
          <bdi>{name}</bdi>
        </a>
        {domain === null ? null : (
          <span class="under">
            <bdi>{domain}</bdi>
          </span>
        )}
      </Cell>
      <Cell label="Propensity">
        {propensity === null ? (
          <span class="quiet">Not enough data</span>
        ) : (
          <span class="measure">
            <span class="measure-number">{propensity}</span>
            <Bar percent={propensity} />
          </span>
        )}
      </Cell>
      <Cell label="Key people known" kind="number">
        {size === 0 ? null : `${Math.round(100 * confidence)} %`}
      </Cell>
      <Cell label="People" kind="number">
        {formatNumber(size)}
      </Cell>
      <Cell label="Hangs on">{concentration === null ? null : leaning(concentration)}</Cell>
      <Cell label="Risk">
        <Risks account={account} />
      </Cell>
    </Row>
  );
}

/** The words of a concentration, short enough for a column. */
function leaning({ shares, herfindahl }: NonNullable<AccountSummary['concentration']>): string {
  if (shares.length === 1) return 'One person';
  if ((shares[0]?.share ?? 0) > 0.5) return 'Mostly one person';
  return `About ${formatNumber(Math.round(1 / herfindahl))} people`;
}

function Risks({ account: { readiness, risk } }: { account: AccountSummary }) {
  const isAtRisk = readiness.closed.some(({ gate }) => gate === 'renewal_risk');
  const isBarred = readiness.closed.some(({ gate }) => gate !== 'renewal_risk');
  const unhappy = risk - (isAtRisk ? 1 : 0);
  if (!isAtRisk && !isBarred && unhappy === 0) return <span class="quiet">None seen</span>;
  return (
    <span class="badges">
      {isAtRisk ? <Badge tone="bad">Renewal at risk</Badge> : null}
      {unhappy === 0 ? null : <Badge tone="warm">{`${formatNumber(unhappy)} unhappy`}</Badge>}
      {isBarred ? <Badge tone="bad">Do not ask</Badge> : null}
    </span>
  );
}

function NoneYet() {
  return (
    <>
      <Heading title="Accounts" />
      <Empty title="No accounts yet">
        <p>Connect your CRM: its companies are read, and scored by what is known of their people.</p>
        <p>
          <a class="button button-main" href="/console/connections">
            Connect a CRM
          </a>
        </p>
      </Empty>
    </>
  );
}
