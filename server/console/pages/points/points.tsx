import type { PointsProgramme } from '#core/points/programme.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Empty } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { Day } from '#server/console/parts/when.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { Points } from '#server/workspace/points/points.ts';
import type { TierNotice } from '#server/workspace/points/notices.ts';
import { expiryWords, limitWords, multiplierWords, POINTS_PATH, programmeHref, sheetHref } from './words.ts';

type Liability = ReturnType<Points['liability']>[number];

export interface PointsData {
  programmes: PointsProgramme[];
  liability: Liability[];
  /** Who is about to lose a tier, the soonest. */
  notices: TierNotice[];
}

/** The programmes of points, what they will cost, and who is about to lose a tier. */
export function PointsPage({ data }: { data: PointsData }) {
  const { programmes, liability, notices } = data;
  return (
    <>
      <Heading title="Points" lead="What people earn, how long they keep it, and what you owe for it.">
        {programmes.length === 0 ? undefined : (
          <May any={['govern']}>
            <a class="button button-main" href={`${POINTS_PATH}/programmes/new`}>
              New programme
            </a>
          </May>
        )}
      </Heading>
      {programmes.length === 0 ? <NoProgramme /> : <Programmes programmes={programmes} />}
      {programmes.length === 0 ? null : <LiabilityTable rows={liability} />}
      {notices.length === 0 ? null : <Notices notices={notices} programmes={programmes} />}
    </>
  );
}

function NoProgramme() {
  return (
    <Empty title="No points yet">
      <p>
        A programme says how points are earned, when they expire, which tiers they lead to and what they cost.
      </p>
      <May any={['govern']}>
        <p>
          <a class="button button-main" href={`${POINTS_PATH}/programmes/new`}>
            Make the first programme
          </a>
        </p>
      </May>
    </Empty>
  );
}

function Programmes({ programmes }: { programmes: PointsProgramme[] }) {
  return (
    <section class="points-section" aria-labelledby="programmes">
      <h2 class="section-title" id="programmes">
        Programmes
      </h2>
      <Table
        caption="Programmes of points"
        columns={[{ label: 'Programme' }, { label: 'Rules', kind: 'wide' }, { label: 'Tiers' }]}
      >
        {programmes.map((programme) => (
          <Row>
            <Cell label="Programme" kind="lead">
              <a href={programmeHref(programme.id)}>
                <bdi>{programme.name}</bdi>
              </a>
              <span class="under">{programme.id}</span>
            </Cell>
            <Cell label="Rules">
              <span>
                {expiryWords(programme)}
                <span class="under">{limitWords(programme) ?? 'No hold, no limits'}</span>
              </span>
            </Cell>
            <Cell label="Tiers">
              <Tiers programme={programme} />
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}

function Tiers({ programme: { tiers } }: { programme: PointsProgramme }) {
  if (tiers.length === 0) return <span class="quiet">None</span>;
  return (
    <ul>
      {tiers.map(({ name, qualify, multiplier, neverExpires }) => (
        <li>
          <bdi>{name}</bdi>
          <span class="quiet">
            {' '}
            {qualify === 0 ? 'from the start' : `from ${formatNumber(qualify)}`},{' '}
            {multiplierWords(multiplier)}
            {neverExpires ? ', never expire' : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

const BASIS_WORDS: Record<Liability['basis'], string> = {
  set: 'as you set it',
  seen: 'as it was so far',
  all: 'until more is known',
};

function LiabilityTable({ rows }: { rows: Liability[] }) {
  return (
    <section class="points-section" aria-labelledby="liability">
      <h2 class="section-title" id="liability">
        Liability
      </h2>
      <Table
        caption="What each programme will have to be paid for"
        columns={[
          { label: 'Programme' },
          { label: 'Outstanding points', kind: 'number' },
          { label: 'Will be spent', kind: 'number' },
          { label: 'Liability', kind: 'number' },
        ]}
      >
        {rows.map((row) => (
          <Row>
            <Cell label="Programme" kind="lead">
              <a href={programmeHref(row.programme)}>
                <bdi>{row.name}</bdi>
              </a>
            </Cell>
            <Cell label="Outstanding points" kind="number">
              <span>
                {formatNumber(row.outstanding)}
                <span class="under">{counted(row.people, 'person', 'people')}</span>
              </span>
            </Cell>
            <Cell label="Will be spent" kind="number">
              <span>
                {row.rate / 100} %<span class="under">{BASIS_WORDS[row.basis]}</span>
              </span>
            </Cell>
            <Cell label="Liability" kind="number">
              <Money amount={row.amount} currency={row.currency} />
            </Cell>
          </Row>
        ))}
      </Table>
      <p class="hint points-note">
        Outstanding points × the share that will be spent × what a point costs, rounded up.
      </p>
    </section>
  );
}

function Notices({ notices, programmes }: { notices: TierNotice[]; programmes: PointsProgramme[] }) {
  const names = new Map(programmes.map(({ id, name }) => [id, name]));
  return (
    <section class="points-section" aria-labelledby="notices">
      <h2 class="section-title" id="notices">
        About to lose a tier
      </h2>
      <Table
        caption="People about to lose a tier"
        columns={[
          { label: 'Who' },
          { label: 'Programme' },
          { label: 'Step' },
          { label: 'After' },
          { label: 'Still to earn', kind: 'number' },
        ]}
      >
        {notices.map(({ personId, name, programme, tier, to, at, missing }) => (
          <Row>
            <Cell label="Who" kind="lead">
              <a href={sheetHref(programme, personId)}>
                <bdi>{name}</bdi>
              </a>
            </Cell>
            <Cell label="Programme">
              <bdi>{names.get(programme) ?? programme}</bdi>
            </Cell>
            <Cell label="Step">
              <span>
                <bdi>{tier}</bdi> to <bdi>{to}</bdi>
              </span>
            </Cell>
            <Cell label="After">
              <Day at={at} />
            </Cell>
            <Cell label="Still to earn" kind="number">
              {formatNumber(missing)}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
