import type { PointsProgramme } from '#core/points/programme.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { Day } from '#server/console/parts/when.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { ExpiryMonth, PointsHolder } from '#server/workspace/points/holders.ts';
import {
  expiryWords,
  limitWords,
  monthWords,
  POINTS_PATH,
  pointsWords,
  programmeHref,
  sheetHref,
} from './words.ts';

export interface HoldersData {
  programme: PointsProgramme;
  schedule: ExpiryMonth[];
  people: PointsHolder[];
  /** Only those whose points run out in this month, such as `2027-03`. */
  month: string | null;
  cursor: string | null;
  next: string | null;
}

/** A programme of points: how many run out when, and who holds them. */
export function HoldersPage({ data }: { data: HoldersData }) {
  const { programme } = data;
  const rules = [expiryWords(programme), limitWords(programme)].filter((words) => words !== null);
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={POINTS_PATH}>Points</a>
      </nav>
      <Heading title={<bdi>{programme.name}</bdi>} lead={`${rules.join('; ')}.`}>
        <May any={['govern']}>
          <a class="button" href={`${programmeHref(programme.id)}/edit`}>
            Change the rules
          </a>
        </May>
      </Heading>
      <Schedule data={data} />
      <People data={data} />
    </>
  );
}

function Schedule({ data: { programme, schedule } }: { data: HoldersData }) {
  const columns = [
    { label: 'Month' },
    { label: 'Points', kind: 'number' as const },
    { label: 'Whose', kind: 'wide' as const },
  ];
  return (
    <section class="points-section" aria-labelledby="schedule">
      <h2 class="section-title" id="schedule">
        What runs out
      </h2>
      {schedule.length === 0 ? (
        <p class="quiet">No points that anybody holds are about to run out.</p>
      ) : (
        <>
          <Table caption="Points that run out in each month ahead" columns={columns}>
            {schedule.map((row) => (
              <Row>
                <Cell label="Month" kind="lead">
                  <a href={`${linkTo(programmeHref(programme.id), { month: row.month })}#people`}>
                    {monthWords(row.month)}
                  </a>
                </Cell>
                <Cell label="Points" kind="number">
                  {formatNumber(row.points)}
                </Cell>
                <Cell label="Whose">
                  <Whose programme={programme} row={row} />
                </Cell>
              </Row>
            ))}
          </Table>
          <p class="hint points-note">
            Months are of UTC. Points of a tier that never lose any are not counted.
            {programme.expiry.kind === 'inactivity'
              ? ' Whoever earns or spends before then keeps theirs longer.'
              : ''}
          </p>
        </>
      )}
    </section>
  );
}

function Whose({ programme, row }: { programme: PointsProgramme; row: ExpiryMonth }) {
  const others = row.people - row.most.length;
  return (
    <span class="points-whose">
      {row.most.map(({ id, name, points }, place) => (
        <>
          {place === 0 ? '' : ', '}
          <a href={sheetHref(programme.id, id)}>
            <bdi>{name}</bdi>
          </a>
          <span class="quiet"> {formatNumber(points)}</span>
        </>
      ))}
      {others === 0 ? null : (
        <>
          {' and '}
          <a href={`${linkTo(programmeHref(programme.id), { month: row.month })}#people`}>
            {counted(others, 'other', 'others')}
          </a>
        </>
      )}
    </span>
  );
}

function People({ data }: { data: HoldersData }) {
  const { programme, people, month, cursor, next } = data;
  const path = programmeHref(programme.id);
  return (
    <section class="points-section" id="people" aria-labelledby="people-title">
      <h2 class="section-title" id="people-title">
        {month === null ? 'People with points' : `Whose points run out in ${monthWords(month)}`}
      </h2>
      {month === null ? null : (
        <p class="points-back">
          <a href={`${path}#people`}>Show everybody</a>
        </p>
      )}
      {people.length === 0 ? (
        <Nobody month={month} />
      ) : (
        <Table
          caption="People with points, by name"
          columns={[
            { label: 'Who' },
            { label: 'To spend', kind: 'number' },
            { label: 'Locked', kind: 'number' },
            { label: 'Spent', kind: 'number' },
            { label: 'Next to run out' },
          ]}
        >
          {people.map((person) => (
            <Holder programme={programme} person={person} />
          ))}
        </Table>
      )}
      <Pager path={path} query={{ month, cursor }} next={next} />
    </section>
  );
}

function Holder({
  programme,
  person: { id, name, held },
}: {
  programme: PointsProgramme;
  person: PointsHolder;
}) {
  return (
    <Row>
      <Cell label="Who" kind="lead">
        <a href={sheetHref(programme.id, id)}>
          <bdi>{name}</bdi>
        </a>
        {held.tier === null ? null : <span class="under">{held.tier.name}</span>}
      </Cell>
      <Cell label="To spend" kind="number">
        {formatNumber(held.available)}
      </Cell>
      <Cell label="Locked" kind="number">
        {formatNumber(held.locked)}
      </Cell>
      <Cell label="Spent" kind="number">
        {formatNumber(held.spent)}
      </Cell>
      <Cell label="Next to run out">
        {held.expires === null ? (
          <span class="quiet">None</span>
        ) : (
          <span>
            {pointsWords(held.expires.points)} on <Day at={held.expires.at} />
          </span>
        )}
      </Cell>
    </Row>
  );
}

function Nobody({ month }: { month: string | null }) {
  if (month !== null) return <p class="quiet">Nobody’s points run out then.</p>;
  return (
    <Empty title="Nobody has points yet">
      <p>
        They come with rewards that are paid in points. To give some by hand, open somebody under{' '}
        <a href="/console/advocates">Advocates</a> and look for Points.
      </p>
    </Empty>
  );
}
