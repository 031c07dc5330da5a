import type { TaxStanding } from '#core/tax/standing.ts';
import { TAX_CLASSES } from '#core/tax/tax-class.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Bar } from '#server/console/parts/bars.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { linkTo } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { STANDING_WORDS, TAX_CLASS_WORDS } from '#server/console/parts/tax-words.ts';
import type { RegisterLine } from '#server/workspace/tax/lines.ts';
import type { RegisterSort } from '#server/workspace/tax/register.ts';
import { queryOf, TAX_PATH, type TaxSearch } from './search.ts';

const TONES: Record<TaxStanding, 'bad' | 'warm'> = { over: 'bad', coming: 'bad', near: 'warm' };

/** A line for each person and currency, with headings that sort. */
export function TaxTable({ lines, search }: { lines: RegisterLine[]; search: TaxSearch }) {
  return (
    <Table
      caption={`What people were given in ${search.year}`}
      columns={[
        { label: 'Person', sort: sorting(search, 'name') },
        { label: 'Company', sort: sorting(search, 'company') },
        { label: 'Paid', kind: 'number', sort: sorting(search, 'paid') },
        { label: 'Approved', kind: 'number', sort: sorting(search, 'owed') },
        { label: 'By tax class' },
        { label: 'Counts for 1099', kind: 'number', sort: sorting(search, 'reported') },
      ]}
    >
      {lines.map((line) => (
        <Line line={line} />
      ))}
    </Table>
  );
}

/** A heading sorts by its column, then turns the order round. Sums begin with the most. */
function sorting(search: TaxSearch, key: RegisterSort) {
  const now = search.sort === key ? 'ascending' : search.sort === `-${key}` ? 'descending' : 'none';
  const isSum = key === 'paid' || key === 'owed' || key === 'reported';
  const down = now === 'none' ? isSum : now === 'ascending';
  const sort = down ? (`-${key}` as const) : key;
  return { href: linkTo(TAX_PATH, queryOf({ ...search, sort })), now } as const;
}

function Line({ line }: { line: RegisterLine }) {
  const { personId, name, company, currency, paid, owed } = line;
  return (
    <Row>
      <Cell label="Person" kind="lead">
        <a href={`/console/advocates/${encodeURIComponent(personId)}`}>
          <bdi>{name}</bdi>
        </a>
      </Cell>
      <Cell label="Company">{company === null ? null : <bdi>{company}</bdi>}</Cell>
      <Cell label="Paid" kind="number">
        <Money amount={paid} currency={currency} />
      </Cell>
      <Cell label="Approved" kind="number">
        {owed === 0 ? <span class="quiet">–</span> : <Money amount={owed} currency={currency} />}
      </Cell>
      <Cell label="By tax class">
        <Classes line={line} />
      </Cell>
      <Cell label="Counts for 1099" kind="number">
        <Reported line={line} />
      </Cell>
    </Row>
  );
}

function Classes({ line: { byClass, currency } }: { line: RegisterLine }) {
  return (
    <ul class="tax-classes">
      {TAX_CLASSES.filter((each) => byClass[each] > 0).map((each) => (
        <li>
          <span class="quiet">{TAX_CLASS_WORDS[each]}</span>{' '}
          <Money amount={byClass[each]} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

function Reported({ line: { reported, currency, threshold, standing } }: { line: RegisterLine }) {
  if (threshold === null) return <span class="quiet">No limit in {currency}</span>;
  return (
    <div class="tax-reported">
      <span>
        {standing === null ? null : <Badge tone={TONES[standing]}>{STANDING_WORDS[standing]}</Badge>}{' '}
        <Money amount={reported} currency={currency} />
      </span>
      <Bar percent={(100 * reported) / threshold} tone={standing === null ? 'sea' : TONES[standing]} />
    </div>
  );
}
