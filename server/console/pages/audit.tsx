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
import { Verified } from '#server/console/pages/verified.tsx';
import type { AuditEntry } from '#server/workspace/audit.ts';
import type { Verification } from '#server/workspace/trail/trail.ts';

export interface AuditData {
  entries: AuditEntry[];
  /** What the list is narrowed to, such as `reward:R0001`. */
  about: string | null;
  /** What a check of the whole trail found, where one was asked for. */
  verification: Omit<Verification, 'next'> | null;
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

/** Who did what, and when. */
export function AuditPage({ data }: { data: AuditData }) {
  const { entries, about, verification, cursor, next, problem } = data;
  return (
    <>
      <AuditHeading />
      {verification === null ? null : <Verified found={verification} />}
      {about === null ? null : (
        <p>
          Only what tells of <bdi class="code">{about}</bdi>. <a href="/console/audit">Show all</a>
        </p>
      )}
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
      <Pager path="/console/audit" query={{ about, cursor }} next={next} />
    </>
  );
}

function AuditHeading() {
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
      <a class="button" href="/console/audit/export.csv">
        CSV
      </a>
      <a class="button" href="/console/audit/export.json">
        JSON with hashes
      </a>
      <a class="button" href="/console/audit/erasures">
        Privacy erasures
      </a>
    </Heading>
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
  if (action === 'budget.set' && currency !== '') return moneyText(Number(number), currency);
  return action.startsWith('channel.') ? `#${detail}` : detail;
}
