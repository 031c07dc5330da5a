import { Detail } from '#server/console/pages/detail.tsx';
import { FulfilmentPanel } from '#server/console/pages/fulfilment.tsx';
import { HoldCard } from '#server/console/pages/fraud/hold-card.tsx';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Badge, RewardBadge } from '#server/console/parts/badge.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { actionWords } from '#server/console/parts/words.ts';
import type { RewardDetail } from '#server/workspace/rewards/detail.ts';
import { Chain } from './chain.tsx';
import { Decide } from './decide.tsx';
import { MoneyBehind } from './money-behind.tsx';
import { ForWhom, StandIns } from './person.tsx';
import { Revision } from './revision.tsx';
import { TakeBack } from './take-back.tsx';
import { isHeld, proposerWords, REWARDS_PATH } from './words.ts';

interface Props {
  of: RewardDetail;
  now: number;
  refused: Refused | null;
}

/** Everything about one reward, and what can be done with it. */
export function RewardPage({ of, now, refused }: Props) {
  const { reward, person, shortage } = of;
  const isOpen = reward.state === 'proposed';
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={REWARDS_PATH}>Rewards</a>
      </nav>
      <Heading
        title={
          <>
            <Money amount={reward.amount} currency={reward.currency} /> for <bdi>{person.name}</bdi>
          </>
        }
        lead={
          <>
            {reward.id} · <bdi>{reward.act}</bdi>
          </>
        }
      >
        <p class="row-badges">
          <RewardBadge state={reward.state} />
          {isOpen && isHeld(of, now) ? <Badge tone="warm">Held</Badge> : null}
          {shortage === null ? null : <Badge tone="bad">Over budget</Badge>}
        </p>
      </Heading>
      {refused?.form === 'page' ? <ProblemNotice problem={refused.problem} urgent /> : null}
      <div class="person-columns">
        <div class="stack">
          {isOpen ? <Decide of={of} refused={refused} now={now} /> : null}
          {reward.state === 'change_requested' ? <Revision reward={reward} refused={refused} /> : null}
          <Holds of={of} now={now} refused={refused} />
          <Chain of={of} now={now} />
          {of.fulfilment === null ? null : (
            <FulfilmentPanel
              of={of.fulfilment}
              reward={reward.state}
              nextTry={of.nextTry}
              now={now}
              refused={refused}
            />
          )}
          <MoneyBehind of={of} />
          <TakeBack of={of} refused={refused} />
        </div>
        <div class="stack">
          <Terms of={of} />
          <ForWhom of={of} />
          <StandIns of={of} />
          <Trail of={of} />
        </div>
      </div>
    </>
  );
}

function Holds({ of, now, refused }: Props) {
  const { reward, person, holds } = of;
  const { personId, act, amount, currency } = reward;
  const views = holds.map((hold) => ({ ...hold, personId, act, amount, currency, person: person.name }));
  return <HoldCard holds={views} now={now} refused={refused} isOnReward />;
}

function Terms({ of: { reward } }: { of: RewardDetail }) {
  return (
    <section class="card" aria-labelledby="terms-title">
      <h2 id="terms-title">Terms</h2>
      <dl class="facts facts-narrow">
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
          <dt>Proposed by</dt>
          <dd>
            <bdi>{proposerWords(reward)}</bdi>
          </dd>
        </div>
        <div>
          <dt>Programme</dt>
          <dd>
            <bdi>{reward.programme}</bdi>
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Proof as given: a link where it is one. */
function Proof({ proof }: { proof: string | null }) {
  if (proof === null) return <span class="quiet">None given</span>;
  return /^https?:\/\/\S+$/i.test(proof) ? (
    <Outside href={proof}>
      <bdi>{proof}</bdi>
    </Outside>
  ) : (
    <bdi>{proof}</bdi>
  );
}

function Trail({ of: { trail } }: { of: RewardDetail }) {
  return (
    <section class="card" aria-labelledby="trail-title">
      <div class="card-head">
        <h2 id="trail-title">Audit trail</h2>
        <a href="/console/audit">All of it</a>
      </div>
      <ol class="lines">
        {trail.map((entry) => (
          <li>
            <div class="lines-main">
              <span>{actionWords(entry.action)}</span>
              <span class="quiet">
                <bdi>{actorTitle(entry.actor)}</bdi>, <Moment at={entry.at} />
              </span>
              {entry.detail === '' ? null : (
                <div class="quiet">
                  <Detail of={entry} />
                </div>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
