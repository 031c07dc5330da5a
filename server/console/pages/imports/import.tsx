import type { Problem } from '#core/problem.ts';
import { TIERS } from '#core/score/tier.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { importProgressText, isAtWork } from '#server/console/parts/import-words.ts';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { counted, formatNumber, TIER_WORDS } from '#server/console/parts/words.ts';
import type { ImportEffect, ImportFault, ImportStatus } from '#server/workspace/imports/import.ts';
import { ImportBadge } from './imports.tsx';
import { MappingForm } from './mapping-form.tsx';

export interface ImportData {
  file: ImportStatus;
  faults: ImportFault[];
  cursor: string | null;
  next: string | null;
  refused: Refused | null;
}

/** One file: what its columns mean, what it would change, how far it is, and which rows were refused. */
export function ImportPage({ data }: { data: ImportData }) {
  const { file, faults, cursor, next, refused } = data;
  const path = `/console/imports/${file.id}`;
  const isOpen = file.state === 'mapping' || file.state === 'checked';
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/console/imports">Imports</a>
      </nav>
      <Heading title={<bdi>{file.name}</bdi>} lead={<Origin file={file} />}>
        {file.state === 'done' || file.state === 'cancelled' ? null : <Cancel file={file} path={path} />}
      </Heading>
      <div class="stack">
        {isAtWork(file) ? <Progress file={file} path={path} /> : null}
        {file.state === 'checked' ? <Result file={file} path={path} title="What would change" /> : null}
        {file.startedBy !== null ? <Result file={file} path={path} title="What was recorded" /> : null}
        {faults.length === 0 ? null : <Faults faults={faults} path={path} total={file.counts.refused} />}
        <Pager path={path} query={{ cursor }} next={next} />
        {isOpen ? <Columns file={file} refused={refused} /> : null}
      </div>
    </>
  );
}

function Origin({ file }: { file: ImportStatus }) {
  return (
    <>
      <ImportBadge state={file.state} /> {counted(file.rows, 'row', 'rows')}, uploaded by <bdi>{file.by}</bdi>
      , <Moment at={file.at} />
    </>
  );
}

function Cancel({ file, path }: { file: ImportStatus; path: string }) {
  return (
    <details class="confirm disconnect">
      <summary class="button">Cancel</summary>
      <form class="stack-tight" method="post" action={`${path}/cancel`}>
        <p>
          {file.state === 'running'
            ? 'What was recorded so far stays; the rows of the file are deleted here.'
            : 'The rows of the file are deleted here. Nothing was recorded.'}
        </p>
        <button class="button button-bad" type="submit">
          Yes, cancel
        </button>
      </form>
    </details>
  );
}

function Progress({ file, path }: { file: ImportStatus; path: string }) {
  return (
    <section class="card" aria-labelledby="progress">
      <h2 id="progress">{file.state === 'checking' ? 'Checking the file' : 'Importing'}</h2>
      <div
        class="progress"
        data-progress={file.id}
        data-state={file.state}
        data-progress-path={`${path}/progress`}
      >
        <progress
          aria-label={`How far ${file.name} is`}
          max={Math.max(1, file.rows)}
          value={file.counts.rows}
        />
        <p class="progress-text" data-text>
          {importProgressText(file)}
        </p>
        <p class="visually-hidden" aria-live="polite" data-spoken></p>
      </div>
      <p>
        It goes on when you leave this page. <a href={path}>Look again</a>
      </p>
    </section>
  );
}

function Result({ file, path, title }: { file: ImportStatus; path: string; title: string }) {
  const { counts, effect } = file;
  const isTrial = file.state === 'checked';
  const tallies: [label: string, n: number][] = [
    [isTrial ? 'To be recorded' : 'Recorded', counts.added],
    ['Known already', counts.repeats],
    ['Refused', counts.refused],
    ['Left out', counts.skipped],
  ];
  return (
    <section class="card" aria-labelledby="result">
      <h2 id="result">{title}</h2>
      <dl class="tallies import-tallies">
        {tallies.map(([label, n]) => (
          <div>
            <dt>{label}</dt>
            <dd>{formatNumber(n)}</dd>
          </div>
        ))}
      </dl>
      {effect === null ? null : <Effect effect={effect} isTrial={isTrial} />}
      {isTrial ? (
        <form method="post" action={`${path}/start`}>
          <button class="button button-main" type="submit" disabled={counts.added === 0}>
            {counts.added === 0
              ? 'There is nothing to record'
              : `Record ${counted(counts.added, 'signal', 'signals')}`}
          </button>
        </form>
      ) : null}
    </section>
  );
}

function Effect({ effect, isTrial }: { effect: ImportEffect; isTrial: boolean }) {
  const { people, rise, fall, before, after } = effect;
  const who = counted(people, 'person', 'people');
  return (
    <>
      <p>
        {isTrial ? `It tells of ${who}: ` : `When it was checked it told of ${who}: `}
        {`${formatNumber(rise)} would rise to a higher tier, ${formatNumber(fall)} would fall to a lower one.`}
      </p>
      {rise + fall === 0 ? null : (
        <Table
          caption="People of the file by tier"
          columns={[
            { label: 'Tier' },
            { label: 'Before', kind: 'number' },
            { label: 'After', kind: 'number' },
          ]}
        >
          {TIERS.toReversed().map((tier) => (
            <Row>
              <Cell label="Tier" kind="lead">
                {TIER_WORDS[tier]}
              </Cell>
              <Cell label="Before" kind="number">
                {formatNumber(before[tier])}
              </Cell>
              <Cell label="After" kind="number">
                {formatNumber(after[tier])}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </>
  );
}

function Faults({ faults, path, total }: { faults: ImportFault[]; path: string; total: number }) {
  return (
    <section aria-labelledby="errors">
      <div class="card-head">
        <h2 id="errors">{counted(total, 'row', 'rows')} refused</h2>
        <a class="button" href={`${path}/errors.csv`} download>
          Download all as CSV
        </a>
      </div>
      <Table
        caption="Refused rows, in the order of the file"
        columns={[
          { label: 'Row', kind: 'number' },
          { label: 'What is wrong' },
          { label: 'What to do' },
          { label: 'Field' },
          { label: 'Code' },
        ]}
      >
        {faults.map(({ row, problem }) => (
          <Row>
            <Cell label="Row" kind="number">
              {formatNumber(row)}
            </Cell>
            <FaultCells problem={problem} />
          </Row>
        ))}
      </Table>
    </section>
  );
}

function FaultCells({ problem }: { problem: Problem }) {
  return (
    <>
      <Cell label="What is wrong" kind="lead">
        <bdi>{problem.message}</bdi>
      </Cell>
      <Cell label="What to do">{problem.remedy}</Cell>
      <Cell label="Field">{problem.field ?? ''}</Cell>
      <Cell label="Code">
        <span class="code one-line">{problem.code}</span>
      </Cell>
    </>
  );
}

function Columns({ file, refused }: { file: ImportStatus; refused: Refused | null }) {
  return (
    <section class="card" aria-labelledby="columns">
      <h2 id="columns">What the columns mean</h2>
      <MappingForm file={file} refused={refused} />
      <h3 class="import-samples">What the file holds</h3>
      <Table
        caption="Columns of the file with their first cells"
        columns={[{ label: 'Column' }, { label: 'Filled', kind: 'number' }, { label: 'First cells' }]}
      >
        {file.columns.map(({ name, filled, samples }, at) => (
          <Row>
            <Cell label="Column" kind="lead">
              <bdi>{name === '' ? `Column ${at + 1}` : name}</bdi>
            </Cell>
            <Cell label="Filled" kind="number">
              {formatNumber(filled)}
            </Cell>
            <Cell label="First cells">
              <span class="samples">
                {samples.map((sample) => (
                  <bdi>{sample}</bdi>
                ))}
              </span>
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
