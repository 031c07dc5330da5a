import { bandsOf, reachOf, type Band, type Reliability } from '#core/score/reliability.ts';
import { Bar } from '#server/console/parts/bars.tsx';
import { percent } from '#server/console/parts/gains.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import { reachWords } from './verdict.ts';

/** Whether a higher score was followed by more acts, and by as many as it said. */
export function Kept({ calibration }: { calibration: Reliability[] }) {
  const bands = bandsOf(calibration);
  const most = Math.max(0.01, ...bands.flatMap(({ predicted, observed }) => [predicted, observed.value]));
  return (
    <section class="card" aria-labelledby="kept">
      <h2 id="kept">Whether the score keeps its word</h2>
      <p>
        <strong>{reachWords(reachOf(bands))}</strong>
      </p>
      <p class="quiet">
        A score orders people; it is no percentage. If it were one, this many would have acted, beside how
        many did. What matters is that the second bar grows from band to band.
      </p>
      <p class="legends" aria-hidden="true">
        <span class="legend">
          <span class="key key-before"></span> Score says
        </span>
        <span class="legend">
          <span class="key key-after"></span> Did
        </span>
      </p>
      <Table
        caption="Share of scores followed by an act, by band of propensity"
        columns={[
          { label: 'Propensity' },
          { label: 'Share', kind: 'wide' },
          { label: 'Score says', kind: 'number' },
          { label: 'Did', kind: 'number' },
        ]}
      >
        {bands.map((band) => (
          <BandRow band={band} most={most} />
        ))}
      </Table>
      <p class="hint">
        Under each share that acted stands the range it lies in 95 times of 100 (Wilson), taking each score
        for itself. Bands of fewer than 30 scores are joined with those beside them, or left grey and not
        judged.
      </p>
    </section>
  );
}

function BandRow({ band, most }: { band: Band; most: number }) {
  const { from, to, people, predicted, observed, thin } = band;
  const tone = thin ? 'quiet' : undefined;
  return (
    <Row>
      <Cell label="Propensity" kind="lead">
        <span class={tone}>{`${from} to ${to < 100 ? to - 1 : to}`}</span>
        <span class="under">{`${formatNumber(people)} scored${thin ? ', too few to tell' : ''}`}</span>
      </Cell>
      <Cell label="Share" kind="wide">
        <span class="pair">
          <Bar percent={(100 * predicted) / most} tone="quiet" />
          <Bar percent={(100 * observed.value) / most} {...(thin ? { tone: 'quiet' } : {})} />
        </span>
      </Cell>
      <Cell label="Score says" kind="number">
        <span class={tone}>{percent(predicted)}</span>
      </Cell>
      <Cell label="Did" kind="number">
        <span>
          <span class={tone}>{percent(observed.value)}</span>
          <span class="under range">{`${percent(observed.low)} to ${percent(observed.high)}`}</span>
        </span>
      </Cell>
    </Row>
  );
}
