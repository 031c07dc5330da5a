import { FRAUD_RULES } from '#core/fraud/rule.ts';
import { actorWords } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { personBehind, PersonLink, RewardLink } from '#server/console/parts/people.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { Day } from '#server/console/parts/when.tsx';
import type { HoldView } from '#server/workspace/fraud/rows.ts';
import { FRAUD_PATH, HOLD_WORDS } from './words.ts';

interface CardProps {
  /** Those of one reward, which is told once. */
  holds: readonly HoldView[];
  now: number;
  refused: Refused | null;
  /** Whether it stands on its reward's page, where its verdict leads back to. */
  isOnReward?: boolean;
}

/** The holds of one reward: why each stands, what it rests on, by when it should be looked at, and the two verdicts. */
export function HoldCard({ holds, now, refused, isOnReward = false }: CardProps) {
  const [first] = holds;
  if (first === undefined) return null;
  const { rewardId, personId, person, act, amount, currency, placedAt } = first;
  return (
    <article class="card reward" aria-labelledby={`${rewardId}-holds`}>
      <div class="reward-head">
        <div>
          <h2 id={`${rewardId}-holds`}>
            <a href={`/console/rewards/${rewardId}`}>{rewardId}</a> for{' '}
            <a href={`/console/advocates/${personId}`}>
              <bdi>{person}</bdi>
            </a>
          </h2>
          <p class="quiet">
            <bdi>{act}</bdi> · held <Day at={placedAt} />
            {holds.length === 1 ? '' : ` for ${holds.length} reasons`}
          </p>
        </div>
        <div class="reward-amount">
          <p>
            <Money amount={amount} currency={currency} />
          </p>
        </div>
      </div>
      {holds.map((hold) => (
        <Hold hold={hold} now={now} refused={refusedBy(refused, `hold-${hold.id}`)} isOnReward={isOnReward} />
      ))}
    </article>
  );
}

function Hold(props: { hold: HoldView; now: number; refused: Refused | null; isOnReward: boolean }) {
  const { hold, now, refused, isOnReward } = props;
  const { id, code, reason, state } = hold;
  const { label, clearedBy } = FRAUD_RULES[code];
  return (
    <section class="hold stack-tight" id={id} aria-label={label}>
      <p>
        <Badge tone={state === 'open' ? 'warm' : state === 'confirmed' ? 'bad' : 'calm'}>{label}</Badge>{' '}
        <bdi>{reason}</bdi>
      </p>
      <dl class="facts">
        <Evidence of={hold} />
        {state === 'open' ? (
          <>
            <div>
              <dt>What clears it</dt>
              <dd>{clearedBy}</dd>
            </div>
            <Expected hold={hold} now={now} />
          </>
        ) : (
          <Ended hold={hold} />
        )}
      </dl>
      {state === 'open' ? <Decide hold={hold} refused={refused} isOnReward={isOnReward} /> : null}
    </section>
  );
}

function Evidence({ of: { evidence: of, code, personId, state } }: { of: HoldView }) {
  const isMatch = code === 'duplicate_person' && state === 'open';
  return (
    <div class="rests-on">
      <dt>It rests on</dt>
      <dd>
        {of.length === 0 ? <span class="quiet">Nothing that is kept</span> : null}
        {of.map((each, place) => (
          <>
            {place === 0 ? '' : each.startsWith('more:') ? ' and ' : ', '}
            <Fact of={each} />
            {isMatch && each.startsWith('person:') ? <Match one={personId} other={each.slice(7)} /> : null}
          </>
        ))}
      </dd>
    </div>
  );
}

/** Where somebody decides whether the two are one. */
function Match({ one, other }: { one: string; other: string }) {
  const [a, b] = Number(one) < Number(other) ? [one, other] : [other, one];
  return (
    <>
      {' ('}
      <a href={`/console/matches#match-${a}-${b}`}>
        one person or two?<span class="visually-hidden"> Person {other}</span>
      </a>
      )
    </>
  );
}

const FACTS: Record<string, string> = {
  email: 'the same e-mail address',
  slack: 'the same Slack account',
  name: 'the same name and company',
  called: 'the same name, and nothing else is known',
};

function Fact({ of }: { of: string }) {
  const [kind, id = ''] = of.split(':');
  if (kind === 'reward') return <RewardLink id={id} />;
  if (kind === 'more') return <>{id} more</>;
  if (kind === 'person') {
    const company = personBehind(of)?.company ?? null;
    return (
      <>
        <PersonLink id={id} />
        {company === null ? null : (
          <>
            {' of '}
            <bdi>{company}</bdi>
          </>
        )}
      </>
    );
  }
  return <bdi>{kind === 'domain' ? id : (FACTS[of] ?? of)}</bdi>;
}

function Expected({ hold: { expectedBy, lapsesAt }, now }: { hold: HoldView; now: number }) {
  return (
    <div>
      <dt>Expected by</dt>
      <dd>
        <Day at={expectedBy} /> {expectedBy < now ? <Badge tone="bad">Overdue</Badge> : null}
        <span class="under">
          {lapsesAt === null ? (
            'It does not end by itself.'
          ) : (
            <>
              It lapses <Day at={lapsesAt} /> where nobody looks.
            </>
          )}
        </span>
      </dd>
    </div>
  );
}

function Ended({ hold: { state, by, at, why } }: { hold: HoldView }) {
  return (
    <div>
      <dt>{HOLD_WORDS[state]}</dt>
      <dd>
        {why === null ? null : <bdi>{why}</bdi>}
        <span class="under">
          by <bdi>{actorWords(by ?? '')}</bdi>
          {at === null ? null : (
            <>
              , <Day at={at} />
            </>
          )}
        </span>
      </dd>
    </div>
  );
}

function Decide(props: { hold: HoldView; refused: Refused | null; isOnReward: boolean }) {
  const { hold, refused, isOnReward } = props;
  const { id, rewardId } = hold;
  return (
    <May any={['approve', 'approve_finance']}>
      <details class="confirm" open={refused !== null}>
        <summary class="button">
          Decide
          <span class="visually-hidden">
            {' '}
            about the hold on {rewardId}: {FRAUD_RULES[hold.code].label}
          </span>
        </summary>
        <form class="stack-tight" method="post" action={`${FRAUD_PATH}/holds#${id}`}>
          {refused === null ? null : (
            <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
          )}
          <input type="hidden" name="hold" value={id} />
          {isOnReward ? <input type="hidden" name="back" value="reward" /> : null}
          <TextField
            form={`hold-${id}`}
            name="reason"
            label="What did you find?"
            hint="Kept in the trail. Where you confirm, whoever proposed it reads this."
            refused={refused}
            maxlength={500}
            required
          />
          <div class="decide">
            <button class="button button-main" type="submit" name="verdict" value="clear">
              Clear it
            </button>
            <button class="button button-bad" type="submit" name="verdict" value="confirm">
              Confirm and decline
            </button>
          </div>
        </form>
      </details>
    </May>
  );
}
