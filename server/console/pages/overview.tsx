import type { Reward } from '#core/reward/reward.ts';
import type { Tier } from '#core/score/tier.ts';
import type { ConnectionStatus } from '#server/connections.ts';
import { SharesBar } from '#server/console/parts/bars.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { isReading, SyncProgress } from '#server/console/parts/sync-progress.tsx';
import { Swell } from '#server/console/parts/swell.tsx';
import { When } from '#server/console/parts/when.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';
import { FirstSteps } from './first-steps.tsx';
import { NewestAdvocates, WaitingRewards } from './overview-lists.tsx';

export interface OverviewData {
  now: number;
  connections: ConnectionStatus[];
  census: Record<Tier, number>;
  newest: (PersonDetail & { tierSince: number })[];
  waiting: { reward: Reward; name: string }[];
  waitingCount: number;
  /** Job changes nobody decided. */
  moves: number;
  parked: number;
  /** Deliveries that failed and are tried again by themselves. */
  retried: number;
  /** Free budget by currency, what is used up most first; empty where none was ever granted. */
  budget: { currency: string; amount: number }[];
}

/** The programme at a glance, or the way to begin it. */
export function OverviewPage({ data }: { data: OverviewData }) {
  const { connections, census, now } = data;
  const reading = connections.filter(isReading);
  const people = Object.values(census).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <Heading title="Overview" lead={<Lead people={people} connections={connections} now={now} />} />
      {people === 0 && reading.length === 0 ? <Welcome /> : null}
      {reading.map((connection) => (
        <section class="card" aria-label={`Reading ${connection.name}`}>
          <h2>Reading {connection.name}</h2>
          <SyncProgress connection={connection} />
        </section>
      ))}
      <FirstSteps data={data} />
      {people === 0 ? null : (
        <>
          <Numbers data={data} />
          <Tiers census={census} people={people} />
          <div class="columns">
            <NewestAdvocates people={data.newest} now={now} />
            <WaitingRewards waiting={data.waiting} count={data.waitingCount} moves={data.moves} now={now} />
          </div>
        </>
      )}
    </>
  );
}

function Lead({
  people,
  connections,
  now,
}: {
  people: number;
  connections: ConnectionStatus[];
  now: number;
}) {
  const lastRead = Math.max(0, ...connections.map(({ lastPollAt }) => lastPollAt ?? 0));
  if (people === 0) return <>Your advocates will surface here.</>;
  return (
    <>
      What {counted(people, 'person tells', 'people tell')} us today.
      {lastRead === 0 ? null : (
        <>
          {' '}
          CRM read <When at={lastRead} now={now} />.
        </>
      )}
    </>
  );
}

function Welcome() {
  return (
    <section class="welcome" aria-labelledby="welcome">
      <h2 id="welcome">Find the people who would speak for you</h2>
      <p>
        Groundswell reads the signals your CRM already holds, scores who would help and why, and brings them
        to the colleagues who can ask.
      </p>
      <Swell />
    </section>
  );
}

function Numbers({ data }: { data: OverviewData }) {
  const { census, waitingCount, parked, budget } = data;
  const shown = budget.length > MOST_CURRENCIES ? MOST_CURRENCIES - 1 : budget.length;
  return (
    <dl class="numbers">
      <div>
        <dt>
          <a href="/console/advocates?tier=advocate">Advocates</a>
        </dt>
        <dd>{formatNumber(census.advocate + census.champion)}</dd>
        <dd class="numbers-note">{counted(census.champion, 'champion', 'champions')} among them</dd>
      </div>
      <div>
        <dt>
          <a href="/console/rewards">Rewards waiting</a>
        </dt>
        <dd>{formatNumber(waitingCount)}</dd>
        <dd class="numbers-note">{waitingCount === 0 ? 'Nothing to decide' : 'To be decided'}</dd>
      </div>
      <div>
        <dt>
          <a href="/console/budgets">Budget left</a>
        </dt>
        {budget.length === 0 ? <dd class="numbers-none">No limit set</dd> : null}
        {budget.slice(0, shown).map(({ amount, currency }) => (
          <dd>
            <Money amount={amount} currency={currency} />
          </dd>
        ))}
        {budget.length === shown ? null : (
          <dd class="numbers-note">
            and {counted(budget.length - shown, 'more currency', 'more currencies')}
          </dd>
        )}
      </div>
      <div>
        <dt>
          <a href="/console/deliveries?state=parked">Deliveries parked</a>
        </dt>
        <dd class={parked > 0 ? 'numbers-bad' : undefined}>{formatNumber(parked)}</dd>
        <dd class="numbers-note">{arrivalWords(data)}</dd>
      </div>
    </dl>
  );
}

/** As many currencies as fit beside the other numbers. */
const MOST_CURRENCIES = 3;

function arrivalWords({ parked, retried }: OverviewData) {
  if (retried > 0) {
    const again = `${formatNumber(retried)} failed and ${retried === 1 ? 'is' : 'are'} tried again`;
    return <a href="/console/deliveries?state=due">{again}</a>;
  }
  return parked === 0 ? 'Everything arrives' : 'Need a look';
}

function Tiers({ census, people }: { census: Record<Tier, number>; people: number }) {
  const shares = (['champion', 'advocate', 'candidate'] as const).map((name) => ({ name, n: census[name] }));
  const words = { champion: 'Champions', advocate: 'Advocates', candidate: 'Candidates' };
  const standing = people - census.none;
  return (
    <section class="tiers" aria-labelledby="tiers">
      <h2 id="tiers">
        {counted(standing, 'person has', 'people have')} a tier{' '}
        <span class="quiet">of {formatNumber(people)}</span>
      </h2>
      <SharesBar shares={shares} />
      <ul>
        {shares.map(({ name, n }) => (
          <li>
            <a href={`/console/advocates?tier=${name}`}>
              <span class={`dot dot-${name}`} aria-hidden="true"></span>
              {words[name]} <strong>{formatNumber(n)}</strong>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
