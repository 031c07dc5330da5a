import type { Child } from 'hono/jsx';
import type { FulfilmentState } from '#core/fulfilment/state.ts';
import { isVoid } from '#core/fulfilment/state.ts';
import type { RewardState } from '#core/reward/reward.ts';
import { actorWords } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { FULFILMENT_PATH, FULFILMENT_WORDS, PROVIDER_WORDS } from '#server/console/parts/fulfilment-words.ts';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { Day, Moment, When } from '#server/console/parts/when.tsx';
import type { FulfilmentView } from '#server/workspace/fulfilment/views.ts';

interface Props {
  of: FulfilmentView;
  /** The state of the reward that is fulfilled. */
  reward: RewardState;
  /** When the order is sent again by itself, or null. */
  nextTry: number | null;
  now: number;
  refused: Refused | null;
}

/** How a reward reaches its person, and what can be done about it: a part of the reward's page. */
export function FulfilmentPanel({ of, reward, nextTry, now, refused }: Props) {
  const isOver = reward === 'cancelled' || reward === 'reversed';
  return (
    <section class="card" id="fulfilment" aria-labelledby="fulfilment-title">
      <h2 id="fulfilment-title">
        Fulfilment <FulfilmentBadge state={of.state} />
      </h2>
      {of.problem === null ? null : <ProblemNotice problem={of.problem} />}
      {of.state === 'ordering' && of.problem !== null ? <NotTaken of={of} nextTry={nextTry} /> : null}
      {isOver ? <p>{leftWords(of.state, reward)}</p> : null}
      {of.nextStep === null ? null : (
        <p>
          <strong>Next:</strong> {of.nextStep}
        </p>
      )}
      <Facts of={of} now={now} />
      <May any={['manage_money']}>
        <Actions of={of} isOver={isOver} refused={refused} />
      </May>
    </section>
  );
}

/** That nobody took the order yet, how often it was tried, and when it is tried again. */
function NotTaken({ of: { attempts }, nextTry }: Pick<Props, 'of' | 'nextTry'>) {
  return (
    <p>
      Not taken yet: tried {attempts === 1 ? 'once' : `${attempts} times`},{' '}
      {nextTry === null ? (
        'and not tried again by itself'
      ) : (
        <>
          next try <Moment at={nextTry} />
        </>
      )}
      . <a href={`/console/deliveries?state=${nextTry === null ? 'parked' : 'due'}`}>Deliveries</a>
    </p>
  );
}

/** What became of an order whose reward was given up or taken back. */
function leftWords(state: FulfilmentState, reward: RewardState): string {
  const what = reward === 'cancelled' ? 'The reward was cancelled.' : 'The reward was taken back.';
  if (isVoid(state)) return `${what} Its order is void: nothing reaches the person under it.`;
  if (state === 'failed') return `${what} Its order had failed.`;
  if (state === 'unclaimed') return `${what} What was sent was never claimed.`;
  if (state === 'sent' || state === 'delivered') {
    return `${what} What was sent is with the person: nothing is fetched back by this.`;
  }
  return `${what} Its order may stand all the same: make it void.`;
}

export function FulfilmentBadge({ state }: { state: FulfilmentState }) {
  const tones = {
    ordering: 'warm',
    ordered: 'sea',
    sent: 'sea',
    delivered: 'good',
    unclaimed: 'warm',
    failed: 'bad',
    returned: 'bad',
    cancelled: 'calm',
  } as const;
  return <Badge tone={tones[state]}>{FULFILMENT_WORDS[state]}</Badge>;
}

function Facts({ of, now }: Pick<Props, 'of' | 'now'>) {
  const { provider, reference, words, proof, proofBy, attempts, number, deliveredAt, expiresAt } = of;
  return (
    <dl class="facts">
      <Fact name="By">{PROVIDER_WORDS[provider]}</Fact>
      {reference === null ? null : (
        <Fact name="Order there">
          <code>{reference}</code>
        </Fact>
      )}
      {words === null ? null : (
        <Fact name="Last said">
          <bdi>{words}</bdi>
        </Fact>
      )}
      {proof === null ? null : (
        <Fact name="Proof">
          <Shown proof={proof} />
          {proofBy === null ? null : <span class="under">by {actorWords(proofBy)}</span>}
        </Fact>
      )}
      <Fact name="Asked">
        {attempts === 1 ? 'once' : `${attempts} times`}
        {number === 1 ? '' : `, order ${number}`}, last <When at={of.updatedAt} now={now} />
      </Fact>
      {deliveredAt === null ? null : (
        <Fact name="Delivered">
          <Day at={deliveredAt} />
        </Fact>
      )}
      {expiresAt === null ? null : (
        <Fact name="Runs out">
          <Day at={expiresAt} />
        </Fact>
      )}
      {of.reminder === null ? null : (
        <Fact name="Reminder">
          {of.reminder === 'old'
            ? 'It arrived more than two weeks ago. If it was not claimed, a kind word helps.'
            : 'It runs out within a month. Tell them, unless they claimed it.'}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Shown({ proof }: { proof: string }) {
  return /^https?:\/\//.test(proof) ? (
    <a href={proof} rel="noreferrer noopener" target="_blank">
      <bdi>{proof}</bdi>
    </a>
  ) : (
    <bdi>{proof}</bdi>
  );
}

function Actions({ of, isOver, refused }: Pick<Props, 'of' | 'refused'> & { isOver: boolean }) {
  const { state, provider } = of;
  const path = `${FULFILMENT_PATH}/rewards/${encodeURIComponent(of.rewardId)}`;
  return (
    <div class="stack">
      {provider === 'manual' && state === 'ordered' ? <SentForm path={path} refused={refused} /> : null}
      {!isOver && (state === 'ordering' || isVoid(state)) ? (
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
    <form class="stack-tight" method="post" action={`${path}/sent`}>
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

function VoidForm({ of, path, refused }: { of: FulfilmentView; path: string; refused: Refused | null }) {
  const form = 'void';
  const here = refusedBy(refused, form);
  const isAsked = of.provider === 'tremendous' && of.problem?.code !== 'not_connected';
  return (
    <details class="confirm" open={here !== null}>
      <summary class="button">Make the order void</summary>
      <form class="stack-tight" method="post" action={`${path}/void`}>
        {here === null ? null : <ProblemNotice problem={here.problem} id={problemId(form)} urgent />}
        <p class="quiet">
          {isAsked
            ? 'Tremendous is asked to cancel it, and has to say that it did.'
            : 'Stop it there first. Then say what shows that nothing will be paid or sent under it.'}
        </p>
        {isAsked ? null : (
          <TextField
            form={form}
            name="proof"
            label="What shows that it is void"
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
