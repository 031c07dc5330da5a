import { isVoid } from '#core/fulfilment/state.ts';
import { problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import type { RewardDetail } from '#server/workspace/rewards/detail.ts';
import { REWARDS_PATH } from './words.ts';

/** Gives an approved reward up, or takes a paid one back: for finance. */
export function TakeBack({ of, refused }: { of: RewardDetail; refused: Refused | null }) {
  const { reward, takeBack } = of;
  const mine = refusedBy(refused, 'take-back');
  const isPaid = reward.state === 'paid';
  if (reward.state !== 'approved' && !isPaid) return null;
  // An order that may stand is made void above; anything else leaves nothing to do here.
  if (takeBack !== null && of.fulfilment === null) return null;
  const title = isPaid ? 'Take it back' : 'Cancel it';
  const isOpen = of.fulfilment !== null && (of.fulfilment.doubt !== null || !isVoid(of.fulfilment.state));
  return (
    <May any={['manage_money']}>
      <section class="card" id="take-back" aria-labelledby="take-back-title">
        <h2 id="take-back-title">{title}</h2>
        {takeBack === null ? (
          <p class="quiet">
            {isPaid
              ? 'For what came back: the books reverse it, and what it was taken from has its amount again. Nothing is fetched from the person by this.'
              : 'It is approved but not paid. The budget has its amount again, and nothing is ordered.'}
          </p>
        ) : (
          <>
            <p>
              <bdi>{`${takeBack.message} ${takeBack.remedy}`}</bdi>
            </p>
            {isOpen ? (
              <a class="button" href="#fulfilment">
                Go to the order
              </a>
            ) : null}
          </>
        )}
        {takeBack === null ? <Form reward={reward} title={title} refused={mine} /> : null}
      </section>
    </May>
  );
}

function Form(props: { reward: RewardDetail['reward']; title: string; refused: Refused | null }) {
  const { reward, title, refused } = props;
  const isPaid = reward.state === 'paid';
  return (
    <details class="confirm" open={refused !== null}>
      <summary class="button">{title}</summary>
      <form class="stack-tight" method="post" action={`${REWARDS_PATH}/${reward.id}/take-back#take-back`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId('take-back')} urgent />
        )}
        <TextField
          form="take-back"
          name="reason"
          label="Why?"
          hint="Kept in the audit trail."
          refused={refused}
          maxlength={2000}
          required
        />
        <button class="button button-bad" type="submit">
          {isPaid ? 'Take the reward back' : 'Cancel the reward'}
        </button>
      </form>
    </details>
  );
}
