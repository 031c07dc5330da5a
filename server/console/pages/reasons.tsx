import { PILLARS, SIGNALS, type Pillar } from '#core/signal/catalogue.ts';
import { PointsBar } from '#server/console/parts/bars.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { sourceUrl } from '#server/workspace/people/source-url.ts';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { When } from '#server/console/parts/when.tsx';
import { counted, PILLAR_WORDS, signed } from '#server/console/parts/words.ts';
import type { PersonDeal } from '#server/workspace/people/deals.ts';
import type { Outlook } from '#server/workspace/people/outlook.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';

type Line = Outlook['lines'][number];

interface Context {
  person: PersonDetail;
  deals: PersonDeal[];
  now: number;
  /** Points of the longest bar. */
  most: number;
  /** Whether some lines count against, so that bars grow from a middle line. */
  twoSided: boolean;
}

const SHOWN = 12;

interface Opened {
  score: Pick<Outlook, 'propensity' | 'lines'>;
  person: PersonDetail;
  deals: PersonDeal[];
  now: number;
}

/** The score opened into lines that add up to it, each leading to where it was read. */
export function Reasons(props: Opened) {
  const { score, person, deals, now } = props;
  const { lines, propensity } = score;
  if (propensity === null) return <Known {...props} />;
  const most = Math.max(1, ...lines.map(({ points }) => Math.abs(points)));
  const context = { person, deals, now, most, twoSided: lines.some(({ points }) => points < 0) };
  const rest = lines.slice(SHOWN);
  return (
    <section class="card" aria-labelledby="reasons">
      <h2 id="reasons">Why {propensity}</h2>
      {lines.length === 0 ? (
        <p class="quiet">Nothing is known about this person yet. The first signal gives the first reason.</p>
      ) : (
        <>
          <PillarSums lines={lines} />
          <Lines
            lines={lines.slice(0, SHOWN)}
            caption="Reasons for the score, the weightiest first"
            context={context}
          />
          {rest.length === 0 ? null : (
            <details class="more">
              <summary>
                {counted(rest.length, 'smaller reason', 'smaller reasons')}, {signed(sum(rest))} together
              </summary>
              <Lines lines={rest} caption="Smaller reasons" context={context} />
            </details>
          )}
          <p class="sum">
            All lines together <strong>{propensity}</strong>
          </p>
        </>
      )}
    </section>
  );
}

/** What is known, the newest first, without a point: where it is too little for a score, no part of one is shown. */
function Known({ score, person, deals, now }: Opened) {
  const signals = score.lines.filter((line) => pillarOf(line) !== null).toSorted((a, b) => b.at - a.at);
  const context = { person, deals, now, most: 1, twoSided: false };
  const rest = signals.slice(SHOWN);
  return (
    <section class="card" aria-labelledby="reasons">
      <h2 id="reasons">What is known</h2>
      {signals.length === 0 ? (
        <p class="quiet">Nothing is known about this person yet. The first signal gives the first reason.</p>
      ) : (
        <Signals
          lines={signals.slice(0, SHOWN)}
          caption="What is known, the newest first"
          context={context}
        />
      )}
      {rest.length === 0 ? null : (
        <details class="more">
          <summary>{rest.length} more</summary>
          <Signals lines={rest} caption="What else is known" context={context} />
        </details>
      )}
    </section>
  );
}

function Signals({ lines, caption, context }: { lines: Line[]; caption: string; context: Context }) {
  return (
    <Table caption={caption} columns={[{ label: 'Signal' }]}>
      {lines.map((line) => (
        <Row>
          <Cell label="Signal" kind="lead">
            <Reason line={line} context={context} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function PillarSums({ lines }: { lines: Line[] }) {
  const sums = PILLARS.map((pillar) => ({
    pillar,
    points: sum(lines.filter((line) => pillarOf(line) === pillar)),
  }));
  return (
    <ul class="pillars" aria-label="Points by way to help">
      {sums.map(({ pillar, points }) => (
        <li>
          <strong class={points < 0 ? 'against' : points === 0 ? 'quiet' : undefined}>
            {signed(points)}
          </strong>
          <span>{PILLAR_WORDS[pillar]}</span>
        </li>
      ))}
    </ul>
  );
}

function Lines({ lines, caption, context }: { lines: Line[]; caption: string; context: Context }) {
  return (
    <Table
      caption={caption}
      columns={[{ label: 'Reason' }, { label: 'Weight', kind: 'wide' }, { label: 'Points', kind: 'number' }]}
    >
      {lines.map((line) => (
        <Row>
          <Cell label="Reason" kind="lead">
            <Reason line={line} context={context} />
          </Cell>
          <Cell label="Weight" kind="wide">
            <PointsBar points={line.points} most={context.most} twoSided={context.twoSided} />
          </Cell>
          <Cell label="Points" kind="number">
            <strong class={line.points < 0 ? 'against' : undefined}>{signed(line.points)}</strong>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Reason({ line, context }: { line: Line; context: Context }) {
  return (
    <>
      {line.label}
      <span class="under">{whyOf(line)}</span>
      <Origin line={line} context={context} />
    </>
  );
}

function Origin({ line, context }: { line: Line; context: Context }) {
  if (pillarOf(line) === null) return null;
  return (
    <span class="under">
      <When at={line.at} now={context.now} />
      {line.source === null ? null : (
        <>
          {' · '}
          <Source source={line.source} context={context} />
        </>
      )}
    </span>
  );
}

function Source({ source, context: { person, deals } }: { source: string; context: Context }) {
  const url = sourceUrl(source, person.links, deals);
  const text = <bdi>{source}</bdi>;
  return url === null ? text : <Outside href={url}>{text}</Outside>;
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
