import type { Problem } from '#core/problem.ts';
import { holderWords } from '#server/console/pages/ledger/words.ts';
import { refusedBy, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import type { Queue, QueueName } from '#server/workspace/rewards/queue.ts';
import { QUEUES } from '#server/workspace/rewards/queue.ts';
import { BulkBar } from './bulk.tsx';
import { isNarrowed, type Asked } from './asked.ts';
import { Filters } from './filters.tsx';
import { Results, type Outcome } from './results.tsx';
import { QueueTable } from './rows.tsx';
import { QUEUE_WORDS, REWARDS_PATH } from './words.ts';

export interface QueueData {
  now: number;
  asked: Asked;
  queue: Queue;
  problem: Problem | null;
  /** The ids that are ticked. */
  picked: ReadonlySet<string>;
  /** What became of the rewards that were decided last. */
  outcomes: Outcome[];
  refused: Refused | null;
  /** What stays typed below. */
  values: Record<string, string>;
}

/** The rewards that wait, for whom, and those that wait no more; many can be decided at once. */
export function QueuePage({ data }: { data: QueueData }) {
  const { asked, queue, problem } = data;
  return (
    <>
      <Heading title="Rewards" lead="An act earns a reward, people decide it, the ledger pays it once.">
        <May any={['propose']}>
          <a class="button button-main" href={`${REWARDS_PATH}/new`}>
            Propose a reward
          </a>
        </May>
      </Heading>
      <Results outcomes={data.outcomes} listed={new Set(queue.items.map(({ reward }) => reward.id))} />
      <Tabs
        label="Queue"
        tabs={QUEUES.map((name) => ({
          label: QUEUE_WORDS[name],
          href: linkTo(REWARDS_PATH, { ...asked, queue: name, cursor: null, select: null }),
          current: name === asked.queue,
          n: queue.counts[name],
        }))}
      />
      <Filters asked={asked} queue={queue} />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {queue.items.length === 0 && data.refused !== null ? (
        <ProblemNotice problem={data.refused.problem} urgent />
      ) : null}
      <BudgetsLeft of={queue.budgets} />
      {queue.items.length === 0 ? <Nothing asked={asked} /> : <List data={data} />}
      <Pager path={REWARDS_PATH} query={{ ...asked, select: null }} next={queue.next} />
    </>
  );
}

/** What is left to give of the budgets these rewards draw from. */
function BudgetsLeft({ of }: { of: Queue['budgets'] }) {
  if (of.length === 0) return null;
  return (
    <ul class="budgets-left quiet">
      {of.map(({ holder, currency, left, amount }) => (
        <li>
          Budget <bdi>{holderWords(holder)}</bdi>: <Money amount={left} currency={currency} /> left of{' '}
          <Money amount={amount} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

function List({ data }: { data: QueueData }) {
  const { asked, queue, values } = data;
  const isDecidable =
    queue.mayDecide && (asked.queue === 'mine' || asked.queue === 'others' || asked.queue === 'held');
  if (!isDecidable) return <QueueTable data={data} isDecidable={false} />;
  return (
    <form class="queue" method="post" action={`${REWARDS_PATH}/decisions#results`} data-queue>
      {Object.entries(asked).map(([name, value]) =>
        value === null || name === 'select' ? null : <input type="hidden" name={name} value={value} />,
      )}
      <QueueTable data={data} isDecidable />
      <BulkBar
        asked={asked}
        n={queue.items.length}
        picked={queue.items.map(({ reward }) => reward).filter(({ id }) => data.picked.has(id))}
        reason={values['reason'] ?? ''}
        refused={refusedBy(data.refused, 'bulk')}
      />
    </form>
  );
}

const EMPTY: Record<QueueName, [title: string, text: string]> = {
  mine: [
    'Nothing waits for you',
    'A reward that needs your yes shows up here and in Slack. What others decide is one tab further.',
  ],
  others: ['Nothing waits for others', 'Your own proposals wait here, and what needs another role.'],
  held: ['Nothing is held', 'A reward that looks unusual waits here until somebody has looked at it.'],
  change: ['No change is asked for', 'What was sent back waits here for whoever proposed it.'],
  history: ['Nothing was decided yet', 'Everything decided and paid stays listed here.'],
};

function Nothing({ asked }: { asked: Asked }) {
  const [title, text] = isNarrowed(asked)
    ? ['No reward fits', 'Widen the filter to see more.']
    : EMPTY[asked.queue];
  return (
    <Empty title={title}>
      <p>{text}</p>
      {isNarrowed(asked) ? (
        <p>
          <a class="button" href={linkTo(REWARDS_PATH, { queue: asked.queue })}>
            Show all of them
          </a>
        </p>
      ) : null}
    </Empty>
  );
}
