import type { Reward } from '#core/reward/reward.ts';
import { StatusBadge } from '#server/console/parts/badge.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { When } from '#server/console/parts/when.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';

/** Who rose last. */
export function NewestAdvocates({
  people,
  now,
}: {
  people: (PersonDetail & { tierSince: number })[];
  now: number;
}) {
  return (
    <section class="card" aria-labelledby="newest">
      <div class="card-head">
        <h2 id="newest">Newest advocates</h2>
        <a href="/console/advocates">All people</a>
      </div>
      {people.length === 0 ? (
        <p class="quiet">Nobody has reached the threshold yet. People rise as their signals arrive.</p>
      ) : (
        <ul class="lines">
          {people.map((person) => (
            <li>
              <span class="lines-main">
                <a href={`/console/advocates/${person.id}`}>
                  <bdi>{person.name}</bdi>
                </a>
                <span class="quiet">
                  <bdi>{person.company ?? 'No company'}</bdi> · <When at={person.tierSince} now={now} />
                </span>
              </span>
              <StatusBadge status={person.status} tier={person.tier} />
              <span class="lines-number">{person.propensity}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What somebody has to decide: rewards by name, job changes by their number. */
export function WaitingRewards(props: {
  waiting: { reward: Reward; name: string }[];
  count: number;
  moves: number;
  now: number;
}) {
  const { waiting, count, moves, now } = props;
  return (
    <section class="card" aria-labelledby="waiting">
      <div class="card-head">
        <h2 id="waiting">Waiting for a decision</h2>
        <a href="/console/rewards">{count > waiting.length ? `All ${count} rewards` : 'Rewards'}</a>
      </div>
      {waiting.length === 0 && moves === 0 ? (
        <p class="quiet">Nothing waits. An act that earns a reward shows up here and in Slack.</p>
      ) : (
        <ul class="lines">
          {moves === 0 ? null : (
            <li>
              <span class="lines-main">
                <a href="/console/moves">{counted(moves, 'job change', 'job changes')}</a>
                <span class="quiet">To confirm, or to say otherwise</span>
              </span>
            </li>
          )}
          {waiting.map(({ reward, name }) => (
            <li>
              <span class="lines-main">
                <a href={`/console/rewards/${reward.id}`}>
                  <bdi>{name}</bdi>
                </a>
                <span class="quiet">
                  {reward.act} · runs out <When at={reward.expiresAt} now={now} />
                </span>
              </span>
              <strong>
                <Money amount={reward.amount} currency={reward.currency} />
              </strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
