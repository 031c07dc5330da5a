import { shortfallWords } from '#core/score/evidence.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { accountHref } from '#server/console/parts/account-words.ts';
import { StatusBadge } from '#server/console/parts/badge.tsx';
import { Bar } from '#server/console/parts/bars.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { Day, When } from '#server/console/parts/when.tsx';
import { VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { FlagProblem } from '#server/workspace/flags/problems.ts';
import type { Outlook } from '#server/workspace/people/outlook.ts';
import type { PersonProfile } from '#server/workspace/people/people.ts';
import type { PersonLink } from '#server/workspace/identity/person-links.ts';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';
import type { HoldView } from '#server/workspace/gates/holds.ts';
import type { JobChangeView } from '#server/workspace/job-changes/rows.ts';
import type { PersonDeal } from '#server/workspace/people/deals.ts';
import type { PersonPoints } from '#server/workspace/points/views.ts';
import type { TimelineEntry } from '#server/workspace/people/timeline.ts';
import { Asking } from './asking.tsx';
import { Holding } from './holding.tsx';
import { Deals, Timeline } from './person-history.tsx';
import { Erase, SamePerson } from './person-identity.tsx';
import { JobNotice } from './job-notice.tsx';
import { PointsHeld } from './points/held.tsx';
import { RewardForm, SignalForm } from './person-forms.tsx';
import { Raises, WeekChange } from './outlook.tsx';
import { Reasons } from './reasons.tsx';
import { May } from '#server/console/parts/viewer.tsx';

export interface PersonData {
  now: number;
  person: PersonProfile;
  score: Outlook;
  timeline: TimelineEntry[];
  deals: PersonDeal[];
  /** The account of the company they are at; null where it is none we know. */
  account: string | null;
  /** The legal holds that stand for them. */
  holds: HoldView[];
  /** What made them who they are. */
  links: PersonLink[];
  /** What became of their job, and why their flag ended. */
  jobs: { changes: JobChangeView[]; ended: string | null; endedBy: string | null };
  /** What they hold of each programme of points. */
  points: PersonPoints[];
  /** A fresh idempotency key for each form. */
  keys: { ask: string; reward: string; signal: string };
  currency: string;
  /** What of the catalogue can be given now, and the programmes there are. */
  items: ListedItem[];
  programmes: string[];
  refused: Refused | null;
}

/** One person: the score and its reasons, what happened, what can be done. */
export function PersonPage({ data }: { data: PersonData }) {
  const { person, now } = data;
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/console/advocates">Advocates</a>
      </nav>
      <Heading
        title={
          <>
            <bdi>{person.name}</bdi> <StatusBadge status={person.status} tier={person.tier} />
          </>
        }
        lead={<Standing data={data} />}
      >
        {person.links.map(({ vendor, id, url }) => (
          <span class="record-link">
            <Outside href={url}>
              {VENDOR_WORDS[vendor]} {person.links.length > 1 ? id : 'record'}
            </Outside>
          </span>
        ))}
      </Heading>
      <div class="person-flow">
        <div class="stack">
          <JobNotice jobs={data.jobs} />
          <RefusedWrites problems={person.flagProblems} />
          <Scores data={data} />
        </div>
        <Asking data={data} />
        <div class="stack">
          <Reasons score={data.score} person={person} deals={data.deals} now={now} />
          {data.score.change === null ? null : <WeekChange change={data.score.change} now={now} />}
          <Raises raises={data.score.raises} person={person} />
          <Timeline entries={data.timeline} now={now} />
        </div>
        <div class="stack beside">
          <PointsHeld person={person.id} points={data.points} />
          <May any={['propose']}>
            <RewardForm data={data} />
            <SignalForm data={data} />
          </May>
          <Deals deals={data.deals} />
          <Holding data={data} />
          <SamePerson person={person} links={data.links} now={now} />
          <Erase person={person} />
        </div>
      </div>
    </>
  );
}

/** CRM records that do not show what we know, and why. */
function RefusedWrites({ problems }: { problems: FlagProblem[] }) {
  return (
    <>
      {problems.map(({ vendor, recordId, problem }) => (
        <ProblemNotice
          problem={{
            message: `${VENDOR_WORDS[vendor]} refused our last write to record ${recordId}: ${problem.message}`,
            remedy: problem.remedy,
          }}
        />
      ))}
    </>
  );
}

function Standing({ data: { person, account } }: { data: PersonData }) {
  const work = [person.title, person.company].filter((part) => part !== null);
  return (
    <>
      {work.map((part, index) => (
        <>
          {index > 0 ? ', ' : ''}
          {account !== null && part === person.company && index === work.length - 1 ? (
            <a href={accountHref(account)}>
              <bdi>{part}</bdi>
            </a>
          ) : (
            <bdi>{part}</bdi>
          )}
        </>
      ))}
      {work.length > 0 && person.email !== null ? ' · ' : ''}
      {person.email === null ? work.length === 0 ? 'No e-mail known' : '' : <bdi>{person.email}</bdi>}
      {person.owner === null ? null : (
        <>
          {' '}
          · looked after by <bdi>{person.owner}</bdi>
        </>
      )}
    </>
  );
}

/** A low number would say they are unwilling, where we only do not know. */
function Propensity({ data: { person, score } }: { data: PersonData }) {
  if (score.propensity === null) {
    return (
      <dd>
        <span class="score-none">Not enough data</span>
        {person.shortfall === null ? null : <span class="under">{shortfallWords(person.shortfall)}</span>}
      </dd>
    );
  }
  return (
    <dd>
      <span class="score-number">{score.propensity}</span>
      <span class="quiet"> of 100</span>
      <Bar percent={score.propensity} tone={person.tier} />
      <Keeps person={person} />
    </dd>
  );
}

/** Until when they keep their tier if nothing is heard, and where it is left: a little below where it was entered. */
function Keeps({ person: { tier, status, tierUntil, leavesTier } }: { person: PersonProfile }) {
  if (tier === 'none' || status === 'none' || leavesTier === null) return null;
  const { propensity, confidence } = leavesTier;
  return (
    <span class="under">
      {tierUntil === null ? null : (
        <>
          Stays {tier === 'advocate' ? 'an' : 'a'} {tier} until <Day at={tierUntil} /> unless something new is
          heard;{' '}
        </>
      )}
      left below {propensity}, or {Math.round(100 * confidence)} % confidence
    </span>
  );
}

function Scores({ data }: { data: PersonData }) {
  const { person, score, now } = data;
  const confidence = Math.round(score.confidence * 100);
  return (
    <section class="card scores" aria-labelledby="scores">
      <h2 class="visually-hidden" id="scores">
        Score
      </h2>
      <dl>
        <div>
          <dt>Propensity</dt>
          <Propensity data={data} />
        </div>
        <div>
          <dt>Confidence</dt>
          <dd>
            <span class="score-number">{confidence}</span>
            <span class="quiet"> %</span>
            <Bar percent={confidence} tone="quiet" />
          </dd>
        </div>
        <div>
          <dt>Last act</dt>
          <dd>
            <span class="score-text">
              {person.lastActAt === null ? 'None yet' : <When at={person.lastActAt} now={now} />}
            </span>
          </dd>
        </div>
      </dl>
      <details class="meaning">
        <summary>What these numbers mean</summary>
        <p>
          <strong>Propensity</strong> answers: would they help? It adds up what this person did and said, the
          newest counting most, over five ways to help. Where each tier begins is set in the{' '}
          <a href="/console/models">score model</a>; a tier is left a little below where it was entered.
        </p>
        <p>
          <strong>Confidence</strong> answers: how much do we know? It falls as evidence grows old. Where it
          is too low, there is not enough data for a number or a tier, however kind the little we know may be.
        </p>
        <p>
          <strong>Last act</strong> is the last time they chose to do something for you, such as a reference
          call. Being satisfied or renewing is no act.
        </p>
      </details>
    </section>
  );
}
