import type { Problem } from '#core/problem.ts';
import { formatAmount } from '#core/reward/currency.ts';
import { CurrencyField } from '#server/console/parts/currency.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import type { Register } from '#server/workspace/tax/register.ts';
import { queryOf, TAX_PATH, type TaxSearch } from './search.ts';
import { TaxTable } from './table.tsx';

export interface TaxData {
  search: TaxSearch;
  cursor: string | null;
  years: number[];
  /** US cents in the year from which form 1099 is due. */
  threshold: number;
  register: Register;
  problem: Problem | null;
}

/** What everybody was given in a calendar year, and who is near or over what is reported to a tax office. */
export function TaxPage({ data }: { data: TaxData }) {
  const { search, cursor, register, threshold, problem } = data;
  const query = queryOf(search);
  return (
    <>
      <Heading
        title="Tax register"
        lead={`Money rewards of each person in a calendar year (UTC). From ${formatAmount(threshold, 'USD')} of cash, gift cards and goods in ${search.year}, US form 1099 is due. This is a record, not tax advice.`}
      >
        <a class="button" href={`${TAX_PATH}/limits`}>
          Tax settings
        </a>
        <a class="button" href={linkTo(`${TAX_PATH}/totals.csv`, query)}>
          These totals, CSV
        </a>
        <a class="button" href={linkTo(`${TAX_PATH}/register.csv`, { year: query['year'] ?? null })}>
          Incentive register, CSV
        </a>
      </Heading>
      <Search data={data} />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <Tabs label="Which people" tabs={tabsOf(data)} />
      {register.items.length === 0 ? (
        <Nobody data={data} />
      ) : (
        <TaxTable lines={register.items} search={search} />
      )}
      <Pager path={TAX_PATH} query={{ ...query, cursor }} next={register.next} />
    </>
  );
}

function tabsOf({ search, register }: TaxData) {
  const tab = (label: string, which: TaxSearch['which'], n: number) => ({
    label,
    href: linkTo(TAX_PATH, queryOf({ ...search, which })),
    current: search.which === which,
    n,
  });
  return [
    tab('Everybody', 'all', register.total),
    tab('Near the threshold', 'near', register.near),
    tab('Over it', 'over', register.over),
  ];
}

function Search({ data: { search, years } }: { data: TaxData }) {
  return (
    <form class="tax-search" role="search" action={TAX_PATH} aria-label="Choose a year and currency">
      <div class="field">
        <label for="tax-year">Year</label>
        <select id="tax-year" name="year">
          {years.map((year) => (
            <option value={String(year)} selected={year === search.year}>
              {year}
            </option>
          ))}
        </select>
      </div>
      <CurrencyField
        form="tax"
        name="currency"
        refused={null}
        value={search.currency ?? ''}
        of="money"
        none="All"
      />
      {search.which === 'all' ? null : <input type="hidden" name="which" value={search.which} />}
      <input type="hidden" name="sort" value={search.sort} />
      <button class="button" type="submit">
        Show
      </button>
    </form>
  );
}

function Nobody({ data: { search, register } }: { data: TaxData }) {
  if (register.total > 0) {
    return (
      <Empty title={search.which === 'over' ? 'Nobody is over it' : 'Nobody is near it'}>
        <p>
          <a href={linkTo(TAX_PATH, queryOf({ ...search, which: 'all' }))}>Look at everybody</a> of{' '}
          {search.year}.
        </p>
      </Empty>
    );
  }
  return (
    <Empty title={`Nothing was given in ${search.year}`}>
      <p>
        {search.currency === null ? '' : `Not in ${search.currency}. `}Once a money reward is approved, its
        person stands here, with what they were given so far.
      </p>
    </Empty>
  );
}
