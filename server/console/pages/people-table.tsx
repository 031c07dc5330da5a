import type { Child } from 'hono/jsx';
import { shortfallWords } from '#core/score/evidence.ts';
import type { Tier } from '#core/score/tier.ts';
import { StatusBadge } from '#server/console/parts/badge.tsx';
import { Bar } from '#server/console/parts/bars.tsx';
import { Empty } from '#server/console/parts/notice.tsx';
import { linkTo } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { When } from '#server/console/parts/when.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';

export const PEOPLE_PATH = '/console/advocates';

/** What is asked for: part of a name, a tier, an order, a place in the list. */
export interface AdvocatesQuery {
  q: string | null;
  tier: Tier | null;
  sort: string;
  cursor: string | null;
}

/** One page of people, with headings that sort. */
export function PeopleTable(props: { people: PersonDetail[]; query: AdvocatesQuery; now: number }) {
  const { people, query, now } = props;
  if (people.length === 0) {
    return (
      <Empty title="Nobody fits">
        <p>
          Try fewer letters, or <a href={PEOPLE_PATH}>look at everyone</a>.
        </p>
      </Empty>
    );
  }
  return (
    <Table
      caption="People"
      columns={[
        { label: 'Person', sort: sorting(query, 'name') },
        { label: 'Company', sort: sorting(query, 'company') },
        { label: 'Tier' },
        { label: 'Propensity', sort: sorting(query, 'propensity') },
        { label: 'Confidence', kind: 'number' },
        { label: 'Last act', kind: 'number', sort: sorting(query, 'lastActAt') },
      ]}
    >
      {people.map((person) => (
        <PersonRow person={person} now={now} />
      ))}
    </Table>
  );
}

/** A heading sorts by its column, then turns the order round. Numbers and dates begin with the most. */
function sorting(query: AdvocatesQuery, key: string) {
  const now = query.sort === key ? 'ascending' : query.sort === `-${key}` ? 'descending' : 'none';
  const mostFirst = key === 'propensity' || key === 'lastActAt';
  const down = now === 'none' ? mostFirst : now === 'ascending';
  const sort = down ? `-${key}` : key;
  return { href: linkTo(PEOPLE_PATH, { ...query, sort, cursor: null }), now } as const;
}

/** One person; `place` is a number of theirs in a ranking, `children` a cell of its own after the propensity. */
export function PersonRow({
  person,
  now,
  place,
  children,
}: {
  person: PersonDetail;
  now: number;
  place?: number;
  children?: Child;
}) {
  const { id, name, title, company, tier, status, propensity, confidence, shortfall, lastActAt } = person;
  return (
    <Row>
      {place === undefined ? null : (
        <Cell label="Rank" kind="number">
          {formatNumber(place)}
        </Cell>
      )}
      <Cell label="Person" kind="lead">
        <a href={`${PEOPLE_PATH}/${id}`}>
          <bdi>{name}</bdi>
        </a>
        {title === null ? null : (
          <span class="under">
            <bdi>{title}</bdi>
          </span>
        )}
      </Cell>
      <Cell label="Company">{company === null ? null : <bdi>{company}</bdi>}</Cell>
      <Cell label="Tier">
        <StatusBadge status={status} tier={tier} />
      </Cell>
      <Cell label="Propensity">
        {propensity !== null ? (
          <span class="measure">
            <span class="measure-number">{propensity}</span>
            <Bar percent={propensity} tone={status === 'none' ? 'none' : tier} />
          </span>
        ) : (
          <span class="quiet" title={shortfall === null ? undefined : shortfallWords(shortfall)}>
            Not enough data
          </span>
        )}
      </Cell>
      {children}
      <Cell label="Confidence" kind="number">
        {Math.round(confidence * 100)} %
      </Cell>
      <Cell label="Last act" kind="number">
        {lastActAt === null ? <span class="quiet">Never</span> : <When at={lastActAt} now={now} />}
      </Cell>
    </Row>
  );
}
