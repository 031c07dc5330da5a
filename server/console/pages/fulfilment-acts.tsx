import { isVoid } from '#core/fulfilment/state.ts';
import { problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { FULFILMENT_PATH } from '#server/console/parts/fulfilment-words.ts';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import type { FulfilmentView } from '#server/workspace/fulfilment/views.ts';

interface Props {
  of: FulfilmentView;
  /** Whether its reward was given up or taken back. */
  isOver: boolean;
  refused: Refused | null;
}

/** What money managers can do about an order. */
export function FulfilmentActs({ of, isOver, refused }: Props) {
  const { state, provider, doubt } = of;
  const path = `${FULFILMENT_PATH}/rewards/${encodeURIComponent(of.rewardId)}`;
  return (
    <div class="stack">
      {provider === 'manual' && state === 'ordered' ? <SentForm path={path} refused={refused} /> : null}
      {doubt === null ? null : <DoubtForm path={path} refused={refused} />}
      {!isOver && doubt === null && (state === 'ordering' || isVoid(state)) ? (
        <form method="post" action={`${path}/retry`}>
          <input type="hidden" name="newOrder" value={isVoid(state) ? 'yes' : 'no'} />
          <button class="button" type="submit">
            {isVoid(state) ? 'Order anew' : 'Try again now'}
          </button>
        </form>
      ) : null}
      {of.reminder === null ? null : (
        <form method="post" action={`${path}/reminded`}>
          <button class="button" type="submit">
            They were reminded
          </button>
        </form>
      )}
      {isVoid(state) ? null : <VoidForm of={of} path={path} refused={refused} />}
    </div>
  );
}

function SentForm({ path, refused }: { path: string; refused: Refused | null }) {
  const form = 'sent';
  const here = refusedBy(refused, form);
  return (
    <form class="stack-tight" method="post" action={`${path}/sent#fulfilment`}>
      {here === null ? null : <ProblemNotice problem={here.problem} id={problemId(form)} urgent />}
      <TextField
        form={form}
        name="proof"
        label="Proof"
        hint="A link, a voucher or a tracking number, or words that say what shows it."
        required
        maxlength={1000}
        refused={here}
      />
      <div>
        <button class="button button-main" type="submit">
          It is sent: book it as paid
        </button>
      </div>
    </form>
  );
}

function DoubtForm({ path, refused }: { path: string; refused: Refused | null }) {
  const form = 'doubt';
  const here = refusedBy(refused, form);
  return (
    <details class="confirm" open={here !== null}>
      <summary class="button">The money did not leave twice</summary>
      <form class="stack-tight" method="post" action={`${path}/doubt#fulfilment`}>
        {here === null ? null : <ProblemNotice problem={here.problem} id={problemId(form)} urgent />}
        <p class="quiet">
          Until this is settled, nothing is ordered anew and the reward is not taken back. Whoever settles it
          leaves both to somebody else.
        </p>
        <TextField
          form={form}
          name="proof"
          label="What shows that nothing was paid under a void order, or that it came back"
          required
          maxlength={1000}
          refused={here}
        />
        <div>
          <button class="button" type="submit">
            The money did not leave twice
          </button>
        </div>
      </form>
    </details>
  );
}

function VoidForm({ of, path, refused }: { of: FulfilmentView; path: string; refused: Refused | null }) {
  const form = 'void';
  const here = refusedBy(refused, form);
  const isAsked = of.provider === 'tremendous' && of.problem?.code !== 'not_connected';
  return (
    <details class="confirm" open={here !== null}>
      <summary class="button">Make the order void</summary>
      <form class="stack-tight" method="post" action={`${path}/void#fulfilment`}>
        {here === null ? null : <ProblemNotice problem={here.problem} id={problemId(form)} urgent />}
        <p class="quiet">
          {isAsked
            ? 'Tremendous is asked to cancel it, and has to say that it did.'
            : 'Stop it there first, and have what was paid sent back. Whoever says here that it is void can neither order it anew nor take the reward back once money has left.'}
        </p>
        {isAsked ? null : (
          <TextField
            form={form}
            name="proof"
            label="What shows that nothing is paid under it, or that the money came back"
            required
            maxlength={1000}
            refused={here}
          />
        )}
        <div>
          <button class="button" type="submit">
            Make the order void
          </button>
        </div>
      </form>
    </details>
  );
}
