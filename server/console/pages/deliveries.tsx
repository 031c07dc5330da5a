import { actorWords } from '#server/console/parts/actor.ts';
import type { Problem } from '#core/problem.ts';
import { DeliveryBadge } from '#server/console/parts/badge.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { PersonLink, RewardLink } from '#server/console/parts/people.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import { When } from '#server/console/parts/when.tsx';
import { DELIVERY_WORDS, KIND_WORDS, vendorOf } from '#server/console/parts/words.ts';
import type { DeliveryRow } from '#server/workspace/outbox/deliveries.ts';
import type { DeliveryState } from '#server/workspace/outbox/outbox.ts';
import { May } from '#server/console/parts/viewer.tsx';

export interface DeliveriesData {
  now: number;
  counts: Record<DeliveryState, number>;
  state: DeliveryState | null;
  items: DeliveryRow[];
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

const PATH = '/console/deliveries';

/** What left, what waits, and what needs a person. */
export function DeliveriesPage({ data }: { data: DeliveriesData }) {
  const { counts, state, items, cursor, next, problem, now } = data;
  return (
    <>
      <Heading
        title="Deliveries"
        lead="Everything sent to your CRM, Slack and payout system. Each is tried until it arrives, then parked for you."
      >
        {counts.parked > 0 ? (
          <May any={['configure']}>
            <form method="post" action={`${PATH}/replay-all`}>
              <button class="button" type="submit">
                Send all parked again
              </button>
            </form>
          </May>
        ) : null}
      </Heading>
      <StateTabs state={state} counts={counts} />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {items.length === 0 ? <Nothing state={state} /> : <Items items={items} now={now} />}
      <Pager path={PATH} query={{ state, cursor }} next={next} />
    </>
  );
}

function StateTabs({
  state,
  counts,
}: {
  state: DeliveryState | null;
  counts: Record<DeliveryState, number>;
}) {
  const cuts: (DeliveryState | null)[] = [null, 'parked', 'due', 'held', 'sent'];
  return (
    <Tabs
      label="State"
      tabs={cuts.map((cut) => ({
        label: cut === null ? 'All' : DELIVERY_WORDS[cut],
        href: linkTo(PATH, { state: cut }),
        current: cut === state,
        n: cut === null ? null : counts[cut],
      }))}
    />
  );
}

function Items({ items, now }: { items: DeliveryRow[]; now: number }) {
  return (
    <Table
      caption="Deliveries"
      columns={[
        { label: 'What' },
        { label: 'To' },
        { label: 'State' },
        { label: 'Tries', kind: 'number' },
        { label: 'When', kind: 'number' },
        { label: 'Problem' },
      ]}
    >
      {items.map((item) => (
        <Row id={item.id}>
          <Cell label="What" kind="lead">
            {KIND_WORDS[item.kind]}
            <span class="under">
              <Subject of={item} />
            </span>
          </Cell>
          <Cell label="To">{item.target === '' ? 'Payout system' : vendorOf(item.target)}</Cell>
          <Cell label="State">
            <DeliveryBadge state={item.state} />
          </Cell>
          <Cell label="Tries" kind="number">
            {item.attempts + (item.state === 'sent' ? 1 : 0)}
          </Cell>
          <Cell label="When" kind="number">
            <When at={item.settledAt ?? item.dueAt} now={now} />
          </Cell>
          <Cell label="Problem">
            <Trouble of={item} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** What notices in the thread of a reward's message say, by the part of their subject that names them. */
const NOTICES: Record<string, string> = {
  details: 'Thread of its message',
  told: 'Note to whoever proposed it',
  revised: 'Thread: proposed again',
  reminder: 'Thread: still waits',
  escalated: 'Thread: put before the owners',
  copy: 'Copy to an owner',
};

function Subject({ of: { kind, subject } }: { of: DeliveryRow }) {
  if (kind === 'alert') return <PersonLink id={subject} />;
  if (kind === 'reward' || kind === 'payout') return <RewardLink id={subject} />;
  const [, reward, notice = ''] = /^reward:(R\d+):(\w+)/.exec(subject) ?? [];
  if (reward !== undefined)
    return (
      <>
        {Object.hasOwn(NOTICES, notice) ? NOTICES[notice] : 'Thread of its message'}:{' '}
        <RewardLink id={reward} />
      </>
    );
  if (subject.startsWith('reminder:'))
    return (
      <a href="/console/rewards">
        Reminder to <bdi>{actorWords(subject.slice('reminder:'.length))}</bdi>
      </a>
    );
  return <bdi>{kind === 'flag' ? `Contact ${subject}` : subject}</bdi>;
}

function Trouble({ of: { id, state, problem } }: { of: DeliveryRow }) {
  return (
    <>
      {problem === null ? null : (
        <p class="trouble">
          <bdi>{problem.message}</bdi> <span class="quiet">{problem.remedy}</span>
        </p>
      )}
      {state === 'parked' ? (
        <May any={['configure']}>
          <form method="post" action={`${PATH}/replay`}>
            <input type="hidden" name="id" value={id} />
            <button class="button button-small" type="submit">
              Send again<span class="visually-hidden"> {id}</span>
            </button>
          </form>
        </May>
      ) : null}
    </>
  );
}

function Nothing({ state }: { state: DeliveryState | null }) {
  return state === 'parked' ? (
    <Empty title="Nothing is parked">
      <p>
        Whatever could not be delivered after every retry would wait here, with the reason and a way to send
        it again.
      </p>
    </Empty>
  ) : (
    <Empty title="Nothing to see">
      <p>Flags on CRM records, Slack messages and payouts are listed here as they leave.</p>
    </Empty>
  );
}
