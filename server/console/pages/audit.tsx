import type { Problem } from '#core/problem.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { formatTime } from '#server/console/parts/ago.ts';
import { moneyText } from '#server/console/parts/money.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { actionWords, vendorOf } from '#server/console/parts/words.ts';
import type { AuditEntry } from '#server/workspace/audit.ts';

export interface AuditData {
  entries: AuditEntry[];
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

/** Who did what, and when. */
export function AuditPage({ data: { entries, cursor, next, problem } }: { data: AuditData }) {
  return (
    <>
      <Heading
        title="Audit trail"
        lead="Who did what, newest first. Written together with what it describes."
      >
        <a class="button" href="/console/audit/erasures">
          Privacy erasures
        </a>
      </Heading>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {entries.length === 0 ? (
        <Empty title="Nothing has been done yet">
          <p>Connecting an account, deciding a reward, thanking somebody: each leaves a line here.</p>
        </Empty>
      ) : (
        <Table
          caption="Audit trail"
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
                <Moment at={entry.at} />
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
              <Cell label="Details">{entry.detail === '' ? null : <bdi>{detailOf(entry)}</bdi>}</Cell>
            </Row>
          ))}
        </Table>
      )}
      <Pager path="/console/audit" query={{ cursor }} next={next} />
    </>
  );
}

function Subject({ subject }: { subject: string }) {
  const [, kind, id = ''] = /^(person|reward|connection):(.+)$/.exec(subject) ?? [];
  if (kind === 'person') return <a href={`/console/advocates/${id}`}>Person {id}</a>;
  if (kind === 'reward') return <a href={`/console/rewards/${id}`}>{id}</a>;
  if (kind === 'connection') return <a href={`/console/connections#${id}`}>{vendorOf(id)}</a>;
  return <bdi class="code">{subject}</bdi>;
}

function detailOf({ action, detail }: AuditEntry): string {
  const [, number = '', currency = ''] = /^(\d+)(?: ([A-Z]{3}))?$/.exec(detail) ?? [];
  if (action === 'person.snoozed' && number !== '') return `until ${formatTime(Number(number))}`;
  if (action === 'budget.granted' && currency !== '') return moneyText(Number(number), currency);
  return action.startsWith('channel.') ? `#${detail}` : detail;
}
