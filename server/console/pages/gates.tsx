import type { DomainLists } from '#core/ask/insider.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { Day } from '#server/console/parts/when.tsx';
import { ACCOUNTS_PATH, accountHref } from '#server/console/parts/account-words.ts';
import { actorWords } from '#server/console/parts/actor.ts';
import type { HoldView } from '#server/workspace/gates/holds.ts';
import { LiftForm } from './holding.tsx';

export const GATES_PATH = '/console/gates';

export interface GatesData {
  lists: DomainLists;
  holds: HoldView[];
  cursor: string | null;
  next: string | null;
  refused: Refused | null;
}

/** Whom nobody may ask, whatever they think of us: insiders by their domain, and people and companies on hold. */
export function GatesPage({ data }: { data: GatesData }) {
  return (
    <>
      <Heading
        title="Who is never asked"
        lead="Your own people, competitors, and everybody on legal hold. Their CRM records say “Do not ask”."
      />
      <Domains lists={data.lists} refused={refusedBy(data.refused, 'domains')} />
      <Holds data={data} />
    </>
  );
}

function Domains({ lists, refused }: { lists: DomainLists; refused: Refused | null }) {
  const common = { form: 'domains', refused, rows: 6 };
  return (
    <section class="card" id="domains" aria-labelledby="domains-title">
      <h2 id="domains-title">Domains</h2>
      <p class="quiet">
        One on each line. Each stands for those below it too: acme.com covers mail.acme.com. They are compared
        with the e-mails and the companies of people.
      </p>
      <form class="stack-tight" method="post" action={`${GATES_PATH}/domains#domains`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <div class="two-fields">
          <TextField
            {...common}
            name="employees"
            label="Our own domains"
            hint="Employees are never asked."
            value={lists.employees.join('\n')}
          />
          <TextField
            {...common}
            name="competitors"
            label="Competitors’ domains"
            hint="Nor is anybody who works for one."
            value={lists.competitors.join('\n')}
          />
        </div>
        <May any={['configure']}>
          <div>
            <button class="button button-main" type="submit">
              Save the domains
            </button>
          </div>
        </May>
      </form>
    </section>
  );
}

function Holds({ data }: { data: GatesData }) {
  const { holds, cursor, next } = data;
  return (
    <section id="holds" aria-labelledby="holds-title">
      <h2 class="section-title" id="holds-title">
        Legal holds
      </h2>
      {holds.length === 0 ? (
        <Empty title="Nobody is on hold">
          <p>
            A person is put on hold on <a href="/console/advocates">their page</a>, a whole company on{' '}
            <a href={ACCOUNTS_PATH}>the page of the account</a>.
          </p>
        </Empty>
      ) : (
        <Table
          caption="Legal holds"
          columns={[
            { label: 'Who' },
            { label: 'Reason' },
            { label: 'Placed by' },
            { label: 'Until' },
            { label: 'Lift' },
          ]}
        >
          {holds.map((hold) => (
            <HoldRow hold={hold} refused={data.refused} />
          ))}
        </Table>
      )}
      <Pager path={GATES_PATH} query={{ cursor }} next={next} />
    </section>
  );
}

function HoldRow({ hold, refused }: { hold: HoldView; refused: Refused | null }) {
  const { kind, connection, id, name, reason, by, at, until } = hold;
  const form = liftFormOf(kind, connection, id);
  return (
    <Row>
      <Cell label="Who" kind="lead">
        {kind === 'person' ? (
          <a href={`/console/advocates/${id}`}>
            <bdi>{name}</bdi>
          </a>
        ) : (
          <a href={accountHref(`${connection}:${id}`)}>
            <bdi>{name}</bdi>
          </a>
        )}
        {kind === 'company' ? <span class="under">everybody at the company</span> : null}
      </Cell>
      <Cell label="Reason">
        <bdi>{reason}</bdi>
      </Cell>
      <Cell label="Placed by">
        <span>
          <bdi>{actorWords(by)}</bdi>
          <span class="under">
            <Day at={at} />
          </span>
        </span>
      </Cell>
      <Cell label="Until">
        {until === null ? <span class="quiet">Lifted by hand</span> : <Day at={until} />}
      </Cell>
      <Cell label="Lift">
        <LiftForm
          path={`${GATES_PATH}/lift#holds`}
          form={form}
          refused={refusedBy(refused, form)}
          hidden={{ kind, connection: connection ?? '', id }}
          whose={name}
        />
      </Cell>
    </Row>
  );
}

/** The name of the form that lifts one hold among many on a page. */
export function liftFormOf(kind: string, connection: string | null, id: string): string {
  return `lift-${kind}-${connection ?? ''}-${id}`;
}
