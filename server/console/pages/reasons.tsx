import type { Explanation } from '#core/score/explain.ts';
import { PILLARS, SIGNALS, type Pillar } from '#core/signal/catalogue.ts';
import { PointsBar } from '#server/console/parts/bars.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { sourceUrl } from '#server/console/parts/source-url.ts';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { When } from '#server/console/parts/when.tsx';
import { counted, PILLAR_WORDS } from '#server/console/parts/words.ts';
import type { PersonDetail } from '#server/workspace/person-row.ts';
import type { PersonDeal } from '#server/workspace/person-deals.ts';

type Line = Explanation['lines'][number];

interface ReasonsProps {
  score: Explanation;
  person: PersonDetail;
  deals: PersonDeal[];
  now: number;
}

const SHOWN = 12;

/** The score opened into lines that add up to it, each leading to where it was read. */
export function Reasons({ score, person, deals, now }: ReasonsProps) {
  const { lines, propensity } = score;
  const most = Math.max(1, ...lines.map(({ points }) => Math.abs(points)));
  const shown = lines.slice(0, SHOWN);
  const rest = lines.slice(SHOWN);
  const table = (some: Line[], caption: string) => (
    <Lines lines={some} caption={caption} most={most} person={person} deals={deals} now={now} />
  );
  return (
    <section class="card" aria-labelledby="reasons">
      <div class="card-head">
        <h2 id="reasons">Why {propensity}</h2>
        {lines.length === 0 ? null : <PillarSums lines={lines} />}
      </div>
      {lines.length === 0 ? (
        <p class="quiet">Nothing is known about this person yet. The first signal gives the first reason.</p>
      ) : (
        table(shown, 'Reasons for the score, the weightiest first')
      )}
      {rest.length === 0 ? null : (
        <details class="more">
          <summary>
            {counted(rest.length, 'smaller reason', 'smaller reasons')}, {signed(sum(rest))} together
          </summary>
          {table(rest, 'Smaller reasons')}
        </details>
      )}
      {lines.length === 0 ? null : (
        <p class="sum">
          All lines together <strong>{propensity}</strong>
        </p>
      )}
    </section>
  );
}

function Lines(props: Omit<ReasonsProps, 'score'> & { lines: Line[]; caption: string; most: number }) {
  const { lines, caption, most, person, deals, now } = props;
  return (
    <Table
      caption={caption}
      columns={[
        { label: 'Reason' },
        { label: 'When' },
        { label: 'Weight', kind: 'wide' },
        { label: 'Points', kind: 'number' },
        { label: 'Read from' },
      ]}
    >
      {lines.map((line) => (
        <Row>
          <Cell label="Reason" kind="lead">
            {line.label}
            <span class="under">{whyOf(line)}</span>
          </Cell>
          <Cell label="When">{isCorrection(line) ? '' : <When at={line.at} now={now} />}</Cell>
          <Cell label="Weight" kind="wide">
            <PointsBar points={line.points} most={most} />
          </Cell>
          <Cell label="Points" kind="number">
            {signed(line.points)}
          </Cell>
          <Cell label="Read from">
            <Source source={line.source} person={person} deals={deals} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Source({
  source,
  person,
  deals,
}: {
  source: string | null;
  person: PersonDetail;
  deals: PersonDeal[];
}) {
  if (source === null) return <span class="quiet">–</span>;
  const url = sourceUrl(source, person.links, deals);
  const text = <bdi class="source">{source}</bdi>;
  return url === null ? text : <Outside href={url}>{text}</Outside>;
}

function PillarSums({ lines }: { lines: Line[] }) {
  const sums = PILLARS.map((pillar) => ({
    pillar,
    points: sum(lines.filter((line) => pillarOf(line) === pillar)),
  }));
  return (
    <ul class="pillars" aria-label="Points by way to help">
      {sums
        .filter(({ points }) => points !== 0)
        .map(({ pillar, points }) => (
          <li>
            {PILLAR_WORDS[pillar]} <strong>{signed(points)}</strong>
          </li>
        ))}
    </ul>
  );
}

function isCorrection({ signal }: Line): boolean {
  return signal === 'limit' || signal === 'floor';
}

function pillarOf({ signal }: Line): Pillar | null {
  return signal === 'limit' || signal === 'floor' ? null : SIGNALS[signal].pillar;
}

function whyOf({ signal }: Line): string {
  return signal === 'limit' || signal === 'floor' ? '' : SIGNALS[signal].why;
}

function sum(lines: Line[]): number {
  return lines.reduce((total, { points }) => total + points, 0);
}

function signed(points: number): string {
  if (points === 0) return '0';
  return points > 0 ? `+${points}` : `−${-points}`;
}
