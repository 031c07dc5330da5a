import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { Verification } from '#server/workspace/trail/trail.ts';

/** What a check of the audit trail found: that it is whole, or where it is not. */
export function Verified({ found }: { found: Omit<Verification, 'next'> }) {
  const isWhole = found.broken === null;
  return (
    <section class="card" role="status" aria-labelledby="verified-title">
      <h2 id="verified-title">{isWhole ? 'The trail is whole' : 'The trail was changed'}</h2>
      <p>
        {isWhole
          ? `${counted(found.checked, 'entry is', 'entries are')} what was written, in the order it was written.`
          : `Entry ${found.broken} is not what was written, or an entry before it is gone. The ${formatNumber(found.checked)} before it are as they were.`}
      </p>
      <Table caption="What was checked" columns={[{ label: 'What' }, { label: 'Found' }]}>
        <Row>
          <Cell label="What">Entries whose words were erased with a person</Cell>
          <Cell label="Found">{formatNumber(found.erased)}</Cell>
        </Row>
        <Row>
          <Cell label="What">Entries from before there was a chain</Cell>
          <Cell label="Found">{formatNumber(found.unchained)}</Cell>
        </Row>
        <Row>
          <Cell label="What">
            Hash of the last entry: keep it elsewhere to prove later that nothing was changed
          </Cell>
          <Cell label="Found">
            <bdi class="code">{found.head === '' ? 'none yet' : found.head}</bdi>
          </Cell>
        </Row>
      </Table>
    </section>
  );
}
