import type { Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { importProgressText, isAtWork } from '#server/console/parts/import-words.ts';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { ImportFault, ImportStatus } from '#server/workspace/imports/import.ts';
import { Effect } from './effect.tsx';
import { Faults } from './faults.tsx';
import { ImportBadge } from './imports.tsx';
import { MappingForm } from './mapping-form.tsx';
import { May } from '#server/console/parts/viewer.tsx';

export interface ImportData {
  file: ImportStatus;
  faults: ImportFault[];
  cursor: string | null;
  next: string | null;
  refused: Refused | null;
  /** The people of `effect.most`, by id. */
  names: ReadonlyMap<string, string>;
}

/** One file: what its columns mean, what it would change, how far it is, and which rows were refused. */
export function ImportPage({ data }: { data: ImportData }) {
  const { file, faults, cursor, next, refused, names } = data;
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
        {file.state === 'checked' ? (
          <Result file={file} names={names} path={path} title="What would change" />
        ) : null}
        {file.startedBy !== null ? (
          <Result file={file} names={names} path={path} title="What was recorded" />
        ) : null}
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
    <May any={['configure']}>
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
    </May>
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

interface ResultProps {
  file: ImportStatus;
  names: ImportData['names'];
  path: string;
  title: string;
}

function Result({ file, names, path, title }: ResultProps) {
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
      {effect === null ? null : <Effect effect={effect} names={names} isTrial={isTrial} />}
      {isTrial ? (
        <May any={['configure']}>
          <form method="post" action={`${path}/start`}>
            <button class="button button-main" type="submit" disabled={counts.added === 0}>
              {counts.added === 0
                ? 'There is nothing to record'
                : `Record ${counted(counts.added, 'signal', 'signals')}`}
            </button>
          </form>
        </May>
      ) : null}
    </section>
  );
}

function Columns({ file, refused }: { file: ImportStatus; refused: Refused | null }) {
  return (
    <section class="card" aria-labelledby="columns">
      <h2 id="columns">What the columns mean</h2>
      <h3 class="import-samples">What the file holds</h3>
      <Table
        caption="Columns of the file with their first cells"
        columns={[{ label: 'Column' }, { label: 'Filled', kind: 'number' }, { label: 'First cells' }]}
      >
        {file.columns.map(({ name, filled, samples }, at) => (
          <Row>
            <Cell label="Column" kind="lead">
              <bdi class="column-name">{name === '' ? `Column ${at + 1}` : name}</bdi>
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
      <MappingForm file={file} refused={refused} />
    </section>
  );
}
