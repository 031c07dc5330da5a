import type { Explanation } from '#core/score/explain.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { StatusBadge } from '#server/console/parts/badge.tsx';
import { Bar } from '#server/console/parts/bars.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { When } from '#server/console/parts/when.tsx';
import { VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { FlagProblem } from '#server/workspace/flags/problems.ts';
import type { PersonProfile } from '#server/workspace/people/people.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';
import type { PersonLink } from '#server/workspace/identity/person-links.ts';
import type { PersonDeal } from '#server/workspace/people/deals.ts';
import type { TimelineEntry } from '#server/workspace/people/timeline.ts';
import { Asking } from './asking.tsx';
import { Deals, Timeline } from './person-history.tsx';
import { Erase, SamePerson } from './person-identity.tsx';
import { RewardForm, SignalForm } from './person-forms.tsx';
import { Reasons } from './reasons.tsx';

export interface PersonData {
  now: number;
  person: PersonProfile;
  score: Explanation;
  timeline: TimelineEntry[];
  deals: PersonDeal[];
  /** What made them who they are. */
  links: PersonLink[];
  /** A fresh idempotency key for each form. */
  keys: { ask: string; reward: string; signal: string };
  currency: string;
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
            <bdi>{person.name}</bdi> <StatusBadge status={person.status} />
          </>
        }
        lead={<Standing person={person} />}
      >
        {person.links.map(({ vendor, id, url }) => (
          <span class="record-link">
            <Outside href={url}>
              {VENDOR_WORDS[vendor]} {person.links.length > 1 ? id : 'record'}
            </Outside>
          </span>
        ))}
      </Heading>
      <div class="person-columns">
        <div class="stack">
          <RefusedWrites problems={person.flagProblems} />
          <Scores data={data} />
          <Reasons score={data.score} person={person} deals={data.deals} now={now} />
          <Timeline entries={data.timeline} now={now} />
        </div>
        <div class="stack">
          <Asking data={data} />
          <RewardForm data={data} />
          <SignalForm data={data} />
          <Deals deals={data.deals} />
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

function Standing({ person }: { person: PersonDetail }) {
  const work = [person.title, person.company].filter((part) => part !== null);
  return (
    <>
      {work.map((part, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <bdi>{part}</bdi>
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
          <dd>
            <span class="score-number">{score.propensity}</span>
            <span class="quiet"> of 100</span>
            <Bar percent={score.propensity} tone={person.tier} />
          </dd>
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
          newest counting most, over five ways to help. From 25 somebody is a candidate, from 50 an advocate,
          from 75 a champion; a tier is left only 10 % below where it was entered.
        </p>
        <p>
          <strong>Confidence</strong> answers: how much do we know? It falls as evidence grows old. Below 40 %
          nobody has a tier, however kind the little we know may be.
        </p>
        <p>
          <strong>Last act</strong> is the last time they chose to do something for you, such as a reference
          call. Being satisfied or renewing is no act.
        </p>
      </details>
    </section>
  );
}
