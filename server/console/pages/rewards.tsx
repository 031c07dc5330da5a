import type { Problem } from '#core/problem.ts';
import type { Reward, RewardState } from '#core/reward/reward.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { RewardBadge } from '#server/console/parts/badge.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import { When } from '#server/console/parts/when.tsx';
import { counted } from '#server/console/parts/words.ts';
import { Budget, type Balance } from './budget.tsx';
import { RewardCard, type NamedReward } from './reward-card.tsx';

export interface RewardsData {
  now: number;
  waiting: NamedReward[];
  history: NamedReward[];
  counts: Record<RewardState, number>;
  state: RewardState | null;
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
  balances: Balance[];
  grantKey: string;
  refused: Refused | null;
}

const PATH = '/console/rewards';

/** What waits for a decision, what was decided, and the money behind it. */
export function RewardsPage({ data }: { data: RewardsData }) {
  const { waiting, counts, now, refused, balances } = data;
  return (
    <>
      <Heading title="Rewards" lead="An act earns a reward, a person decides it, the ledger pays it once." />
      <div class="person-columns">
        <section class="stack" aria-labelledby="waiting">
          <h2 class="section-title" id="waiting">
            {counts.proposed === 0
              ? 'Nothing waits'
              : `${counted(counts.proposed, 'reward waits', 'rewards wait')} for a decision`}
          </h2>
          {waiting.map((each) => (
            <RewardCard of={each} now={now} refused={refused} balances={balances} />
          ))}
          {waiting.length === 0 ? (
            <p class="card quiet">
              Rewards are proposed when somebody acts for you, such as giving a reference call, or by hand on
              a person’s page.
            </p>
          ) : null}
        </section>
        <Budget balances={balances} grantKey={data.grantKey} refused={refused} />
      </div>
      <History data={data} />
    </>
  );
}

function History({ data }: { data: RewardsData }) {
  const { counts, state, cursor, next, history, problem, now } = data;
  const cuts: { state: RewardState | null; label: string; n: number | null }[] = [
    { state: null, label: 'All', n: null },
    { state: 'approved', label: 'Approved', n: counts.approved },
    { state: 'paid', label: 'Paid', n: counts.paid },
    { state: 'declined', label: 'Declined', n: counts.declined },
    { state: 'expired', label: 'Expired', n: counts.expired },
  ];
  return (
    <section id="history" aria-labelledby="history-title">
      <h2 class="section-title" id="history-title">
        History
      </h2>
      <Tabs
        label="State"
        tabs={cuts.map((cut) => ({
          label: cut.label,
          href: `${linkTo(PATH, { state: cut.state })}#history`,
          current: cut.state === state,
          n: cut.n,
        }))}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {history.length === 0 ? (
        <Empty title="No rewards here yet">
          <p>Everything proposed, decided and paid stays listed here.</p>
        </Empty>
      ) : (
        <Table
          caption="Rewards"
          columns={[
            { label: 'Reward' },
            { label: 'Person' },
            { label: 'For' },
            { label: 'Amount', kind: 'number' },
            { label: 'State' },
            { label: 'Decided by' },
            { label: 'Proposed', kind: 'number' },
          ]}
        >
          {history.map((each) => (
            <HistoryRow of={each} now={now} />
          ))}
        </Table>
      )}
      <Pager path={PATH} query={{ state, cursor }} next={next} />
    </section>
  );
}

function HistoryRow({ of: { reward, name }, now }: { of: NamedReward; now: number }) {
  return (
    <Row>
      <Cell label="Reward" kind="lead">
        <a href={`${PATH}/${reward.id}`}>{reward.id}</a>
      </Cell>
      <Cell label="Person">
        <PersonLink reward={reward} name={name} />
      </Cell>
      <Cell label="For">
        <bdi>{reward.act}</bdi>
      </Cell>
      <Cell label="Amount" kind="number">
        <Money amount={reward.amount} currency={reward.currency} />
      </Cell>
      <Cell label="State">
        <RewardBadge state={reward.state} />
      </Cell>
      <Cell label="Decided by">
        {reward.decidedBy === null ? (
          <span class="quiet">Nobody</span>
        ) : (
          <bdi>{actorTitle(reward.decidedBy)}</bdi>
        )}
      </Cell>
      <Cell label="Proposed" kind="number">
        <When at={reward.createdAt} now={now} />
      </Cell>
    </Row>
  );
}

function PersonLink({ reward, name }: { reward: Reward; name: string }) {
  return (
    <a href={`/console/advocates/${reward.personId}`}>
      <bdi>{name}</bdi>
    </a>
  );
}
