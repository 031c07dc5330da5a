import { proposerOf, type Reward } from '#core/reward/reward.ts';
import { problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { Proposer } from '#server/console/parts/proposer.tsx';
import { When } from '#server/console/parts/when.tsx';
import { ADMIN } from '#server/console/handlers/form.ts';
import type { Balance } from './budget.tsx';

export interface NamedReward {
  reward: Reward;
  name: string;
  company: string | null;
}

interface CardProps {
  of: NamedReward;
  now: number;
  refused: Refused | null;
  balances: Balance[];
}

/** A reward that waits: who, what for, the proof, what it costs, and the two buttons. */
export function RewardCard({ of: { reward, name, company }, now, refused, balances }: CardProps) {
  const mine = refusedBy(refused, reward.id);
  const left = balances.find(({ account, currency }) => account === 'budget' && currency === reward.currency);
  return (
    <article class="card reward" id={reward.id} aria-labelledby={`${reward.id}-title`}>
      <div class="reward-head">
        <div>
          <h3 id={`${reward.id}-title`}>
            <a href={`/console/advocates/${reward.personId}`}>
              <bdi>{name}</bdi>
            </a>
          </h3>
          <p class="quiet">
            <bdi>{company ?? 'No company'}</bdi> · {reward.id}
          </p>
        </div>
        <div class="reward-amount">
          <p>
            <Money amount={reward.amount} currency={reward.currency} />
          </p>
          {left === undefined ? null : (
            <p class="under">
              leaves <Money amount={left.amount} currency={left.currency} />
            </p>
          )}
        </div>
      </div>
      <dl class="facts">
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
            <Proposer of={reward} />, <When at={reward.createdAt} now={now} />
          </dd>
        </div>
        <div>
          <dt>Runs out</dt>
          <dd>
            <When at={reward.expiresAt} now={now} />
          </dd>
        </div>
      </dl>
      {mine === null ? null : (
        <ProblemNotice problem={mine.problem} id={problemId(`decline-${reward.id}`)} urgent />
      )}
      <Decide reward={reward} name={name} refused={mine} />
    </article>
  );
}

function Decide({ reward, name, refused }: { reward: Reward; name: string; refused: Refused | null }) {
  const action = `/console/rewards/${reward.id}/decisions#${reward.id}`;
  const isOwn = proposerOf(reward) === ADMIN;
  return (
    <div class="decide">
      {isOwn ? (
        <p class="quiet">You proposed this one: a colleague approves it in Slack.</p>
      ) : (
        <form method="post" action={action}>
          <input type="hidden" name="decision" value="approve" />
          <button class="button button-main" type="submit">
            Approve<span class="visually-hidden"> the reward for {name}</span>
          </button>
        </form>
      )}
      <details class="confirm" open={refused?.values['decision'] === 'decline'}>
        <summary class="button">
          Decline<span class="visually-hidden"> the reward for {name}</span>
        </summary>
        <form class="stack-tight" method="post" action={action}>
          <input type="hidden" name="decision" value="decline" />
          <TextField
            form={`decline-${reward.id}`}
            name="reason"
            label="Why not?"
            hint="Whoever proposed it reads this."
            refused={refused}
            maxlength={2000}
            required
          />
          <button class="button button-bad" type="submit">
            Decline the reward
          </button>
        </form>
      </details>
    </div>
  );
}

/** Proof as given: a link where it is one. */
export function Proof({ proof }: { proof: string | null }) {
  if (proof === null) return <span class="quiet">None given</span>;
  return /^https?:\/\/\S+$/i.test(proof) ? (
    <Outside href={proof}>
      <bdi>{proof}</bdi>
    </Outside>
  ) : (
    <bdi>{proof}</bdi>
  );
}
