import type { Problem } from '#core/problem.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { problemId, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { IMPORT_WORDS } from '#server/console/parts/import-words.ts';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { ImportState, ImportStatus } from '#server/workspace/imports/import.ts';
import { May } from '#server/console/parts/viewer.tsx';

export interface ImportsData {
  items: ImportStatus[];
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
  refused: Refused | null;
}

const TONES: Record<ImportState, 'calm' | 'sea' | 'warm' | 'good'> = {
  uploading: 'calm',
  mapping: 'warm',
  checking: 'sea',
  checked: 'warm',
  running: 'sea',
  done: 'good',
  cancelled: 'calm',
};

export function ImportBadge({ state }: { state: ImportState }) {
  return <Badge tone={TONES[state]}>{IMPORT_WORDS[state]}</Badge>;
}

/** Files of signals that came, and the form that takes one more. */
export function ImportsPage({ data }: { data: ImportsData }) {
  const { items, cursor, next, problem, refused } = data;
  return (
    <>
      <Heading
        title="Imports"
        lead="Signals from files: survey answers, reviews, talks, tickets. You see what a file would change before anything is recorded."
      />
      <May any={['configure']}>
        <Upload refused={refused} />
      </May>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {items.length === 0 ? (
        <Empty title="No file has been imported yet">
          <p>Upload a CSV file above. Each import stays listed here with who did it and what came of it.</p>
        </Empty>
      ) : (
        <List items={items} />
      )}
      <Pager path="/console/imports" query={{ cursor }} next={next} />
    </>
  );
}

function Upload({ refused }: { refused: Refused | null }) {
  return (
    <section class="card" aria-labelledby="upload">
      <h2 id="upload">Upload a file</h2>
      <form
        class="stack-tight import-form"
        method="post"
        action="/console/imports"
        enctype="multipart/form-data"
      >
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <div class="field">
          <label for="upload-file">CSV file</label>
          <input
            id="upload-file"
            name="file"
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            required
            aria-invalid={refused === null ? undefined : 'true'}
            aria-describedby={`upload-hint${refused === null ? '' : ` ${problemId(refused.form)}`}`}
          />
          <p class="hint" id="upload-hint">
            One signal a row under a header, up to 20 MB and 200,000 rows. Nothing is recorded yet.
          </p>
        </div>
        <button class="button button-main" type="submit">
          Upload
        </button>
      </form>
    </section>
  );
}

function List({ items }: { items: ImportStatus[] }) {
  const columns = [
    { label: 'File' },
    { label: 'State' },
    { label: 'Rows', kind: 'number' as const },
    { label: 'Recorded', kind: 'number' as const },
    { label: 'Refused', kind: 'number' as const },
    { label: 'Who and when' },
  ];
  return (
    <Table caption="Imports, newest first" columns={columns}>
      {items.map(({ id, name, state, rows, counts, by, startedBy, at, finishedAt }) => (
        <Row>
          <Cell label="File" kind="lead">
            <a href={`/console/imports/${id}`}>
              <bdi>{name}</bdi>
            </a>
          </Cell>
          <Cell label="State">
            <ImportBadge state={state} />
          </Cell>
          <Cell label="Rows" kind="number">
            {formatNumber(rows)}
          </Cell>
          <Cell label="Recorded" kind="number">
            {startedBy === null ? '–' : formatNumber(counts.added)}
          </Cell>
          <Cell label="Refused" kind="number">
            {counts.rows === 0 ? '–' : formatNumber(counts.refused)}
          </Cell>
          <Cell label="Who and when">
            <span>
              <bdi>{startedBy ?? by}</bdi>, <Moment at={finishedAt ?? at} />
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
