import type { BackTest, BackTestAnswer, Calibration } from '#core/score/back-test.ts';
import type { ModelVersion } from '#core/score/model-version.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { formatDay } from '#server/console/parts/ago.ts';
import { Bar } from '#server/console/parts/bars.tsx';
import { BeforeAfter } from '#server/console/parts/before-after.tsx';
import { GainsPicture, GainsTable, percent, rankingsOf, rankingWords } from '#server/console/parts/gains.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { counted, formatNumber, PILLAR_WORDS } from '#server/console/parts/words.ts';
import { Crumbs } from './editor.tsx';

export interface BackTestData {
  /** The draft or version looked at. */
  of: ModelVersion;
  current: ModelVersion;
  answer: BackTestAnswer;
  /** The past it was learned from, where the answer is about newer months only. */
  fit: Calibration['fit'] | null;
}

/** How well a model would have found those who later advocated, beside what it replaces and beside chance. */
export function BackTestPage({ data: { of, current, answer, fit } }: { data: BackTestData }) {
  const isDraft = of.state === 'draft';
  const name = isDraft ? 'This draft' : `Version ${of.version}`;
  return (
    <>
      <Crumbs />
      <Heading
        title={
          isDraft && of.origin === 'calibration' ? 'Calibrated draft' : `Back-test: ${name.toLowerCase()}`
        }
        lead="Would it have found your advocates? People are scored as of past months, and held against what they did in the months after."
      >
        {isDraft ? (
          <>
            <a class="button button-main" href={`/console/models/${of.id}`}>
              Open the draft
            </a>
            <a class="button" href={`/console/models/${of.id}/publish`}>
              Publish…
            </a>
          </>
        ) : null}
      </Heading>
      {isDraft && of.origin === 'calibration' ? <Fitted draft={of} current={current} fit={fit} /> : null}
      {answer.enough ? <Found result={answer.result} of={of} name={name} /> : <TooLittle answer={answer} />}
    </>
  );
}

/** Weights fitted to who said yes beside those that hold now. */
function Fitted(props: { draft: ModelVersion; current: ModelVersion; fit: Calibration['fit'] | null }) {
  const { draft, current, fit } = props;
  const most = Math.max(1, ...PILLARS.map((pillar) => draft.model.pillars[pillar].weight));
  return (
    <section class="card" aria-labelledby="fitted">
      <h2 id="fitted">Weights fitted to who said yes</h2>
      <p class="quiet">
        Nothing is applied: people stay scored by version {current.version} until somebody publishes this
        draft.{' '}
        {fit === null
          ? 'Some of the months below are those it learned from, which flatters it.'
          : `Learned from ${counted(fit.people, 'look at a person', 'looks at people')}, ${formatNumber(fit.advocated)} followed by an act (${dates(fit.cutoffs)}); what follows is about newer months only.`}
      </p>
      <Table
        caption="Weight of each pillar, published and fitted"
        columns={[
          { label: 'Pillar' },
          { label: 'Fitted', kind: 'wide' },
          { label: 'Weight', kind: 'number' },
        ]}
      >
        {PILLARS.map((pillar) => {
          const after = draft.model.pillars[pillar].weight;
          return (
            <Row>
              <Cell label="Pillar" kind="lead">
                {PILLAR_WORDS[pillar]}
              </Cell>
              <Cell label="Fitted" kind="wide">
                <Bar percent={(100 * after) / most} />
              </Cell>
              <Cell label="Weight" kind="number">
                <span>
                  <BeforeAfter before={current.model.pillars[pillar].weight} after={after} />
                </span>
              </Cell>
            </Row>
          );
        })}
      </Table>
    </section>
  );
}

function TooLittle({ answer }: { answer: Extract<BackTestAnswer, { enough: false }> }) {
  return (
    <Empty title="Too little data for a back-test">
      <p>{answer.why}</p>
      <p>
        So far {counted(answer.people, 'scored person', 'scored people')}, of whom{' '}
        {counted(answer.advocated, 'advocated', 'advocated')} afterwards. Anything we said from so few would
        be a guess.
      </p>
    </Empty>
  );
}

function Found({ result, of, name }: { result: BackTest; of: ModelVersion; name: string }) {
  const shown = rankingsOf(of.state === 'current');
  const { share, lift } = result.rankings.model.topDecile;
  return (
    <>
      <section class="card" aria-labelledby="found">
        <h2 id="found">
          {`Of 100 people who later advocated, ${Math.round(100 * share)} stood in the top tenth; by chance 10.`}
        </h2>
        <p class="quiet">
          {`That is ${lift.toFixed(1)} times what chance finds. ${verdict(result, of)} Scored at ${dates(result.cutoffs)}; an act within ${Math.round(result.horizon / DAY)} days counts. ${counted(result.people, 'look at a person', 'looks at people')}, ${formatNumber(result.advocated)} followed by an act.${result.oneIn > 1 ? ` One person in ${result.oneIn} was looked at.` : ''}`}
        </p>
        <Table
          caption="The rankings beside each other"
          columns={[
            { label: 'Ranking' },
            { label: 'In the top tenth', kind: 'number' },
            { label: 'Times chance', kind: 'number' },
            { label: 'Right order', kind: 'number' },
          ]}
        >
          {shown.map((ranking) => {
            const { auc, topDecile } = result.rankings[ranking];
            return (
              <Row>
                <Cell label="Ranking" kind="lead">
                  {rankingWords(ranking, name)}
                </Cell>
                <Cell label="In the top tenth" kind="number">
                  {percent(topDecile.share)}
                </Cell>
                <Cell label="Times chance" kind="number">
                  {topDecile.lift.toFixed(1)}
                </Cell>
                <Cell label="Right order" kind="number">
                  <span>
                    {percent(auc.value)}
                    <span class="under">{`${percent(auc.low)} to ${percent(auc.high)}`}</span>
                  </span>
                </Cell>
              </Row>
            );
          })}
        </Table>
        <p class="hint">
          “Right order” (AUC): how often somebody who advocated stood above somebody who did not, with the
          range it lies in 95 times of 100. 50 % is a coin.
        </p>
      </section>
      <div class="columns">
        <section class="card" aria-labelledby="gains">
          <h2 id="gains">How soon they are found</h2>
          <GainsPicture result={result} shown={shown} model={name} />
          <GainsTable result={result} shown={shown} model={name} />
        </section>
        <Kept calibration={result.calibration} />
      </div>
    </>
  );
}

/** Beside the published score in words; intervals that overlap are no difference. */
function verdict({ rankings: { model, current } }: BackTest, of: ModelVersion): string {
  if (of.state === 'current') return '';
  if (model.auc.low > current.auc.high) return 'It finds them clearly better than the published score.';
  if (model.auc.high < current.auc.low) return 'It finds them clearly worse than the published score.';
  return 'Beside the published score the difference is within what chance alone explains.';
}

function dates(cutoffs: number[]): string {
  const [first, last] = [cutoffs[0], cutoffs.at(-1)];
  if (first === undefined || last === undefined) return 'no date';
  return first === last
    ? formatDay(first)
    : `${cutoffs.length} dates from ${formatDay(first)} to ${formatDay(last)}`;
}

/** Whether a higher score was followed by more acts, and by as many as it said. */
function Kept({ calibration }: { calibration: BackTest['calibration'] }) {
  const most = Math.max(0.01, ...calibration.flatMap(({ predicted, observed }) => [predicted, observed]));
  return (
    <section class="card" aria-labelledby="kept">
      <h2 id="kept">Whether the score keeps its word</h2>
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
        caption="Share of people who advocated, by band of propensity"
        columns={[
          { label: 'Propensity' },
          { label: 'Share', kind: 'wide' },
          { label: 'Score says', kind: 'number' },
          { label: 'Did', kind: 'number' },
        ]}
      >
        {calibration.map(({ from, to, people, predicted, observed }) => (
          <Row>
            <Cell label="Propensity" kind="lead">
              {`${from} to ${to < 100 ? to - 1 : to}`}
              <span class="under">{counted(people, 'person', 'people')}</span>
            </Cell>
            <Cell label="Share" kind="wide">
              <span class="pair">
                <Bar percent={(100 * predicted) / most} tone="quiet" />
                <Bar percent={(100 * observed) / most} />
              </span>
            </Cell>
            <Cell label="Score says" kind="number">
              {percent(predicted)}
            </Cell>
            <Cell label="Did" kind="number">
              {percent(observed)}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
