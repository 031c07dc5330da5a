import { RANKINGS, type BackTest, type Ranking } from '#core/score/back-test.ts';
import { Cell, Row, Table } from './table.tsx';

/** Each way of ranking people, by the name a reader knows it under. */
export function rankingWords(ranking: Ranking, model: string): string {
  return {
    model,
    current: 'The published score',
    recency: 'Whoever was heard of last',
    random: 'Chance',
  }[ranking];
}

interface Props {
  result: BackTest;
  /** Which rankings are shown; a published model is not beside itself. */
  shown: readonly Ranking[];
  /** What the model looked at is called. */
  model: string;
}

/** The rankings worth showing: the published one is not beside itself. */
export function rankingsOf(isCurrent: boolean): readonly Ranking[] {
  return isCurrent ? RANKINGS.filter((ranking) => ranking !== 'current') : RANKINGS;
}

/** How fast each ranking finds those who advocated: the further up and left a line, the better. */
export function GainsPicture({ result, shown, model }: Props) {
  return (
    <figure class="gains">
      <figcaption>
        {shown.map((ranking) => (
          <span class="legend">
            <svg class="line-key" viewBox="0 0 24 4" aria-hidden="true">
              <path class={`line line-${ranking}`} d="M0 2h24" />
            </svg>{' '}
            {rankingWords(ranking, model)}
          </span>
        ))}
      </figcaption>
      <div class="gains-plot">
        <p class="gains-y" aria-hidden="true">
          <span>100 %</span>
          <span>50 %</span>
          <span>0</span>
        </p>
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label="Share of those who advocated, found by share of people looked at; the numbers are in the table below"
        >
          <path class="grid" d="M0 0H100M0 50H100M25 0V100M50 0V100M75 0V100M100 0V100" />
          <path class="grid grid-axis" d="M0 0V100H100" />
          {shown.toReversed().map((ranking) => (
            <path class={`line line-${ranking}`} d={lineOf(result.rankings[ranking].gains)} />
          ))}
        </svg>
        <p class="axis" aria-hidden="true">
          {['0', '25 %', '50 %', '75 %', '100 %'].map((mark) => (
            <span>{mark}</span>
          ))}
        </p>
      </div>
      <p class="hint">
        From left to right: people looked at, the best ranked first. Upwards: how many of those who later
        advocated are among them.
      </p>
    </figure>
  );
}

function lineOf(gains: number[]): string {
  const last = Math.max(1, gains.length - 1);
  return gains
    .map((share, at) => `${at === 0 ? 'M' : 'L'}${(100 * at) / last} ${Math.round(1000 * (1 - share)) / 10}`)
    .join('');
}

/** The same curves as numbers. */
export function GainsTable({ result, shown, model }: Props) {
  const tenths = result.rankings.model.gains.map((_, at) => at).slice(1);
  return (
    <details class="more">
      <summary>The curves in numbers</summary>
      <Table
        caption="Share of those who advocated, by share of people looked at"
        columns={[
          { label: 'Looked at' },
          ...shown.map((ranking) => ({ label: rankingWords(ranking, model), kind: 'number' as const })),
        ]}
      >
        {tenths.map((at) => (
          <Row>
            <Cell label="Looked at" kind="lead">{`Top ${at * 10} %`}</Cell>
            {shown.map((ranking) => (
              <Cell label={rankingWords(ranking, model)} kind="number">
                {percent(result.rankings[ranking].gains[at] ?? 0)}
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
    </details>
  );
}

/** `46 %`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
