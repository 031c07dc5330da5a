import type { Child } from 'hono/jsx';
import type { Approval, Step } from '#core/reward/approval.ts';
import { actorTitle, actorWords } from '#server/console/parts/actor.ts';
import { REWARD_WORDS } from '#server/console/parts/words.ts';
import { Day, Moment, When } from '#server/console/parts/when.tsx';
import { endedBy, type Ending } from '#server/workspace/rewards/endings.ts';
import type { RewardDetail } from '#server/workspace/rewards/detail.ts';
import { isHeld, proposerWords, SOURCE_WORDS, stepWords } from './words.ts';

/** The way of a reward, step by step: who said yes, for whom and when, and who is waited for. */
export function Chain({ of, now }: { of: RewardDetail; now: number }) {
  const { reward, because } = of;
  const { chain, approvals, revisedBy, revision, state } = reward;
  const isOpen = state === 'proposed';
  return (
    <section class="card" aria-labelledby="chain-title">
      <h2 id="chain-title">Approval</h2>
      <p class="quiet">
        {chain.length === 0
          ? 'Policy approves such a reward by itself. '
          : `It ${isOpen || state === 'change_requested' ? 'needs' : 'needed'} ${needs(chain)}. `}
        {because === '' ? null : (
          <>
            <a href="/console/policy">Policy</a>: <bdi>{because}</bdi>.
          </>
        )}
      </p>
      <ol class="chain">
        <Link state="done" title={<bdi>{`Proposed by ${proposerWords(reward)}`}</bdi>}>
          <Moment at={reward.createdAt} />, by way of {SOURCE_WORDS[reward.source]}
        </Link>
        {revisedBy === null ? null : (
          <Link state="done" title={<bdi>{`Changed by ${actorWords(revisedBy)}`}</bdi>}>
            proposed again <When at={of.askedAt} now={now} />, version {revision}
          </Link>
        )}
        {approvals.map((approval) => (
          <Given approval={approval} />
        ))}
        {isOpen
          ? chain
              .slice(approvals.length)
              .map((step, place) =>
                place === 0 ? <Now of={of} step={step} now={now} /> : <Later step={step} />,
              )
          : null}
        {of.endings.map((ending) => (
          <End ending={ending} />
        ))}
      </ol>
    </section>
  );
}

function Link(props: { state: 'done' | 'now' | 'later' | 'bad'; title: Child; children?: Child }) {
  const { state, title, children } = props;
  return (
    <li class={`chain-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
      <span class="chain-title">{title}</span>
      {children === undefined ? null : <span class="under">{children}</span>}
    </li>
  );
}

function Given({ approval: { by, onBehalfOf, step, at } }: { approval: Approval }) {
  return (
    <Link
      state="done"
      title={
        <>
          <bdi>{actorTitle(by)}</bdi> said yes
          {onBehalfOf === null ? null : (
            <>
              {' '}
              for <bdi>{actorWords(onBehalfOf)}</bdi>
            </>
          )}
        </>
      }
    >
      as {stepWords(step)}, <Moment at={at} />
    </Link>
  );
}

function Now({ of, step, now }: { of: RewardDetail; step: Step; now: number }) {
  const { reward, waitsFor } = of;
  return (
    <Link
      state="now"
      title={`Waits for ${step === 'approve' ? 'a manager' : 'finance'}${isHeld(of, now) ? ', once it is not held any more' : ''}`}
    >
      <bdi>{whoWords(waitsFor)}</bdi> Runs out on <Day at={reward.expiresAt} />.
    </Link>
  );
}

function Later({ step }: { step: Step }) {
  return <Link state="later" title={`Then ${step === 'approve' ? 'another manager' : 'finance'}`} />;
}

function End({ ending }: { ending: Ending }) {
  const { state, at, reason } = ending;
  const by = endedBy(ending, actorWords);
  const isGood = state === 'approved' || state === 'paid';
  const isBack = state === 'change_requested';
  return (
    <Link state={isGood ? 'done' : isBack ? 'now' : 'bad'} title={REWARD_WORDS[state]}>
      {by === null ? null : (
        <>
          by <bdi>{by}</bdi>,{' '}
        </>
      )}
      <Moment at={at} />
      {reason === null ? null : (
        <q class="chain-reason">
          <bdi>{reason}</bdi>
        </q>
      )}
    </Link>
  );
}

function needs(chain: readonly Step[]): string {
  const managers = chain.filter((step) => step === 'approve').length;
  const people = managers === 0 ? '' : managers === 1 ? 'one manager' : `${managers} managers`;
  const finance = chain.includes('approve_finance') ? 'finance' : '';
  return [people, finance].filter((each) => each !== '').join(', then ');
}

/** `Ana or Olu.`, `Ana, Olu or 2 others.` */
function whoWords({ names, total }: RewardDetail['waitsFor']): string {
  if (total === 0) return 'No member here may give it: an owner can give somebody the role.';
  const others = total - names.length;
  const listed = others === 0 ? names : [...names, `${others} ${others === 1 ? 'other' : 'others'}`];
  const last = listed.at(-1);
  return `${listed.length === 1 ? last : `${listed.slice(0, -1).join(', ')} or ${last}`}.`;
}
