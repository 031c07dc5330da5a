import type { RoleCoverage } from '#core/account/coverage.ts';
import { ROLE_WORDS } from '#server/console/parts/account-words.ts';
import { Badge, StatusBadge } from '#server/console/parts/badge.tsx';
import { counted, TIER_WORDS } from '#server/console/parts/words.ts';
import type { AccountDetail } from '#server/workspace/accounts/accounts.ts';
import type { AccountPerson } from '#server/workspace/accounts/members.ts';

const SHOWN = 8;

/** The gates that are closed for the whole account, and said once. */
type Shared = ReadonlySet<AccountPerson['gates'][number]['gate']>;

/** Who is known in each role, and where nobody is. */
export function PeopleByRole({ account: { coverage, people, readiness } }: { account: AccountDetail }) {
  const shared = new Set(readiness.closed.map(({ gate }) => gate));
  const byRole = Map.groupBy(people, ({ role }) => role);
  const nobody = coverage.filter((role) => role.people === 0 && role.role !== 'other');
  return (
    <section class="card" aria-labelledby="people">
      <h2 id="people">People by role</h2>
      {coverage
        .filter((role) => role.people > 0)
        .map((role) => (
          <InRole of={role} people={byRole.get(role.role) ?? []} shared={shared} />
        ))}
      {nobody.length === 0 ? null : (
        <p class="uncovered">
          <strong>Nobody is known in:</strong> {nobody.map(({ role }) => ROLE_WORDS[role]).join(', ')}
        </p>
      )}
    </section>
  );
}

function InRole({ of, people, shared }: { of: RoleCoverage; people: AccountPerson[]; shared: Shared }) {
  const rest = people.slice(SHOWN);
  const unlisted = of.people - people.length;
  return (
    <section class="in-role" aria-labelledby={`role-${of.role}`}>
      <h3 id={`role-${of.role}`}>{ROLE_WORDS[of.role]}</h3>
      <p class="under">
        {counted(of.people, 'person', 'people')}
        {of.best === null || of.best === 'none' ? null : `, the best a ${TIER_WORDS[of.best].toLowerCase()}`}
      </p>
      <People people={people.slice(0, SHOWN)} shared={shared} />
      {rest.length === 0 ? null : (
        <details class="more">
          <summary>{counted(rest.length, 'more person', 'more people')}</summary>
          <People people={rest} shared={shared} />
        </details>
      )}
      {unlisted === 0 ? null : <p class="under">{counted(unlisted, 'other is', 'others are')} not listed.</p>}
    </section>
  );
}

function People({ people, shared }: { people: AccountPerson[]; shared: Shared }) {
  return (
    <ul class="lines">
      {people.map((person) => (
        <li>
          <span class="lines-main">
            <a href={`/console/advocates/${person.id}`}>
              <bdi>{person.name}</bdi>
            </a>
            {person.title === null ? null : (
              <span class="quiet">
                <bdi>{person.title}</bdi>
              </span>
            )}
            <NotNow person={person} shared={shared} />
          </span>
          <Badges person={person} />
          {person.known ? (
            <span class="lines-number">{person.propensity}</span>
          ) : (
            <span class="under">Not enough data</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What forbids asking one person beyond what forbids asking anybody there. */
function NotNow({ person, shared }: { person: AccountPerson; shared: Shared }) {
  const own = person.gates.filter(({ gate }) => !shared.has(gate));
  if (own.length === 0) return null;
  return <span class="under">Not now: {own.map(({ message }) => message).join(' ')}</span>;
}

function Badges({ person: { onDeal, unhappy, known, status, tier } }: { person: AccountPerson }) {
  if (!onDeal && !unhappy && !known) return null;
  return (
    <span class="badges">
      {onDeal ? <Badge tone="calm">On a deal</Badge> : null}
      {unhappy ? <Badge tone="bad">Unhappy lately</Badge> : null}
      {known ? <StatusBadge status={status} tier={tier} /> : null}
    </span>
  );
}
