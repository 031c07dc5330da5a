import { FLAG_STATUSES, type AdvocateFlag } from '#core/crm/flag.ts';
import type { Problem } from '#core/problem.ts';
import { formatDay, formatTime } from '#server/console/parts/ago.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Change } from '#server/console/parts/change.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { counted, formatNumber, STATUS_WORDS, VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { Vendor } from '#server/workspace/connections.ts';
import type { WriteBackStanding } from '#server/workspace/flags/write-back.ts';
import type { FlagChange } from '#server/write-back.ts';
import { May } from '#server/console/parts/viewer.tsx';

export interface WriteBackData {
  id: string;
  vendor: Vendor;
  standing: WriteBackStanding;
  /** Whether the account is still read for the first time. */
  isReading: boolean;
  items: FlagChange[];
  cursor: string | null;
  next: string | null;
  /** Why the CRM could not be asked. */
  problem: Problem | null;
}

/** Everything that would be written to a CRM, beside what is there, and the switch that lets it. */
export function WriteBackPage({ data }: { data: WriteBackData }) {
  const { id, vendor, items, cursor, next, problem } = data;
  const path = `/console/connections/${id}/write-back`;
  const name = VENDOR_WORDS[vendor];
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/console/connections">Connections</a>
      </nav>
      <Heading
        title={`What ${name} would show`}
        lead={`Every change Groundswell would make to records in ${name}, beside what they say now. Only properties of our own are written.`}
      >
        {items.length === 0 ? null : (
          <a class="button" href={`${path}.csv`} download>
            Download all as CSV
          </a>
        )}
      </Heading>
      <Standing data={data} name={name} path={path} />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {problem === null ? <Changes data={data} name={name} /> : null}
      <Pager path={path} query={{ cursor }} next={next} />
    </>
  );
}

function Standing({ data, name, path }: { data: WriteBackData; name: string; path: string }) {
  const { standing, isReading } = data;
  const { on, waiting, statuses } = standing;
  return (
    <section class="card write-back" aria-labelledby="write-back">
      <div class="card-head">
        <h2 id="write-back">Write-back</h2>
        {on ? <Badge tone="good">On</Badge> : <Badge tone="warm">In review</Badge>}
      </div>
      <p>
        {on
          ? `Changes are written to ${name} as they come.`
          : `Nothing is written to ${name} until you switch it on.`}{' '}
        {isReading ? `${name} is still being read for the first time; more will come.` : null}
      </p>
      <dl class="tallies" aria-label="Records by the status they would show">
        <div>
          <dt>Waiting</dt>
          <dd>{formatNumber(waiting)}</dd>
        </div>
        {FLAG_STATUSES.filter((status) => statuses[status] > 0).map((status) => (
          <div>
            <dt>{STATUS_WORDS[status]}</dt>
            <dd>{formatNumber(statuses[status])}</dd>
          </div>
        ))}
      </dl>
      <Switch on={on} waiting={waiting} name={name} path={path} />
    </section>
  );
}

function Switch(props: { on: boolean; waiting: number; name: string; path: string }) {
  const { on, waiting, name, path } = props;
  return (
    <details class="confirm">
      <summary class={on ? 'button' : 'button button-main'}>
        {on ? 'Pause write-back' : 'Switch write-back on'}
      </summary>
      <May any={['configure']}>
        <form class="stack-tight" method="post" action={path}>
          <input type="hidden" name="on" value={on ? 'no' : 'yes'} />
          <p>
            {on
              ? `Nothing more is written to ${name}; what it shows stays as it is, and changes are held here.`
              : `${counted(waiting, 'record is', 'records are')} brought up to date in ${name}, and later changes follow by themselves.`}
          </p>
          <button class={on ? 'button button-bad' : 'button button-main'} type="submit">
            {on ? 'Yes, pause' : 'Yes, switch on'}
          </button>
        </form>
      </May>
    </details>
  );
}

const COLUMNS = ['Record', 'Status', 'Propensity', 'Confidence', 'Reason', 'Next ask', 'Last act'];

function Changes({ data: { items, next, standing }, name }: { data: WriteBackData; name: string }) {
  if (items.length === 0) return <Nothing waiting={standing.waiting} more={next !== null} name={name} />;
  return (
    <Table caption={`Changes to records in ${name}`} columns={COLUMNS.map((label) => ({ label }))}>
      {items.map(({ recordId, personId, name: person, url, before, after }) => (
        <Row id={`record-${recordId}`}>
          <Cell label="Record" kind="lead">
            <a href={`/console/advocates/${personId}`}>
              <bdi>{person}</bdi>
            </a>
            <span class="under">
              {`Updated at: ${before?.updatedAt == null ? 'never' : formatTime(before.updatedAt)}, becomes the time of writing`}
            </span>
            <span class="under">
              <Outside href={url}>{`Record ${recordId}`}</Outside>
            </span>
          </Cell>
          <Values before={before} after={after} />
        </Row>
      ))}
    </Table>
  );
}

function Values({ before, after }: { before: AdvocateFlag | null; after: AdvocateFlag }) {
  const cells: [label: string, text: (flag: AdvocateFlag) => string | null][] = [
    ['Status', ({ status }) => STATUS_WORDS[status]],
    ['Propensity', ({ propensity }) => (propensity === null ? null : String(propensity))],
    ['Confidence', ({ confidence }) => `${Math.round(confidence * 100)} %`],
    ['Reason', ({ reason }) => reason || null],
    ['Next ask', ({ nextAskAt }) => (nextAskAt === null ? null : formatDay(nextAskAt))],
    ['Last act', ({ lastActAt }) => (lastActAt === null ? null : formatDay(lastActAt))],
  ];
  return (
    <>
      {cells.map(([label, text]) => (
        <Cell label={label}>
          <Change
            before={before === null ? null : text(before)}
            after={text(after)}
            prose={label === 'Reason'}
          />
        </Cell>
      ))}
    </>
  );
}

function Nothing({ waiting, more, name }: { waiting: number; more: boolean; name: string }) {
  if (more) {
    return (
      <Empty title="Nothing changes here">
        <p>The records looked at so far carry their flag already. Go on to the next page.</p>
      </Empty>
    );
  }
  return waiting === 0 ? (
    <Empty title="Nothing waits to be written">
      <p>Once somebody stands out, or their status changes, what {name} would show of it is listed here.</p>
    </Empty>
  ) : (
    <Empty title="Nothing would change">
      <p>Every record that waits carries its flag in {name} already.</p>
    </Empty>
  );
}
