import type { Problem } from '#core/problem.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { actionWords } from '#server/console/parts/words.ts';
import { AUDIT_PATH, AuditSearchForm, type AuditSearch } from '#server/console/pages/audit-search.tsx';
import { Subject } from '#server/console/pages/audit-subject.tsx';
import { Detail } from '#server/console/pages/detail.tsx';
import { Verified } from '#server/console/pages/verified.tsx';
import type { AuditEntry } from '#server/workspace/trail/note.ts';
import type { Verification } from '#server/workspace/trail/trail.ts';

export interface AuditData {
  entries: AuditEntry[];
  search: AuditSearch;
  /** What a check of the whole trail found, where one was asked for. */
  verification: Omit<Verification, 'next'> | null;
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

/** Who did what, and when. */
export function AuditPage({ data }: { data: AuditData }) {
  const { entries, search, verification, cursor, next, problem } = data;
  const isSearching = Object.values(search).some((value) => value !== null);
  return (
    <>
      <AuditHeading search={search} />
      {verification === null ? null : <Verified found={verification} />}
      <AuditSearchForm search={search} />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {entries.length === 0 && isSearching ? (
        <Empty title="Nothing found">
          <p>No entry meets all of this. Clear the search to see every one.</p>
        </Empty>
      ) : entries.length === 0 ? (
        <Empty title="Nothing has been done yet">
          <p>Connecting an account, deciding a reward, thanking somebody: each leaves a line here.</p>
        </Empty>
      ) : (
        <Table
          caption="Audit trail"
          kind="trail"
          columns={[
            { label: 'Time' },
            { label: 'Who' },
            { label: 'What' },
            { label: 'About' },
            { label: 'Details' },
          ]}
        >
          {entries.map((entry) => (
            <Row>
              <Cell label="Time">
                <Moment at={entry.at} seconds />
              </Cell>
              <Cell label="Who">
                <bdi>{actorTitle(entry.actor)}</bdi>
              </Cell>
              <Cell label="What" kind="lead">
                {actionWords(entry.action)}
              </Cell>
              <Cell label="About">
                <Subject subject={entry.subject} />
              </Cell>
              <Cell label="Details">
                <Detail of={entry} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <Pager path={AUDIT_PATH} query={{ ...search, cursor }} next={next} />
    </>
  );
}

function AuditHeading({ search }: { search: AuditSearch }) {
  const isSearching = Object.values(search).some((value) => value !== null);
  return (
    <Heading
      title="Audit trail"
      lead="Who did what, newest first. Written together with what it describes, each entry chained to the one before."
    >
      <form action="/console/audit">
        <button class="button button-main" type="submit" name="verify" value="yes">
          Verify
        </button>
      </form>
      <a class="button" href={linkTo(`${AUDIT_PATH}/export.csv`, { ...search })}>
        {isSearching ? 'CSV of these' : 'CSV'}
      </a>
      <a class="button" href={linkTo(`${AUDIT_PATH}/export.json`, { ...search })}>
        {isSearching ? 'JSON of these' : 'JSON with hashes'}
      </a>
      <a class="button" href="/console/audit/erasures">
        Privacy erasures
      </a>
    </Heading>
  );
}
