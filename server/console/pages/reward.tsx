import { actorWords } from '#server/console/parts/actor.ts';
import { Proposer } from '#server/console/parts/proposer.tsx';
import { RewardBadge } from '#server/console/parts/badge.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import type { Balance } from './budget.tsx';
import { Proof, RewardCard, type NamedReward } from './reward-card.tsx';

/** One reward: to be decided, or how it ended. */
export function RewardPage(props: {
  of: NamedReward;
  now: number;
  refused: Refused | null;
  balances: Balance[];
}) {
  const { reward, name } = props.of;
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/console/rewards">Rewards</a>
      </nav>
      <Heading
        title={
          <>
            Reward {reward.id} <RewardBadge state={reward.state} />
          </>
        }
        lead={
          <>
            <Money amount={reward.amount} currency={reward.currency} /> for <bdi>{name}</bdi>
          </>
        }
      />
      {reward.state === 'proposed' ? (
        <section aria-labelledby="to-decide">
          <h2 class="visually-hidden" id="to-decide">
            To be decided
          </h2>
          <RewardCard {...props} />
        </section>
      ) : (
        <Decided of={props.of} />
      )}
    </>
  );
}

function Decided({ of: { reward, name } }: { of: NamedReward }) {
  return (
    <section class="card" aria-label="Facts">
      <dl class="facts">
        <div>
          <dt>Person</dt>
          <dd>
            <a href={`/console/advocates/${reward.personId}`}>
              <bdi>{name}</bdi>
            </a>
          </dd>
        </div>
        <div>
          <dt>For</dt>
          <dd>
            <bdi>{reward.act}</bdi>
          </dd>
        </div>
        <div>
          <dt>Proof</dt>
          <dd>
            <Proof proof={reward.proof} />
          </dd>
        </div>
        <div>
          <dt>Proposed</dt>
          <dd>
            by <Proposer of={reward} />, <Moment at={reward.createdAt} />
          </dd>
        </div>
        {reward.decidedAt === null ? null : (
          <div>
            <dt>Decided</dt>
            <dd>
              by <bdi>{actorWords(reward.decidedBy ?? '')}</bdi>, <Moment at={reward.decidedAt} />
            </dd>
          </div>
        )}
        {reward.reason === null ? null : (
          <div>
            <dt>Reason</dt>
            <dd>
              <bdi>{reward.reason}</bdi>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
