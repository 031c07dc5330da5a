import type { Problem } from '#core/problem.ts';
import type { Decision } from '#core/reward/decision.ts';
import { actorWords } from '#server/console/parts/actor.ts';
import { problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import type { RewardDetail } from '#server/workspace/rewards/detail.ts';
import { isHeld, REWARDS_PATH } from './words.ts';

type Answer = Exclude<Decision, 'approve'>;

const ANSWERS: { decision: Answer; title: string; label: string; hint: string; button: string }[] = [
  {
    decision: 'change',
    title: 'Ask for a change',
    label: 'What should be different?',
    hint: 'It goes back to whoever proposed it, and is proposed again as you ask.',
    button: 'Send it back',
  },
  {
    decision: 'feedback',
    title: 'Feedback only',
    label: 'What should they know?',
    hint: 'It ends without a reward. Whoever proposed it reads this.',
    button: 'Send feedback',
  },
  {
    decision: 'decline',
    title: 'Decline',
    label: 'Why not?',
    hint: 'Whoever proposed it reads this.',
    button: 'Decline the reward',
  },
];

/** All that whoever proposed a reward does about it. */
const WITHDRAW: (typeof ANSWERS)[number] = {
  decision: 'decline',
  title: 'Withdraw',
  label: 'Why do you withdraw it?',
  hint: 'It ends without a reward. Kept in the audit trail.',
  button: 'Withdraw the reward',
};

/** The four decisions, as far as the viewer may take them; what they may not is explained. */
export function Decide(props: { of: RewardDetail; refused: Refused | null; now: number }) {
  const { of, refused, now } = props;
  const { reward, barred, isOwn } = of;
  const answers =
    isOwn && barred.decline === null
      ? [WITHDRAW]
      : ANSWERS.filter(({ decision }) => barred[decision] === null);
  const mine = refusedBy(refused, 'approve');
  return (
    <section class="card" id="decide" aria-labelledby="decide-title">
      <h2 id="decide-title">Your decision</h2>
      {mine === null ? null : <ProblemNotice problem={mine.problem} urgent />}
      {barred.approve === null ? null : (
        <WhyNot problem={barred.approve} isHeld={isHeld(of, now)} mayAnswer={answers.length > 0} />
      )}
      <div class="decide">
        {barred.approve === null ? (
          <form method="post" action={`${REWARDS_PATH}/${reward.id}/decisions#decide`}>
            <Seen of={of} decision="approve" />
            <button class="button button-main" type="submit">
              Approve {moneyText(reward.amount, reward.currency)}
            </button>
          </form>
        ) : null}
        {answers.map((answer) => (
          <Answering of={of} answer={answer} refused={refusedBy(refused, answer.decision)} />
        ))}
      </div>
      {of.onBehalfOf === null ? null : (
        <p class="quiet">
          You would approve it for <bdi>{actorWords(of.onBehalfOf)}</bdi>, for whom you stand in.
        </p>
      )}
    </section>
  );
}

function WhyNot(props: { problem: Problem; isHeld: boolean; mayAnswer: boolean }) {
  const { problem, isHeld: held, mayAnswer } = props;
  // Whose turn it is comes after the hold is settled.
  const before =
    held && problem.code === 'forbidden' ? 'It is held, and that is settled before anything else. ' : '';
  return (
    <p class={mayAnswer ? undefined : 'quiet'}>
      <bdi>
        {before}
        {problem.message} {problem.code === 'on_hold' ? 'Look at it below first.' : problem.remedy}
      </bdi>
    </p>
  );
}

/** What was looked at: a decision about terms that were changed since is refused. */
function Seen({ of: { reward }, decision }: { of: RewardDetail; decision: Decision }) {
  return (
    <>
      <input type="hidden" name="decision" value={decision} />
      <input type="hidden" name="revision" value={String(reward.revision)} />
    </>
  );
}

function Answering(props: { of: RewardDetail; answer: (typeof ANSWERS)[number]; refused: Refused | null }) {
  const { of, answer, refused } = props;
  const { decision, title, label, hint, button } = answer;
  const tone = decision === 'decline' ? 'button button-bad' : 'button button-main';
  return (
    <details class="confirm" open={refused !== null}>
      <summary class="button">{title}</summary>
      <form class="stack-tight" method="post" action={`${REWARDS_PATH}/${of.reward.id}/decisions#decide`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(decision)} urgent />
        )}
        <Seen of={of} decision={decision} />
        <TextField
          form={decision}
          name="reason"
          label={label}
          hint={hint}
          refused={refused}
          maxlength={2000}
          required
        />
        <button class={tone} type="submit">
          {button}
        </button>
      </form>
    </details>
  );
}
