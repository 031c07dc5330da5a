import type { ImportField } from '#core/import/mapping.ts';
import type { Problem } from '#core/problem.ts';
import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { FIELD_WORDS } from '#server/console/parts/import-words.ts';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { ImportFault } from '#server/workspace/imports/import.ts';

const COLUMNS = [
  { label: 'Row', kind: 'number' as const },
  { label: 'Column' },
  { label: 'What it holds' },
  { label: 'What is wrong' },
  { label: 'What to do' },
];

/** What is wrong with the rows that were refused, cell by cell, in the words of the file. */
export function Faults({ faults, path, total }: { faults: ImportFault[]; path: string; total: number }) {
  return (
    <section aria-labelledby="errors">
      <div class="card-head">
        <h2 id="errors">{counted(total, 'row', 'rows')} refused</h2>
        <a class="button" href={`${path}/errors.csv`} download>
          Download all as CSV
        </a>
      </div>
      <Table caption="Refused rows, in the order of the file" columns={COLUMNS}>
        {faults.map((fault) => (
          <FaultRow fault={fault} />
        ))}
      </Table>
      {faults.some(({ problem }) => problem.code === 'unknown_signal_type') ? <Types /> : null}
    </section>
  );
}

function FaultRow({ fault }: { fault: ImportFault }) {
  const { row, problem, column, cell } = fault;
  return (
    <Row>
      <Cell label="Row" kind="number">
        {formatNumber(row)}
      </Cell>
      <Cell label="Column">
        <bdi class="column-name">{column ?? fieldWords(problem)}</bdi>
      </Cell>
      <Cell label="What it holds">
        {cell === null || cell === '' ? <Blank cell={cell} /> : <Held cell={cell} />}
      </Cell>
      <Cell label="What is wrong" kind="lead">
        <bdi>{problem.message}</bdi>
      </Cell>
      <Cell label="What to do">
        {problem.code === 'unknown_signal_type' ? (
          <span>
            Use a type from <a href="#types">the list on this page</a>.
          </span>
        ) : (
          problem.remedy
        )}
      </Cell>
    </Row>
  );
}

function Blank({ cell }: { cell: string | null }) {
  return <span class="quiet">{cell === null ? '–' : 'nothing'}</span>;
}

const SHOWN = 60;

function Held({ cell }: { cell: string }) {
  const letters = Array.from(cell);
  return <bdi class="held">{letters.length <= SHOWN ? cell : `${letters.slice(0, SHOWN).join('')}…`}</bdi>;
}

/** What we call a field that no column of the file gives. */
function fieldWords({ field }: Problem): string {
  return field === undefined ? 'The whole row' : (FIELD_WORDS[field as ImportField]?.label ?? field);
}

function Types() {
  return (
    <details class="card types" id="types" open>
      <summary>Types a row may name</summary>
      <p>{SIGNAL_TYPES.map((type) => SIGNALS[type].label).join(', ')}.</p>
    </details>
  );
}
