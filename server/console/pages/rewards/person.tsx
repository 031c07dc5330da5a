import type { TrustLevel } from '#core/fraud/trust.ts';
import { actorTitle, actorWords } from '#server/console/parts/actor.ts';
import { Money } from '#server/console/parts/money.tsx';
import { Day } from '#server/console/parts/when.tsx';
import type { RewardDetail } from '#server/workspace/rewards/detail.ts';
import type { YearToDate } from '#server/workspace/tax/year-to-date.ts';

const TRUST_WORDS: Record<TrustLevel, string> = {
  new: 'New: no clean history yet',
  known: 'Known: was rewarded before, cleanly',
  trusted: 'Trusted: rewarded several times, cleanly',
};

/** Whom it is for: how far their history carries, and what they were given this year. */
export function ForWhom({ of: { reward, person } }: { of: RewardDetail }) {
  const { yearToDate, inOtherCurrencies } = person;
  const sums = yearToDate === null ? inOtherCurrencies : [yearToDate, ...inOtherCurrencies];
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
        {sums.length === 0 ? null : <Given sums={sums} />}
      </dl>
    </section>
  );
}

/** What left for them this year, and what will; in every currency. */
function Given({ sums }: { sums: YearToDate[] }) {
  const owed = sums.filter((each) => each.owed > 0);
  const taxed = sums.find(({ threshold }) => threshold !== null);
  return (
    <>
      <div>
        <dt>Paid in {sums[0]?.year}</dt>
        <dd>
          <Sums of={sums.map(({ currency, paid }) => ({ currency, amount: paid }))} />
        </dd>
      </div>
      {owed.length === 0 ? null : (
        <div>
          <dt>Approved, not paid yet</dt>
          <dd>
            <Sums of={owed.map((each) => ({ currency: each.currency, amount: each.owed }))} />
          </dd>
        </div>
      )}
      {taxed?.threshold == null ? null : (
        <div>
          <dt>Form 1099</dt>
          <dd>
            <Money amount={taxed.reported} currency={taxed.currency} /> of what is paid and approved counts.
            It is due from <Money amount={taxed.threshold} currency={taxed.currency} />.
          </dd>
        </div>
      )}
    </>
  );
}

/** Amounts of several currencies, those that are nothing only where all are. */
function Sums({ of }: { of: { currency: string; amount: number }[] }) {
  const some = of.filter(({ amount }) => amount > 0);
  if (some.length === 0) return <>Nothing yet</>;
  return (
    <ul>
      {some.map(({ currency, amount }) => (
        <li>
          <Money amount={amount} currency={currency} />
        </li>
      ))}
    </ul>
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
