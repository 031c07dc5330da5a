import { Badge, StatusBadge } from '#server/console/parts/badge.tsx';
import { Bar } from '#server/console/parts/bars.tsx';
import { ACCOUNTS_PATH } from '#server/console/parts/account-words.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Gates, ReadinessBadge } from '#server/console/parts/gates.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { counted, vendorOf } from '#server/console/parts/words.ts';
import { Deals } from '#server/console/pages/person-history.tsx';
import type { AccountDetail } from '#server/workspace/accounts/accounts.ts';
import { Concentration } from './concentration.tsx';
import { CompanyHolding, type AccountHold } from './holding.tsx';
import { PeopleByRole } from './people.tsx';
import { AccountReasons } from './reasons.tsx';

/** One company: what its people make of it, who they are, and on whom it hangs. */
export function AccountPage({ account, hold }: { account: AccountDetail; hold: AccountHold }) {
  const { companies } = account;
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={ACCOUNTS_PATH}>Accounts</a>
      </nav>
      <Heading title={<bdi>{account.name}</bdi>} lead={<About account={account} />}>
        {companies.map(({ connection, id, url }) => (
          <span class="record-link">
            <Outside href={url}>
              {vendorOf(connection)} {companies.length > 1 ? id : 'record'}
            </Outside>
          </span>
        ))}
      </Heading>
      <div class="person-columns">
        <div class="stack">
          <Numbers account={account} />
          <AccountReasons account={account} />
          <PeopleByRole account={account} />
        </div>
        <div class="stack">
          <Asking account={account} />
          <CompanyHolding account={account} hold={hold} />
          <Worst account={account} />
          <Concentration account={account} />
          <Deals deals={account.deals} />
        </div>
      </div>
    </>
  );
}

function About({ account: { domain, industry } }: { account: AccountDetail }) {
  const parts = [domain, industry === null ? null : industryWords(industry)].filter((part) => part !== null);
  if (parts.length === 0) return <>No domain known</>;
  return (
    <>
      {parts.map((part, index) => (
        <>
          {index > 0 ? ' · ' : ''}
          <bdi>{part}</bdi>
        </>
      ))}
    </>
  );
}

/** HubSpot names industries as constants: `COMPUTER_SOFTWARE`. */
function industryWords(industry: string): string {
  if (!/^[A-Z][A-Z_]+$/.test(industry)) return industry;
  return industry.charAt(0) + industry.slice(1).toLowerCase().replaceAll('_', ' ');
}

function Numbers({ account }: { account: AccountDetail }) {
  const { propensity, size, known } = account;
  const confidence = Math.round(100 * account.confidence);
  return (
    <section class="card scores" aria-labelledby="scores">
      <h2 class="visually-hidden" id="scores">
        Score
      </h2>
      <dl>
        <div>
          <dt>Propensity</dt>
          {propensity === null ? (
            <dd>
              <span class="score-none">Not enough data</span>
              <span class="under">
                {size === 0 ? 'Nobody there is known.' : 'Too little is known of everybody there.'}
              </span>
            </dd>
          ) : (
            <dd>
              <span class="score-number">{propensity}</span>
              <span class="quiet"> of 100</span>
              <Bar percent={propensity} />
            </dd>
          )}
        </div>
        <div>
          <dt>Confidence</dt>
          <dd>
            <span class="score-number">{confidence}</span>
            <span class="quiet"> %</span>
            <Bar percent={confidence} tone="quiet" />
            <span class="under">of the key people are known well enough</span>
          </dd>
        </div>
        <div>
          <dt>People</dt>
          <dd>
            <span class="score-number">{size}</span>
            <span class="under">{counted(known, 'is known well enough', 'are known well enough')}</span>
          </dd>
        </div>
      </dl>
      <details class="meaning">
        <summary>What these numbers mean</summary>
        <p>
          <strong>Propensity</strong> answers: would anybody there help? 70 % of the score of the person who
          stands highest, 20 % of the second and 10 % of the third. One yes is enough for an ask, so the first
          counts most; the others are who is left when that one rests or leaves. Nobody else can lower it.
        </p>
        <p>
          <strong>Confidence</strong> answers: of how many of the key people is enough known? Key people
          decide, by their title, or are on a deal that is open or won. Where there are none, everybody is
          asked about.
        </p>
      </details>
    </section>
  );
}

function Asking({ account: { readiness } }: { account: AccountDetail }) {
  return (
    <section class="card" aria-labelledby="asking">
      <div class="card-head">
        <h2 id="asking">Asking anybody there</h2>
        <ReadinessBadge readiness={readiness} />
      </div>
      <Gates readiness={readiness} last />
    </section>
  );
}

function Worst({ account: { worst } }: { account: AccountDetail }) {
  return (
    <section class="card" aria-labelledby="worst">
      <h2 id="worst">Weakest key person</h2>
      {worst === null ? (
        <p class="quiet">Enough is known of no key person yet: nobody who decides, or is on a deal.</p>
      ) : (
        <ul class="lines">
          <li>
            <span class="lines-main">
              <a href={`/console/advocates/${worst.id}`}>
                <bdi>{worst.name}</bdi>
              </a>
              {worst.title === null ? null : (
                <span class="quiet">
                  <bdi>{worst.title}</bdi>
                </span>
              )}
              <span class="badges">
                {worst.unhappy ? <Badge tone="bad">Unhappy lately</Badge> : null}
                <StatusBadge status={worst.status} tier={worst.tier} />
              </span>
            </span>
            {worst.known ? <span class="lines-number">{worst.propensity}</span> : null}
          </li>
        </ul>
      )}
    </section>
  );
}
