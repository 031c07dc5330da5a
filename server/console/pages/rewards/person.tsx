import type { TrustLevel } from '#core/fraud/trust.ts';
import { actorTitle, actorWords } from '#server/console/parts/actor.ts';
import { Money } from '#server/console/parts/money.tsx';
import { Day } from '#server/console/parts/when.tsx';
import type { RewardDetail } from '#server/workspace/rewards/detail.ts';

const TRUST_WORDS: Record<TrustLevel, string> = {
  new: 'New: no clean history yet',
  known: 'Known: was rewarded before, cleanly',
  trusted: 'Trusted: rewarded several times, cleanly',
};

/** Whom it is for: how far their history carries, and what they were given this year. */
export function ForWhom({ of: { reward, person } }: { of: RewardDetail }) {
  const { yearToDate } = person;
  return (
    <section class="card" aria-labelledby="person-title">
      <h2 id="person-title">
        <a href={`/console/advocates/${reward.personId}`}>
          <bdi>{person.name}</bdi>
        </a>
      </h2>
      <p class="quiet">
        <bdi>{person.company ?? 'No company'}</bdi>
      </p>
      <dl class="facts facts-narrow">
        <div>
          <dt>Trust</dt>
          <dd>{TRUST_WORDS[person.trust]}</dd>
        </div>
        {yearToDate === null ? null : (
          <div>
            <dt>Given in {yearToDate.year}</dt>
            <dd>
              <Money amount={yearToDate.total} currency={yearToDate.currency} />
              {yearToDate.threshold === null ? null : (
                <span class="under">
                  <Money amount={yearToDate.reported} currency={yearToDate.currency} /> of it counts towards
                  form 1099, due from <Money amount={yearToDate.threshold} currency={yearToDate.currency} />.
                </span>
              )}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** Who decides for whom while this waits. */
export function StandIns({ of: { delegations } }: { of: RewardDetail }) {
  if (delegations.length === 0) return null;
  return (
    <section class="card" aria-labelledby="delegations-title">
      <h2 id="delegations-title">Who stands in for whom</h2>
      <ul class="lines">
        {delegations.map(({ principal, delegate, until }) => (
          <li>
            <span class="lines-main">
              <span>
                <bdi>{actorTitle(delegate)}</bdi> for <bdi>{actorWords(principal)}</bdi>
              </span>
              <span class="quiet">
                until <Day at={until} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
