import type { BackTest, BackTestAnswer, Ranking } from '#core/score/back-test.ts';
import type { ModelVersion } from '#core/score/model-version.ts';
import { DAY } from '#core/time.ts';
import { GainsPicture, GainsTable, percent, rankingsOf, rankingWords } from '#server/console/parts/gains.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { HeldOut } from '#server/workspace/models/kept-calibration.ts';
import { dates } from './dates.ts';
import { Crumbs } from './editor.tsx';
import { Fitted } from './fitted.tsx';
import { Kept } from './kept.tsx';
import { headline, topTenth, verdict } from './verdict.ts';

export interface BackTestData {
  /** The draft or version looked at. */
  of: ModelVersion;
  current: ModelVersion;
  answer: BackTestAnswer;
  /** Of an unchanged draft of a calibration: what the answer was kept with, about newer months only. */
  heldOut: HeldOut | null;
}

/** How well a model would have found those who later advocated, beside what it replaces and beside chance. */
export function BackTestPage({ data: { of, current, answer, heldOut } }: { data: BackTestData }) {
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
      {isDraft && of.origin === 'calibration' ? (
        <Fitted draft={of} current={current} heldOut={heldOut} />
      ) : null}
      {answer.enough ? <Found result={answer.result} of={of} name={name} /> : <TooLittle answer={answer} />}
    </>
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
  const isCurrent = of.state === 'current';
  const shown = rankingsOf(isCurrent);
  const { lift } = result.rankings.model.topDecile;
  return (
    <>
      <section class="card" aria-labelledby="found">
        <h2 id="found">{headline(result, name, isCurrent)}</h2>
        {isCurrent ? null : (
          <p>
            <strong>{verdict(result, name)}</strong>
          </p>
        )}
        <p class="quiet">{`That is ${lift.toFixed(1)} times what chance finds. ${told(result)}`}</p>
        <Rankings result={result} shown={shown} name={name} />
        <p class="hint">
          “Right order” (AUC): how often somebody who advocated stood above somebody who did not; 50 % is a
          coin. Under each share, the range it lies in 95 times of 100.
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

function Rankings(props: { result: BackTest; shown: readonly Ranking[]; name: string }) {
  const { result, shown, name } = props;
  return (
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
        const top = topTenth(result.rankings[ranking], result.advocated);
        return (
          <Row>
            <Cell label="Ranking" kind="lead">
              {rankingWords(ranking, name)}
            </Cell>
            <Cell label="In the top tenth" kind="number">
              <span>
                {percent(top.value)}
                <span class="under range">{`${percent(top.low)} to ${percent(top.high)}`}</span>
              </span>
            </Cell>
            <Cell label="Times chance" kind="number">
              {topDecile.lift.toFixed(1)}
            </Cell>
            <Cell label="Right order" kind="number">
              <span>
                {percent(auc.value)}
                <span class="under range">{`${percent(auc.low)} to ${percent(auc.high)}`}</span>
              </span>
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

/** Who was scored when, and what counts. */
function told({ cutoffs, horizon, people, advocated, oneIn }: BackTest): string {
  const days = Math.round(horizon / DAY);
  const scored = `People were scored as of ${dates(cutoffs)}, ${counted(people, 'score', 'scores')} in all; ${formatNumber(advocated)} were followed by an act within ${days} days.`;
  return oneIn > 1 ? `${scored} One person in ${oneIn} was looked at.` : scored;
}
