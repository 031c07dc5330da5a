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
  return (
    <May any={['manage_money']}>
      <section class="card" id="take-back" aria-labelledby="take-back-title">
        <h2 id="take-back-title">{title}</h2>
        <p class="quiet">
          {isPaid
            ? 'For what came back: the books reverse it, and the budget has its amount again. Nothing is fetched from the person by this.'
            : 'It is approved but not paid. The budget has its amount again, and nothing is ordered.'}
        </p>
        {takeBack === null ? null : (
          <>
            <p>
              <bdi>{`${takeBack.message} ${takeBack.remedy}`}</bdi>
            </p>
            <a class="button" href="#fulfilment">
              Go to the order
            </a>
          </>
        )}
        {takeBack === null ? (
          <details class="confirm" open={mine !== null}>
            <summary class="button">{title}</summary>
            <form
              class="stack-tight"
              method="post"
              action={`${REWARDS_PATH}/${reward.id}/take-back#take-back`}
            >
              {mine === null ? null : (
                <ProblemNotice problem={mine.problem} id={problemId('take-back')} urgent />
              )}
              <TextField
                form="take-back"
                name="reason"
                label="Why?"
                hint="Kept in the audit trail."
                refused={mine}
                maxlength={2000}
                required
              />
              <button class="button button-bad" type="submit">
                {isPaid ? 'Take the reward back' : 'Cancel the reward'}
              </button>
            </form>
          </details>
        ) : null}
      </section>
    </May>
  );
}
